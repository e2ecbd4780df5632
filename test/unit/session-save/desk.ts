import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { keepSheet, type SheetKeeper } from '../../../src/commands/keep-sheet.ts';
import { catalogues } from '../../../src/commands/open-catalogue.ts';
import { type Conflict, emptyRating, type SaveOutcome } from '../../../src/session/session.ts';
import { parseSheet, type ReadSheet } from '../../../src/sheet/parse-sheet.ts';
import type { Evidence, Rating, Sheet } from '../../../src/sheet/sheet.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';

export const A = 'demand-management.1a';
export const B = 'demand-management.1b';
export const C = 'demand-management.1c';

/** A sheet with answers that are open, written in several ways. */
export const SHEET = `# 评估表
format: assess/1
model: sme
edition: draft-2023
claim: 1                     # 申报等级：一星
organization: { name: "某机构" }

evidence:                    # 证据登记表
  E01: { title: 需求登记表, method: document-review }   # 纸质
tailoring: []

ratings:
  # ── 服务战略能力 ──
  demand-management:         # 需求管理
    # 一星 a) 登记
    1a:
      score:
      evidence: []           # 见登记表
      finding:
      improvement:
    # 一星 b) 过程
    1b: { score: , evidence: [] }
    # 一星 c) 管理层
    1c:
      score:   # 待定
      evidence: [ E01 ]
      finding: 'as written'
# 末尾
`;

type Saved = Extract<SaveOutcome, { kind: 'saved' }>;
type Failed = Extract<SaveOutcome, { kind: 'failed' }>;

/** A folder of its own for each test, with a sheet in it, and a place for journals that is not the user's. */
export interface Desk {
  readonly at: (...names: readonly string[]) => string;
  readonly path: string;
  readonly env: { readonly XDG_STATE_HOME: string };
  readonly read: () => string;
  readonly write: (text: string) => void;
  /** An outside edit: the sheet with a stretch of it replaced, which has to be there. */
  readonly edit: (old: string, text: string) => void;
}

export function useDesk(): Desk {
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'assess-desk-')));
    mkdirSync(join(folder, 'work'));
    mkdirSync(join(folder, 'tmp'));
    writeFileSync(join(folder, 'work', 'sheet.yaml'), SHEET);
    vi.stubEnv('TMPDIR', join(folder, 'tmp'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  const at = (...names: readonly string[]): string => join(folder, ...names);
  const desk: Desk = {
    at,
    get path() {
      return at('work', 'sheet.yaml');
    },
    get env() {
      return { XDG_STATE_HOME: at('state') };
    },
    read: () => readFileSync(desk.path, 'utf8'),
    write: (text) => writeFileSync(desk.path, text),
    edit: (old, text) => desk.write(swap(desk.read(), old, text)),
  };
  return desk;
}

/** A text with the one stretch that is `old` replaced. */
export function swap(text: string, old: string, fresh: string): string {
  const parts = text.split(old);
  if (parts.length !== 2) throw new Error(`${parts.length - 1} times in the text: ${old}`);
  return parts.join(fresh);
}

export function readSheet(path: string): ReadSheet & { readonly sheet: Sheet } {
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  const read = parseSheet(sourceText(path, text), catalogues);
  if (!read.sheet || read.broken) throw new Error(`no sheet: ${JSON.stringify(read.diagnostics)}`);
  return { ...read, sheet: read.sheet };
}

/** Somebody who answers at a sheet, and knows of it what a session shows. */
export interface Seat {
  readonly keeper: SheetKeeper;
  readonly answer: (id: string, change: Partial<Omit<Rating, 'requirement'>>) => SaveOutcome;
  readonly register: (entry: Partial<Evidence> & { readonly id: string }) => SaveOutcome;
  readonly resolve: (requirement: string, keep: 'mine' | 'theirs') => SaveOutcome;
  readonly refresh: () => SaveOutcome;
  readonly sees: (id: string) => Rating;
}

const NO_ENTRY: Omit<Evidence, 'id'> = { title: null, method: null, file: null, sha256: null, date: null };

export function takeSeat(path: string, env: Readonly<Record<string, string | undefined>>): Seat {
  const { sheet } = readSheet(path);
  const keeper = keepSheet(path, sheet, env);
  let ratings: ReadonlyMap<string, Rating> = sheet.ratings;
  let conflicts: readonly Conflict[] = [];
  const sees = (id: string): Rating => ratings.get(id) ?? emptyRating(id);
  const hear = (outcome: SaveOutcome): SaveOutcome => {
    if (outcome.kind === 'saved' && outcome.ratings) ratings = outcome.ratings;
    if (outcome.kind === 'saved') conflicts = outcome.conflicts;
    return outcome;
  };
  return {
    keeper,
    sees,
    answer(id, change) {
      const before = ratings.get(id) ?? null;
      const after = { ...sees(id), ...change };
      ratings = new Map(ratings).set(id, after);
      return hear(keeper.carryOut({ kind: 'save-answer', requirement: id, before, after }));
    },
    register: (entry) => hear(keeper.carryOut({ kind: 'save-evidence', entry: { ...NO_ENTRY, ...entry } })),
    resolve(requirement, keep) {
      const chosen = conflicts.find((conflict) => conflict.requirement === requirement)?.[keep];
      if (!chosen) throw new Error(`nobody was asked about ${requirement}`);
      return hear(keeper.carryOut({ kind: 'resolve', keep, chosen }));
    },
    refresh: () => hear(keeper.carryOut({ kind: 'refresh' })),
  };
}

export function saved(outcome: SaveOutcome): Saved {
  if (outcome.kind !== 'saved') throw new Error(`not saved: ${outcome.reason}`);
  return outcome;
}

export function failed(outcome: SaveOutcome): Failed {
  if (outcome.kind !== 'failed') throw new Error('saved, though it should have failed');
  return outcome;
}

/** What the file holds of an answer. */
export const heldIn = (path: string, id: string): Rating => readSheet(path).sheet.ratings.get(id) ?? emptyRating(id);

/** A file with the folders that it needs. */
export function put(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
