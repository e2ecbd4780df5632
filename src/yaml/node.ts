import type { NodeKind } from '../diagnostics/diagnostic.ts';
import type { Range } from './source-text.ts';

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** What stands in the file for a plain scalar (`0.80`, `no`), the resolved text otherwise. */
  readonly written: string;
  readonly style: 'plain' | 'quoted' | 'block';
  readonly range: Range;
  /** Whether it stands for what was taken out of a broken text, which is then what is written: nothing is known of it. */
  readonly lost?: true;
}

export interface Entry {
  readonly key: ScalarNode;
  readonly name: string;
  readonly value: YamlNode;
}

export interface MapNode {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly Entry[];
  readonly range: Range;
}

export interface ListNode {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
  readonly range: Range;
}

/** A YAML value with its place; tags, anchors and aliases do not exist here. */
export type YamlNode = ScalarNode | MapNode | ListNode;

/** The kind a user would call the node. */
export function nodeKind(node: YamlNode): NodeKind {
  if (node.kind !== 'scalar') return node.kind;
  if (node.value === null) return 'empty';
  if (typeof node.value === 'string') return 'text';
  return typeof node.value === 'number' ? 'number' : 'boolean';
}

/** The entry of a map by its key, or undefined. */
export const entryOf = (node: YamlNode | undefined, name: string): Entry | undefined =>
  node?.kind === 'map' ? node.entries.find((entry) => entry.name === name) : undefined;

/** Whether nothing is known of a node, or of a part of it. */
export function holdsLost(node: YamlNode): boolean {
  if (node.kind === 'scalar') return node.lost === true;
  if (node.kind === 'list') return node.items.some(holdsLost);
  return node.entries.some((entry) => entry.key.lost === true || holdsLost(entry.value));
}

const isLost = (node: YamlNode): boolean => node.kind === 'scalar' && node.lost === true;

/**
 * Whether a map may have a key with a value, although none can be read: the map, the value or some key is lost, or it is
 * written in what is lost.
 */
export function mayHold(node: YamlNode | undefined, name: string): boolean {
  if (node?.kind !== 'map') return node !== undefined && isLost(node);
  const own = entryOf(node, name);
  if (own) return isLost(own.value);
  return node.entries.some(({ key, value }) => isLost(key) || (isLost(value) && names(value, name)));
}

const names = (node: YamlNode, key: string): boolean => node.kind === 'scalar' && node.written.includes(`${key}:`);

export const isEmptyNode = (node: YamlNode): boolean => node.kind === 'scalar' && node.value === null;
