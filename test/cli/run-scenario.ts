import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runAssess, SHEETS, VERSION } from './program.ts';
import {
  diffLines,
  editLines,
  formatScenario,
  isExpectation,
  isMatch,
  parseScenario,
  type Section,
  splitWords,
  toLines,
  toText,
  withPlaceholders,
} from './scenario.ts';

/** Runs a scenario in a folder of its own and returns its text with what came out; the same text where all is as told. */
export async function runScenario(text: string): Promise<string> {
  const scenario = parseScenario(text);
  const folder = mkdtempSync(join(tmpdir(), 'assess-scenario-'));
  try {
    const sections: Section[] = [];
    for (let at = 0; at < scenario.sections.length; at++) {
      const section = scenario.sections[at];
      if (section === undefined || isExpectation(section) || section.kind === 'stdin') continue;
      sections.push(section);
      if (section.kind === 'run') {
        const rest = scenario.sections.slice(at + 1);
        const end = rest.findIndex((next) => !isExpectation(next) && next.kind !== 'stdin');
        sections.push(...(await runCommand(section.head, end < 0 ? rest : rest.slice(0, end), folder)));
      } else layOut(section, folder);
    }
    return formatScenario({ ...scenario, sections });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function layOut({ kind, head, body }: Section, folder: string): void {
  const [name = '', ...options] = splitWords(head);
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  if (kind === 'folder') mkdirSync(path);
  else if (kind === 'link') symlinkSync(options[1] ?? '', path);
  else writeFileSync(path, contentOf(body, options));
}

function contentOf(body: readonly string[], options: readonly string[]): string {
  const like = options[options.indexOf('like') + 1];
  const text =
    options.includes('like') && like !== undefined
      ? editLines(readFileSync(join(SHEETS, like), 'utf8'), body)
      : toText(body);
  const ended = options.includes('crlf') ? text.replace(/\n/g, '\r\n') : text;
  return options.includes('bom') ? `\ufeff${ended}` : ended;
}

/** Runs one command line and tells what came of it as sections, in the words of the expected ones where they match. */
async function runCommand(line: string, told: readonly Section[], folder: string): Promise<Section[]> {
  const words = splitWords(line);
  const start = words.indexOf('assess');
  if (start < 0) throw new Error(`a run is a command of assess: ${line}`);
  const env = Object.fromEntries(words.slice(0, start).map((word) => splitAt(word, word.indexOf('='))));
  const input = told.find((section) => section.kind === 'stdin');
  const stdin = input === undefined ? '' : contentOf(input.body, splitWords(input.head));
  const before = readFolder(folder);
  const { exit, stdout, stderr } = await runAssess(words.slice(start + 1), { cwd: folder, env, stdin });
  const found: Section[] = [
    ...(exit === 0 ? [] : [{ kind: 'exit', head: String(exit), body: [] }]),
    ...(stdout === '' ? [] : [{ kind: 'stdout', head: '', body: toLines(stdout) }]),
    ...(stderr === '' ? [] : [{ kind: 'stderr', head: '', body: toLines(stderr) }]),
    ...changesBetween(before, readFolder(folder)),
  ];
  const settled = found.map((section) => {
    const expected = told.find((other) => other.kind === section.kind && other.head === section.head);
    return expected && isMatch(expected.body, section.body, VERSION)
      ? expected
      : { ...section, body: withPlaceholders(section.body, VERSION) };
  });
  return [...(input ? [input] : []), ...settled];
}

const splitAt = (text: string, at: number): [string, string] => [text.slice(0, at), text.slice(at + 1)];

/** Every file below a folder with its content; a link as where it leads. */
function readFolder(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const content = entry.isSymbolicLink() ? `-> ${readlinkSync(path)}\n` : readFileSync(path, 'utf8');
      return [path.slice(folder.length + 1), content];
    }),
  );
}

function changesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Section[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name): Section[] => {
    const [old, fresh] = [before.get(name), after.get(name)];
    const head = /^[\w./-]+$/.test(name) ? name : JSON.stringify(name);
    if (old === fresh) return [];
    if (fresh === undefined) return [{ kind: 'removed', head, body: [] }];
    if (old === undefined) return [{ kind: 'written', head, body: toLines(fresh) }];
    return [{ kind: 'changed', head, body: diffLines(toLines(old), toLines(fresh)) }];
  });
}
