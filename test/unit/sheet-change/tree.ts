import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';

/** A YAML text as plain data, read without any code of ours; maps keep the order of their keys, scalars what was written. */
export type Tree = string | null | readonly Tree[] | Map<string, Tree>;

/** Throws where the text is no YAML. */
export function readTree(text: string): Tree {
  const document = parseDocument(text, { uniqueKeys: true, prettyErrors: false, version: '1.2' });
  const [error] = document.errors;
  if (error) throw error;
  return toTree(document.contents);
}

function toTree(node: Node | null): Tree {
  if (isMap(node))
    return new Map(node.items.map((pair) => [String(toTree(pair.key as Node)), toTree(pair.value as Node | null)]));
  if (isSeq(node)) return node.items.map((item) => toTree(item as Node));
  if (!isScalar(node) || node.value === null) return null;
  return node.type === 'PLAIN' ? (node.source ?? '') : String(node.value);
}

/** The value at a path of keys; undefined where there is none. */
export function treeAt(tree: Tree, path: readonly string[]): Tree | undefined {
  let at: Tree | undefined = tree;
  for (const key of path) at = at instanceof Map ? at.get(key) : undefined;
  return at;
}
