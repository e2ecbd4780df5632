import { diagnostic, hasErrors, type Parsed } from '../diagnostics/diagnostic.ts';
import { MOST } from '../diagnostics/file-report.ts';
import { nearest, plainWord } from '../diagnostics/suggest.ts';
import { joinLines } from '../text/join-lines.ts';
import { type Entry, isEmptyNode, type YamlNode } from '../yaml/node.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { choiceOf, listOf, mapOf, readMap, type ShapeReader, shapeReader, tell, textOf } from '../yaml/read-shape.ts';
import type { SourceText } from '../yaml/source-text.ts';
import { withSyntaxErrors } from '../yaml/syntax-errors.ts';
import type { Catalogue } from './catalogue.ts';
import { isFilled, OVERLAY_FORMAT, type Overlay, type PartialText, siblingsById, type Wording } from './overlay.ts';

/** What diagnostics call the overlay as a whole. */
const WHOLE = 'overlay file';

const OVERLAY_KEYS = ['format', 'model', 'edition', 'requirements', 'replace'];
const WORDING_KEYS = ['zh', 'en', 'points'];
const POINT_KEYS = ['zh', 'en'];
const ALL_KEYS = new Set([...OVERLAY_KEYS, ...WORDING_KEYS]);
const isOverlayWord = (word: string, inList: boolean): boolean =>
  inList ? WORDING_KEYS.includes(word) : ALL_KEYS.has(word) || /^[a-z][a-z0-9-]*\.[1-9][a-z]$/.test(word);

type Known = ReturnType<typeof siblingsById>;

/** What an overlay is read with: the requirements that there are, and how many unknown ids were told. */
interface Scene {
  readonly reader: ShapeReader;
  readonly known: Known;
  unknown: number;
}

/** Parses a user's overlay (`format: assess-overlay/1`) for the catalogue that it is to be applied to. */
export function parseOverlay(source: SourceText, catalogue: Catalogue): Parsed<Overlay> {
  // Any file can be named as an overlay: nothing of one that is none is shown.
  if (!source.text.includes('assess-overlay')) {
    const at = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    return { ok: false, diagnostics: [diagnostic('overlay-format', {}, at, source.file)] };
  }
  const parsed = parseYaml(source, isOverlayWord);
  if (!parsed.node) return { ok: false, diagnostics: parsed.diagnostics };
  const reader = shapeReader(source);
  const value = readOverlay(reader, parsed.node, catalogue);
  const diagnostics = withSyntaxErrors(parsed.diagnostics, reader.diagnostics);
  return hasErrors(diagnostics) ? { ok: false, diagnostics } : { ok: true, value, diagnostics };
}

function readOverlay(reader: ShapeReader, node: YamlNode, catalogue: Catalogue): Overlay {
  const keys = readMap(reader, node, WHOLE, OVERLAY_KEYS);
  for (const key of ['format', 'model', 'edition'])
    if (!keys[key] || isEmptyNode(keys[key].value))
      tell(reader, 'missing-key', { key, where: WHOLE }, keys[key]?.key ?? topOf(node));
  choiceOf(reader, keys['format'], [OVERLAY_FORMAT]);
  // The editions of another model say nothing.
  const fits = isFor(reader, keys['model'], catalogue.id) && isFor(reader, keys['edition'], catalogue.edition);
  if (!fits) return { requirements: new Map(), replace: new Map() };
  const scene: Scene = { reader, known: siblingsById(catalogue), unknown: 0 };
  const requirements = readRequirements(scene, keys['requirements']?.value);
  const replace = readReplacements(scene, keys['replace']?.value, requirements);
  return { requirements, replace };
}

const topOf = (node: YamlNode) => ({ range: { start: node.range.start, end: node.range.start } });

function isFor(reader: ShapeReader, entry: Entry | undefined, want: string): boolean {
  const value = textOf(reader, entry?.value, entry?.name ?? '');
  if (!entry || value === null || value === want) return true;
  tell(reader, 'overlay-model', { key: entry.name, value, want }, entry.value);
  return false;
}

