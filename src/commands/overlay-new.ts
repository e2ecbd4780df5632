import { itemsOf } from '../catalogue/catalogue.ts';
import { overlayText } from '../catalogue/write-overlay.ts';
import { writeFileAtomically } from '../io/write-file.ts';
import { commandWord } from '../text/command-line.ts';
import { writeText } from '../yaml/write-value.ts';
import { type Context, langOf, messagesFor, tellNotice } from './context.ts';
import type { OverlayNewOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { openGivenModel } from './open-model.ts';

export const DEFAULT_OVERLAY = 'overlay.yaml';

/** How an overlay is made use of: by a line of a sheet, or by an option. */
export const useWords = (path: string): [line: string, option: string] => [
  `overlay: ${writeText(path)}`,
  `--overlay ${commandWord(path)}`,
];

/** `assess model overlay new`: an overlay to fill in, with every id of the model and our statements beside them. */
export async function runOverlayNew(
  context: Context,
  model: string,
  file: string | undefined,
  options: OverlayNewOptions,
): Promise<ExitCode> {
  const path = file ?? DEFAULT_OVERLAY;
  const given = await openGivenModel(context, model);
  if (!given) return EXIT.invalid;
  const { catalogue } = given;
  writeFileAtomically(path, overlayText(catalogue, langOf(context)), { replace: options.force === true });
  const count = itemsOf(catalogue).reduce(
    (sum, item) => sum + item.levels.reduce((n, level) => n + level.requirements.length, 0),
    0,
  );
  const m = messagesFor(context);
  await tellNotice(context, m.overlay.wrote(path, count));
  await tellNotice(context, m.overlay.next(path, ...useWords(path)));
  return EXIT.done;
}
