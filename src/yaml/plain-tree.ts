import type { ScalarNode, YamlNode } from './node.ts';

/** A tree of plain values, for comparing; maps keep only keys and values. */
export type Plain = string | null | readonly Plain[] | ReadonlyMap<string, Plain>;

/** What a scalar reads as: what is written, where it is plain. */
export function plainScalar({ value, style, written }: ScalarNode): string | null {
  if (value === null) return null;
  return style === 'plain' ? written : String(value);
}

export function toPlain(node: YamlNode): Plain {
  if (node.kind === 'map') return new Map(node.entries.map((entry) => [entry.name, toPlain(entry.value)]));
  return node.kind === 'list' ? node.items.map(toPlain) : plainScalar(node);
}

const isMap = (value: Plain | undefined): value is ReadonlyMap<string, Plain> => value instanceof Map;
const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);

/** The tree with a value at a path of keys; maps on the way are made where there are none. */
export function withValue(tree: Plain, [key, ...rest]: readonly string[], value: Plain): Plain {
  if (key === undefined) return value;
  const map = isMap(tree) ? tree : new Map<string, Plain>();
  return new Map(map).set(key, withValue(map.get(key) ?? null, rest, value));
}

export function isSamePlain(a: Plain, b: Plain): boolean {
  if (isMap(a)) return isMap(b) && a.size === b.size && [...a].every(([key, value]) => isSameAt(b, key, value));
  if (isList(a)) return isList(b) && a.length === b.length && a.every((value, at) => isSamePlain(value, b[at] ?? null));
  return a === b;
}

const isSameAt = (map: ReadonlyMap<string, Plain>, key: string, value: Plain): boolean =>
  map.has(key) && isSamePlain(value, map.get(key) ?? null);
