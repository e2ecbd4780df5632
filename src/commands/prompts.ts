import { createPromptModule } from 'inquirer';

/** Asks for one of several values on the terminal, with a line below that tells the keys; rejects with an ExitPromptError on Ctrl-C. */
export async function select<T extends string | number>(
  message: string,
  choices: readonly { readonly value: T; readonly name: string }[],
  keys: string,
  output: NodeJS.WriteStream,
): Promise<T> {
  const values = choices.map(({ name }, index) => ({ name, value: index }));
  const { answer } = await createPromptModule({ output })<{ answer: number }>([
    { type: 'select', name: 'answer', message, choices: values, theme: { style: { keysHelpTip: () => keys } } },
  ]);
  const chosen = choices[answer];
  if (!chosen) throw new RangeError('no such choice');
  return chosen.value;
}

/** Asks for a line of text on the terminal. */
export async function input(message: string, output: NodeJS.WriteStream): Promise<string> {
  const { answer } = await createPromptModule({ output })<{ answer: string }>([
    { type: 'input', name: 'answer', message },
  ]);
  return answer;
}
