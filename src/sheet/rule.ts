import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Entry, entryOf, type MapNode, type YamlNode } from '../yaml/node.ts';
import type { ShapeReader } from '../yaml/read-shape.ts';
import type { Rating, Sheet } from './sheet.ts';

/** What stands behind the path of an evidence file; found out by the caller, since rules touch no disk. */
export type FileFact =
  | { readonly kind: 'file'; readonly sha256: string | null }
  | { readonly kind: 'missing' }
  | { readonly kind: 'outside'; readonly why: 'absolute' | 'parent' | 'link' }
  | { readonly kind: 'no-file' }
  | { readonly kind: 'unreadable'; readonly reason: string };

export interface CheckOptions {
  /** `digest` asks for the SHA-256 of the content too. Null where files cannot be looked at (standard input). */
  readonly inspectFile: ((path: string, digest: boolean) => FileFact) | null;
  /** Whether an empty score is an error (`--complete`). */
  readonly complete: boolean;
}

/** A parsed sheet as rules look at it. */
export interface Scene {
  readonly reader: ShapeReader;
  readonly sheet: Sheet;
  readonly catalogue: Catalogue;
  readonly root: MapNode;
  readonly options: CheckOptions;
  /** The entry of each answer, by the requirement's id. */
  readonly answers: ReadonlyMap<string, Entry>;
  /** Items and requirements that a misspelt id was probably meant to be: their answers are there, under the wrong name. */
  readonly misspelt: ReadonlySet<string>;
}

/** One rule looks at one thing over the whole sheet and tells what is wrong. */
export type Rule = (scene: Scene) => void;

export const ratingsNode = (root: MapNode): YamlNode | undefined => entryOf(root, 'ratings')?.value;

/** The entry of each answer, by the requirement's id. */
export function answersOf(root: MapNode): Map<string, Entry> {
  const answers = new Map<string, Entry>();
  for (const item of entriesOf(ratingsNode(root)))
    for (const answer of entriesOf(item.value)) answers.set(`${item.name}.${answer.name}`, answer);
  return answers;
}

export const entriesOf = (node: YamlNode | undefined): readonly Entry[] => (node?.kind === 'map' ? node.entries : []);

/** The entries of the register of evidence. */
export const registerEntries = (scene: Scene): readonly Entry[] => entriesOf(entryOf(scene.root, 'evidence')?.value);

/** Looks at each answer with its entry, but those of tailored items. */
export function eachRating(scene: Scene, look: (rating: Rating, entry: Entry) => void): void {
  const tailored = new Set(scene.sheet.tailoring.map((entry) => entry.item));
  for (const rating of scene.sheet.ratings.values()) {
    const entry = scene.answers.get(rating.requirement);
    if (entry && !tailored.has(rating.requirement.slice(0, rating.requirement.lastIndexOf('.')))) look(rating, entry);
  }
}
