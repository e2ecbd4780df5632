import type { NodeKind } from '../diagnostics/diagnostic.ts';
import type { Range } from './source-text.ts';

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** What stands in the file for a plain scalar (`0.80`, `no`), the resolved text otherwise. */
  readonly written: string;
  readonly style: 'plain' | 'quoted' | 'block';
  readonly range: Range;
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

export const isEmptyNode = (node: YamlNode): boolean => node.kind === 'scalar' && node.value === null;