function readRequirements(scene: Scene, node: YamlNode | undefined): Map<string, Wording> {
  const found = new Map<string, Wording>();
  for (const entry of mapOf(scene.reader, node, 'requirements')?.entries ?? []) {
    if (!isKnown(scene, entry)) continue;
    const wording = readWording(scene.reader, entry.value, entry.name);
    const known = scene.known.get(entry.name)?.requirement.points.length ?? 0;
    const count = wording.points.length;
    // The model's statement may say how many points there are, and speaks of its own.
    if (count && count !== known && !isFilled(wording))
      tell(scene.reader, 'overlay-points', { id: entry.name, count, known }, entry.key);
    if (isFilled(wording) || wording.points.length) found.set(entry.name, wording);
  }
  return found;
}

function isKnown(scene: Scene, entry: Entry): boolean {
  const { reader, known } = scene;
  const id = entry.name;
  if (known.has(id)) return true;
  const plain = plainWord(id).toLowerCase();
  // Suggestions cost a comparison with every id; past the first ones nobody reads them.
  const suggestion = known.has(plain) ? plain : scene.unknown++ < MOST ? nearest(id, known.keys()) : null;
  tell(reader, 'unknown-requirement', { id, suggestion, provisional: false }, entry.key);
  return false;
}

function readWording(reader: ShapeReader, node: YamlNode, where: string): Wording {
  const keys = readMap(reader, node, where, WORDING_KEYS);
  const points = listOf(reader, keys['points']?.value, `${where} points`);
  const read = points.map((point) => ({ point, text: readPoint(reader, point, `${where} points`) }));
  const anyFilled = read.some(({ text }) => isFilled(text));
  // A form that is left empty leaves the catalogue's points; one left half empty would shift them.
  for (const [index, { point, text }] of read.entries())
    if (anyFilled && !isFilled(text)) tell(reader, 'overlay-empty', { id: where, place: index + 1 }, point);
  return { ...readLanguages(reader, keys), points: anyFilled ? read.map(({ text }) => text) : [] };
}

const readPoint = (reader: ShapeReader, node: YamlNode, where: string): PartialText =>
  readLanguages(reader, readMap(reader, node, where, POINT_KEYS));

const readLanguages = (
  reader: ShapeReader,
  keys: { readonly [key: string]: Entry | undefined },
): { zh: string | null; en: string | null } => ({
  zh: oneLine(textOf(reader, keys['zh']?.value, 'zh')),
  en: oneLine(textOf(reader, keys['en']?.value, 'en')),
});

/** Statements stand on one line wherever they are shown; in comments of sheets a second line would no longer be one. */
const oneLine = (text: string | null): string | null => (text === null ? null : joinLines(text.split(/[\r\n]+/)));

function readReplacements(
  scene: Scene,
  node: YamlNode | undefined,
  reworded: ReadonlyMap<string, Wording>,
): Map<string, readonly Wording[]> {
  const { reader, known } = scene;
  const found = new Map<string, readonly Wording[]>();
  for (const entry of mapOf(reader, node, 'replace')?.entries ?? []) {
    const id = entry.name;
    if (!isKnown(scene, entry)) continue;
    if (!known.get(id)?.requirement.provisional) {
      tell(reader, 'overlay-not-provisional', { id }, entry.key);
      continue;
    }
    const nodes = listOf(reader, entry.value, id);
    const wordings = nodes.map((item) => readWording(reader, item, id));
    // All empty is a form that is not filled in yet.
    if (!wordings.some((wording) => isFilled(wording) || wording.points.length)) continue;
    for (const [index, wording] of wordings.entries())
      if (!isFilled(wording)) tell(reader, 'overlay-empty', { id, place: index + 1 }, nodes[index] ?? entry.key);
    if (reworded.has(id)) tell(reader, 'overlay-both', { id }, entry.key);
    if (hasRoom(scene, entry, wordings.length)) found.set(id, wordings);
  }
  return found;
}

/** The letters that the real requirements take must be free, and end with z. */
function hasRoom({ reader, known }: Scene, entry: Entry, count: number): boolean {
  const id = entry.name;
  const siblings = known.get(id)?.siblings ?? [];
  const next = siblings[siblings.findIndex((sibling) => sibling.id === id) + 1];
  const most = next ? 1 : 'z'.charCodeAt(0) - id.charCodeAt(id.length - 1) + 1;
  if (count <= most) return true;
  tell(reader, 'overlay-no-room', { id, count, most, next: next?.id ?? null }, entry.key);
  return false;
}
