import { isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { findForbidden } from './check-text.ts';
import type { Entry, MapNode, ScalarNode, YamlNode } from './node.ts';
import { type ParseContext, reportInFile } from './parse-context.ts';
import { LOST } from './repair-text.ts';
import { resolvePlain } from './resolve-plain.ts';
import { placeOf, type Range } from './source-text.ts';

/** The library's nodes as our own, with places in the file; odd and repeated keys are told and left out. */
export function convertNode(node: Node, context: ParseContext): YamlNode {
  const [start, end] = node.range ?? [0, 0];
  const range = { start: context.toFile(start), end: context.toFile(end) };
  if (isScalar(node)) return convertScalar(node, range, context);
  if (isMap(node)) return convertMap(node.items as readonly Pairing[], node.flow === true, range, context);
  if (isSeq(node)) {
    const items = node.items.map((item) => convertNode(item as Node, context));
    const flow = node.flow === true;
    return { kind: 'list', flow, items, range: flow ? range : upTo(range, items.at(-1)) };
  }
  return emptyNode(range);
}

/** A block ends with its last value, not with the blank lines and comments below. */
const upTo = ({ start, end }: Range, last: YamlNode | undefined): Range => ({ start, end: last?.range.end ?? end });

interface Pairing {
  readonly key: Node;
  readonly value: Node | null;
}

const emptyNode = (range: Range): ScalarNode => ({ kind: 'scalar', value: null, written: '', style: 'plain', range });

function convertMap(pairs: readonly Pairing[], flow: boolean, range: Range, context: ParseContext): MapNode {
  const entries: Entry[] = [];
  const seen = new Map<string, Range>();
  for (const pair of pairs) {
    const key = convertNode(pair.key, context);
    const after = { start: key.range.end, end: key.range.end };
    const value = pair.value ? convertNode(pair.value, context) : emptyNode(after);
    const refused = refusedKey(key);
    if (refused) reportInFile(context, refused, {}, key.range);
    if (refused || key.kind !== 'scalar' || key.lost)
      entries.push({ key: lostNode(key.range, context), name: '', value });
    else {
      const name = key.written.normalize('NFC');
      const first = seen.get(name);
      if (first) {
        const { line } = placeOf(context.source, first);
        reportInFile(context, 'duplicate-key', { key: name, first: line }, key.range);
      } else seen.set(name, key.range);
      entries.push({ key, name, value });
    }
  }
  return { kind: 'map', flow, entries, range: flow ? range : upTo(range, entries.at(-1)?.value) };
}

/** Why a key is none that is used here; null for one that is, or of which nothing is known. */
function refusedKey(key: YamlNode): 'yaml-complex-key' | 'yaml-empty-key' | 'yaml-merge-key' | null {
  if (key.kind !== 'scalar') return 'yaml-complex-key';
  if (key.lost) return null;
  if (key.value === null && key.written === '') return 'yaml-empty-key';
  return key.written === '<<' && key.style === 'plain' ? 'yaml-merge-key' : null;
}

const lostNode = (range: Range, { source }: ParseContext): ScalarNode => ({
  ...emptyNode(range),
  written: source.text.slice(range.start, range.end),
  lost: true,
});

function convertScalar(node: Scalar, range: Range, context: ParseContext): ScalarNode {
  const text = String(node.value ?? '');
  const lost = text === LOST ? context.lost.get(range.start) : undefined;
  if (lost) return lostNode(lost, context);
  if (node.type === 'PLAIN' || node.type === undefined)
    return { kind: 'scalar', value: resolvePlain(text), written: text, style: 'plain', range };
  if (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL')
    return { kind: 'scalar', value: text, written: text, style: 'block', range };
  checkEscapes(text, range, context);
  return { kind: 'scalar', value: text, written: text, style: 'quoted', range };
}

/** A quoted text can hold with `\\u…` what may not stand in the file itself. */
function checkEscapes(text: string, range: Range, context: ParseContext): void {
  const forbidden = findForbidden(text);
  if (!forbidden || findForbidden(context.source.text.slice(range.start, range.end))) return;
  reportInFile(context, 'forbidden-character', { codePoint: forbidden.codePoint, name: forbidden.name }, range);
}
