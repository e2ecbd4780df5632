import { isEmptyNode, type MapNode, type YamlNode } from './node.ts';
import { parseYaml } from './parse-yaml.ts';
import { isSamePlain, toPlain, withValue } from './plain-tree.ts';
import { rereadEdited, type TextTree } from './reread-edited.ts';
import { type Range, sourceText } from './source-text.ts';
import { insertEntry, type Layout, replaceValue, type Splice, stepBelow, stepIn } from './splice-value.ts';
import { type EditValue, plainValue } from './write-value.ts';

/** A value to stand at a path of keys; maps on the way are made where they are missing. */
export interface Change {
  readonly path: readonly string[];
  readonly value: EditValue;
}

/**
 * Makes the changes in a YAML text by replacing only the stretches that they concern; all else stays byte for byte. The
 * result is read again and compared with what was meant. Null where the layout is too unusual to be changed safely.
 */
export function editYaml(old: TextTree, changes: readonly Change[]): TextTree | null {
  if (!changes.length) return old;
  const layout = layoutOf(old);
  // A comment that follows may be deep enough to become part of a block text; then texts are written on one line.
  return attempt(old, changes, layout) ?? attempt(old, changes, { ...layout, blockTexts: false });
}

function attempt(old: TextTree, changes: readonly Change[], layout: Layout): TextTree | null {
  const splices: Splice[] = [];
  for (const change of changes) {
    const splice = spliceFor(old.root, change, layout);
    if (!splice) return null;
    splices.push(splice);
  }
  const edited = applySplices(old.text, splices);
  const start = Math.min(...splices.map((splice) => splice.start));
  const end = Math.max(...splices.map((splice) => splice.end));
  return edited === null ? null : readAsMeant(old, changes, edited, { start, end });
}

function layoutOf({ text, root }: TextTree): Layout {
  const first = root.flow ? root.entries[0] : undefined;
  return {
    text,
    // Most edits write no new line, and the text is long.
    get newline() {
      return isMostlyCrlf(text) ? '\r\n' : '\n';
    },
    isJson: first !== undefined && text[first.key.range.start] === '"',
    blockTexts: true,
  };
}

function isMostlyCrlf(text: string): boolean {
  if (!text.includes('\r')) return false;
  return (text.split('\r\n').length - 1) * 2 > text.split('\n').length - 1;
}

/** Null where two splices overlap. New entries go behind what is changed at the same place, the deeper ones first. */
function applySplices(text: string, splices: readonly Splice[]): string | null {
  const rank = ({ column }: Splice): number => (column === null ? -Number.MAX_VALUE : -column);
  const ordered = [...splices].sort((a, b) => a.start - b.start || rank(a) - rank(b) || a.end - b.end);
  let result = '';
  let at = 0;
  for (const splice of ordered) {
    if (splice.start < at) return null;
    result += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return result + text.slice(at);
}

function spliceFor(root: MapNode, { path, value }: Change, layout: Layout): Splice | null {
  let map = root;
  let step = stepIn(root, layout.text) ?? 2;
  for (const [depth, key] of path.entries()) {
    const rest = path.slice(depth + 1);
    const entry = map.entries.find((candidate) => candidate.name === key);
    if (!entry) return insertEntry(map, key, nest(rest, value), step, layout);
    if (!rest.length || hasNothing(entry.value)) return replaceValue(entry, map, nest(rest, value), step, layout);
    if (entry.value.kind !== 'map') return null;
    step = stepBelow(entry, layout.text) ?? step;
    map = entry.value;
  }
  return null;
}

const hasNothing = (node: YamlNode): boolean => isEmptyNode(node) || (node.kind === 'map' && !node.entries.length);

const nest = (path: readonly string[], value: EditValue): EditValue =>
  path.reduceRight<EditValue>((inner, key) => ({ kind: 'map', entries: [[key, inner]] }), value);

/**
 * The edited text with its tree, if it reads as the old tree with just these changes. Where it can be, only the entry that
 * all of them are in is read again.
 */
function readAsMeant(old: TextTree, changes: readonly Change[], edited: string, stretch: Range): TextTree | null {
  const reread = rereadEdited(old, edited, stretch, sharedPath(changes));
  if (reread) {
    const depth = reread.path.length;
    const inside = changes.map(({ path, value }) => ({ path: path.slice(depth), value }));
    return isAsMeant(reread.before.value, inside, reread.after.value) ? { text: edited, root: reread.root } : null;
  }
  const parsed = parseYaml(sourceText('', edited), () => false);
  if (!parsed.ok || parsed.value.kind !== 'map') return null;
  return isAsMeant(old.root, changes, parsed.value) ? { text: edited, root: parsed.value } : null;
}

/** The keys that all paths begin with. */
function sharedPath([first, ...others]: readonly Change[]): readonly string[] {
  const path = first?.path ?? [];
  const differs = path.findIndex((key, depth) => others.some((other) => other.path[depth] !== key));
  return differs < 0 ? path : path.slice(0, differs);
}

function isAsMeant(before: YamlNode, changes: readonly Change[], after: YamlNode): boolean {
  const meant = changes.reduce((tree, { path, value }) => withValue(tree, path, plainValue(value)), toPlain(before));
  return isSamePlain(meant, toPlain(after));
}
