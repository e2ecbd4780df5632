import { createInterface } from 'node:readline';
import { createPromptModule } from 'inquirer';
import type { Style } from '../render/style.ts';
import { safeLine } from '../text/safe-text.ts';
import { type Context, isLineTerminal, messagesFor, openTerminal } from './context.ts';

/** Asks for one of several values on the terminal, with a line below that tells the keys; rejects with an ExitPromptError on Ctrl-C. */
export async function select<T extends string | number>(
  context: Context,
  message: string,
  choices: readonly { readonly value: T; readonly name: string }[],
): Promise<T> {
  const answer = isLineTerminal(context)
    ? await selectByNumber(context, message, choices)
    : await selectByArrows(context, message, choices);
  const chosen = choices[answer];
  if (!chosen) throw new RangeError('no such choice');
  return chosen.value;
}

async function selectByArrows(
  context: Context,
  message: string,
  choices: readonly { readonly name: string }[],
): Promise<number> {
  const { stderr } = context.streams;
  const { style } = await openTerminal(context, stderr);
  const keys = messagesFor(context).init.selectKeys;
  const values = choices.map(({ name }, index) => ({ name, value: index }));
  const theme = themeOf(style, keys);
  const { answer } = await createPromptModule({ output: stderr })<{ answer: number }>([
    { type: 'select', name: 'answer', message, choices: values, theme },
  ]);
  return answer;
}

/** The looks of a question, in the colours that were asked for; inquirer's own look at nothing but the environment. */
const themeOf = (style: Style, keys: string) => ({
  prefix: { idle: style.tone('?', 'open'), done: style.tone('✔', 'good') },
  style: {
    message: style.strong,
    answer: (text: string) => style.tone(text, 'open'),
    highlight: (text: string) => style.tone(text, 'open'),
    keysHelpTip: () => style.quiet(keys),
  },
});

async function selectByNumber(
  context: Context,
  message: string,
  choices: readonly { readonly name: string }[],
): Promise<number> {
  const { stderr } = context.streams;
  const { byNumberOnly } = messagesFor(context).session.keys;
  const rows = choices.map(({ name }, index) => `${String(index + 1).padStart(3)} ${safeLine(name)}\n`);
  for (;;) {
    stderr.write(`${safeLine(message)}\n${rows.join('')}${byNumberOnly} › `);
    const text = (await readTypedLine(context)).normalize('NFKC').trim();
    const index = /^\d+$/.test(text) ? Number(text) - 1 : -1;
    if (choices[index]) return index;
  }
}

/** A line as the terminal lets it be typed; rejects as inquirer does where the input ends. */
function readTypedLine({ streams: { stdin, stderr } }: Context): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: stdin, terminal: false });
    let isGiven = false;
    lines.once('line', (text) => {
      isGiven = true;
      resolve(text);
      lines.close();
    });
    lines.once('close', () => {
      if (isGiven) return;
      stderr.write('\n');
      reject(Object.assign(new Error('the input ended'), { name: 'ExitPromptError' }));
    });
  });
}

/** Asks for a line of text on the terminal. */
export async function input(context: Context, message: string): Promise<string> {
  const { stderr } = context.streams;
  if (isLineTerminal(context)) {
    stderr.write(`${safeLine(message)} › `);
    return readTypedLine(context);
  }
  const { style } = await openTerminal(context, stderr);
  const { answer } = await createPromptModule({ output: stderr })<{ answer: string }>([
    { type: 'input', name: 'answer', message, theme: themeOf(style, '') },
  ]);
  return answer;
}
