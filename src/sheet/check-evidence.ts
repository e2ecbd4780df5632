import { MOST } from '../diagnostics/file-report.ts';
import { lookAlikeIn, nearest, plainWord } from '../diagnostics/suggest.ts';
import { findForbidden } from '../yaml/check-text.ts';
import { type Entry, entryOf, holdsLost, isEmptyNode, mayHold, type ScalarNode } from '../yaml/node.ts';
import { tell, wordsIn } from '../yaml/read-shape.ts';
import { eachRating, entriesOf, ratingsNode, registerEntries, type Scene } from './rule.ts';

/** References to the register: known, once each, and of each entry at least one. */
export function evidenceReferences(scene: Scene): void {
  const known = scene.sheet.evidence.map((entry) => entry.id);
  const used = new Set<string>();
  const isRegisterLost = mayHold(scene.root, 'evidence') || registerEntries(scene).some(({ key }) => key.lost);
  let unknown = 0;
  for (const rating of scene.sheet.ratings.values()) {
    const list = entryOf(scene.answers.get(rating.requirement)?.value, 'evidence')?.value;
    const seen = new Set<string>();
    if (list?.kind === 'scalar') for (const word of wordsIn(list.written)) used.add(word);
    for (const node of list?.kind === 'list' ? list.items : []) {
      if (node.kind !== 'scalar' || node.lost) continue;
      const id = referenceText(node);
      if (known.includes(id)) {
        if (seen.has(id)) tell(scene.reader, 'repeated-evidence', { id }, node);
      } else if (id !== '' && !isRegisterLost) {
        const plain = plainWord(id);
        // Suggestions cost a comparison with the whole register; past the first ones nobody reads them.
        const suggestion = known.includes(plain) ? plain : unknown++ < MOST ? nearest(id, known) : null;
        tell(scene.reader, 'unknown-evidence', { id, suggestion, lookAlike: lookAlikeIn(id) }, node);
        used.add(plain);
      }
      seen.add(id);
      for (const part of wordsIn(id)) used.add(part);
    }
  }
  if ([...scene.misspelt].some((id) => !id.includes('.'))) return;
  if (mayReferElsewhere(scene)) return;
  for (const entry of registerEntries(scene))
    if (!entry.key.lost && !used.has(entry.name)) tell(scene.reader, 'unused-evidence', { id: entry.name }, entry.key);
}

/** Whether evidence may be referred to in what was lost of the ratings. */
function mayReferElsewhere({ root, answers }: Scene): boolean {
  if (mayHold(root, 'ratings')) return true;
  const items = entriesOf(ratingsNode(root));
  const isLost = (entry: Entry) =>
    entry.key.lost === true || (entry.value.kind === 'scalar' && entry.value.lost === true);
  if (items.some((item) => isLost(item) || entriesOf(item.value).some(isLost))) return true;
  return [...answers.values()].some(({ value }) => {
    const evidence = entryOf(value, 'evidence')?.value;
    return evidence ? holdsLost(evidence) : mayHold(value, 'evidence');
  });
}

const referenceText = (node: ScalarNode): string =>
  (node.style === 'plain' ? node.written : String(node.value ?? '')).trim();

/** Evidence files: there, within the sheet's folder, and as they were registered. */
export function evidenceFiles(scene: Scene): void {
  const { inspectFile } = scene.options;
  if (!inspectFile) return;
  for (const entry of registerEntries(scene)) {
    const evidence = scene.sheet.evidence.find((candidate) => candidate.id === entry.name);
    const node = entryOf(entry.value, 'file')?.value;
    if (!evidence?.file || !node || findForbidden(evidence.file)) continue;
    const path = evidence.file;
    const fact = inspectFile(path, evidence.sha256 !== null);
    if (fact.kind === 'missing') tell(scene.reader, 'evidence-file-missing', { path }, node);
    else if (fact.kind === 'outside') tell(scene.reader, 'evidence-file-outside', { path, why: fact.why }, node);
    else if (fact.kind === 'no-file') tell(scene.reader, 'evidence-file-kind', { path }, node);
    else if (fact.kind === 'unreadable')
      tell(scene.reader, 'evidence-file-unreadable', { path, reason: fact.reason }, node);
    else if (evidence.sha256 !== null && fact.sha256 !== evidence.sha256)
      tell(scene.reader, 'evidence-file-changed', { path }, entryOf(entry.value, 'sha256')?.value ?? node);
  }
}

/** 全部满足 has to rest on something that a reader can look at (guide 8.3.9). */
export function supportedScores(scene: Scene): void {
  const [highest] = scene.catalogue.scoring.scores;
  eachRating(scene, (rating, entry) => {
    const evidence = entryOf(entry.value, 'evidence')?.value;
    if (mayHold(entry.value, 'finding') || mayHold(entry.value, 'evidence')) return;
    // A text in place of the list is told as such.
    if (evidence && (holdsLost(evidence) || (evidence.kind !== 'list' && !isEmptyNode(evidence)))) return;
    if (highest && rating.score === highest.units && !rating.evidence.length && rating.finding === null)
      tell(
        scene.reader,
        'full-score-unsupported',
        { id: rating.requirement, name: highest.name },
        entryOf(entry.value, 'score')?.value ?? entry.key,
      );
  });
}
