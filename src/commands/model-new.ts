import { basename } from 'node:path';
import { isModelId } from '../catalogue/read-texts.ts';
import { Failure } from '../io/failure.ts';
import { readPackageFile } from '../io/package-files.ts';
import { checkNewFile, writeFileAtomically } from '../io/write-file.ts';
import { isModelPath } from '../sheet/bind-model.ts';
import { commandWord } from '../text/command-line.ts';
import { type Context, langOf, messagesFor, tellNotice } from './context.ts';
import type { ModelNewOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { takenIds } from './open-catalogue.ts';

/** The id of a model whose file name has nothing that an id could be made of. */
const FALLBACK_ID = 'our-model';

/** `assess model new`: writes a small, whole model file with comments, for the user to make a model of. */
export async function runModelNew(context: Context, path: string, options: ModelNewOptions): Promise<ExitCode> {
  checkNewFile(path, options.force === true);
  // Other commands tell a model file from the id of a model by its name.
  if (!isModelPath(basename(path))) throw new Failure((m) => m.failure.modelFileName(path));
  const taken = takenIds(path);
  const fromName = idFromName(basename(path));
  const id = options.id ?? (taken.has(fromName) ? `our-${fromName}` : fromName);
  if (!isModelId(id)) throw new Failure((m) => m.failure.badModelId(id));
  if (taken.has(id)) throw new Failure((m) => m.failure.takenModelId(id));
  const file = commandWord(path);
  const template = readPackageFile(`templates/model.${langOf(context)}.yaml`);
  const values: Readonly<Record<string, string>> = { id, file: file.replace(/\s/g, ' ') };
  const text = template.replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '');
  writeFileAtomically(path, text, { replace: options.force === true });
  const m = messagesFor(context);
  await tellNotice(context, m.model.wrote(path));
  await tellNotice(
    context,
    m.model.next(`assess model check ${file}`, `assess model show ${file}`, `assess init --model ${file}`),
  );
  return EXIT.done;
}

/** `Our Model.yaml` as an id: `our-model`. */
function idFromName(name: string): string {
  const words =
    name
      .replace(/\.[^.]*$/, '')
      .normalize('NFKC')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const id = words.join('-').replace(/^[0-9-]+/, '');
  return isModelId(id) ? id : FALLBACK_ID;
}
