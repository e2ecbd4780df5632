import { readFileSync, writeFileSync } from 'node:fs';
import { keepSheet } from '../../src/commands/keep-sheet.ts';
import { catalogues, openCatalogue } from '../../src/commands/open-catalogue.ts';
import { createRunner, type Runner } from '../../src/commands/session-runner.ts';
import { readPackageFile } from '../../src/io/package-files.ts';
import { readBytes } from '../../src/io/read-file.ts';
import { removeLeftovers } from '../../src/io/temporary-files.ts';
import { beginSession } from '../../src/session/stops.ts';
import { parseSheet } from '../../src/sheet/parse-sheet.ts';
import { scaffoldSheet } from '../../src/sheet/scaffold.ts';
import type { Evidence, Rating, Sheet } from '../../src/sheet/sheet.ts';
import { MAX_BYTES } from '../../src/yaml/decode-text.ts';
import { parseYaml } from '../../src/yaml/parse-yaml.ts';
import { sourceText } from '../../src/yaml/source-text.ts';

/** The last line of every sheet here: a file that ends otherwise is torn. */
export const END = '# end of the sheet, nothing is missing above';
const EMPTY = /^ {6}score:\n {6}evidence: \[\]\n {6}finding:\n/gm;

/** Writes a sheet of `sme` for a claim, every answer with a finding that is so long that the sheet has `bytes` bytes. */
export function writeSheet(path: string, claim: number, bytes: number): void {
  const organization = '某服务机构';
  const options = { claim, reading: 'cumulative', kind: 'self', lang: 'zh', organization, schema: null } as const;
  const bare = scaffoldSheet(openCatalogue('sme'), readPackageFile('templates/sheet-head.zh.yaml'), options);
  const answers = bare.match(EMPTY)?.length ?? 0;
  const room = (bytes - Buffer.byteLength(bare)) / answers;
  const sentence = '抽查的记录与实际做法一致，个别时间填写不全。';
  const finding = sentence.repeat(Math.max(1, Math.round(room / Buffer.byteLength(sentence))));
  const text = bare.replace(EMPTY, `      score:\n      evidence: []\n      finding: ${finding}\n`);
  writeFileSync(path, `${text}${END}\n`);
}

export interface FileState {
  readonly ratings: ReadonlyMap<string, Rating>;
  readonly evidence: readonly Evidence[];
  readonly text: string;
}

/** What a file holds, read as every command reads it; null where it is torn: empty, cut short, or nothing that can be read without an error. */
export function readState(path: string, requirements: number): FileState | null {
  const text = Buffer.from(readBytes(path, MAX_BYTES)).toString();
  const source = sourceText(path, text);
  const { sheet, broken, diagnostics } = parseSheet(source, catalogues);
  const isSound = parseYaml(source, () => false).ok && !diagnostics.some(({ severity }) => severity === 'error');
  const isWhole = text.endsWith(`${END}\n`) && text.split(END).length === 2 && sheet?.ratings.size === requirements;
  return isSound && isWhole && !broken && sheet ? { ratings: sheet.ratings, evidence: sheet.evidence, text } : null;
}

/** A session on a sheet as `assess score` begins one, at a requirement. */
export function openSession(path: string, from: string | null): { readonly runner: Runner; readonly sheet: Sheet } {
  removeLeftovers(path);
  const { sheet, catalogue } = parseSheet(sourceText(path, readFileSync(path, 'utf8')), catalogues);
  if (!sheet || !catalogue) throw new Error('no sheet');
  const session = beginSession(catalogue, sheet, { item: null, level: null, only: 'all', from });
  const host = { edit: () => undefined, leave: () => undefined };
  return { runner: createRunner(session, keepSheet(path, sheet, process.env), host), sheet };
}

/** The ids of a sheet's requirements, in its order. */
export const requirementsOf = (path: string): readonly string[] => {
  const { sheet } = parseSheet(sourceText(path, readFileSync(path, 'utf8')), catalogues);
  return [...(sheet?.ratings.keys() ?? [])];
};

export { readJournal } from '../../src/io/journal.ts';
export { removeLeftovers };
