import { isEmptyNode, type ScalarNode, type YamlNode } from '../yaml/node.ts';
import { tell } from '../yaml/read-shape.ts';
import type { Range } from '../yaml/source-text.ts';
import { isSheetWord } from './read-ratings.ts';
import type { Scene } from './rule.ts';

/** How far behind a text a comment is looked at. */
const HIDDEN_REACH = 200;

/** `finding: 缺签字 #3 号合同` ends at the blank before `#`: legal YAML, and most often not what was meant. */
export function hiddenText(scene: Scene): void {
  const { text } = scene.reader.source;
  const look = (node: YamlNode): void => {
    if (node.kind === 'map') for (const entry of node.entries) look(entry.value);
    else if (node.kind === 'list') for (const item of node.items) look(item);
    else if (node.lost) return;
    else if (isEmptyNode(node)) lookAt(node.range.end);
    else if (node.style === 'plain' && typeof node.value === 'string') lookBehind(node.range);
  };
  /** Where a text belongs and none is, a `#` right there may have been meant to be a part of it. */
  const lookAt = (from: number): void => {
    const [whole = '', blanks = '', hidden = ''] =
      /^([ \t]*)#([^\s#].*)/.exec(text.slice(from, from + HIDDEN_REACH)) ?? [];
    const range = { start: from + blanks.length, end: from + whole.trimEnd().length };
    if (hidden !== '' && /[ \t]/.test(text[range.start - 1] ?? ''))
      tell(scene.reader, 'hidden-text', { value: hidden.trimEnd() }, { range });
  };
  const lookBehind = ({ end }: Range): void => {
    if (text[end] !== ' ' && text[end] !== '\t') return;
    const [whole = '', blanks = '', hidden = ''] =
      /^([ \t]+)#([^\s#].*)/.exec(text.slice(end, end + HIDDEN_REACH)) ?? [];
    const range = { start: end + blanks.length, end: end + whole.trimEnd().length };
    if (hidden !== '') tell(scene.reader, 'hidden-text', { value: hidden.trimEnd() }, { range });
  };
  look(scene.root);
}

/** Full-width marks that a list or map in brackets is written with by mistake, and the plain ones. */
const PLAIN_MARKS: Readonly<Record<string, string>> = {
  '，': ', ',
  '；': ', ',
  '、': ', ',
  '｛': '{',
  '［': '[',
  '【': '[',
};
const MARK_BEFORE_KEY = /(?:([，；、])\s*|^([｛［【])\s*)([a-z][A-Za-z0-9]*)\s*[：:]/;

/** Entries of a map in brackets that became part of a text, since the mark before them is a full-width one. */
export function fullWidthMarks(scene: Scene): void {
  const look = (node: YamlNode, inBrackets: boolean): void => {
    if (node.kind === 'map') for (const entry of node.entries) look(entry.value, node.flow || inBrackets);
    else if (node.kind === 'list') for (const item of node.items) look(item, node.flow || inBrackets);
    else if (node.style === 'plain' && typeof node.value === 'string') lookInto(node, inBrackets);
  };
  const lookInto = (node: ScalarNode, inBrackets: boolean): void => {
    const [, comma, bracket, key = ''] = MARK_BEFORE_KEY.exec(node.written) ?? [];
    const mark = comma ?? bracket;
    if (mark === undefined || (comma !== undefined && !inBrackets) || !isSheetWord(key, false)) return;
    const start = node.range.start + node.written.indexOf(mark);
    tell(
      scene.reader,
      'full-width-mark',
      { key, mark, meant: PLAIN_MARKS[mark] ?? mark },
      { range: { start, end: start + 1 } },
    );
  };
  look(scene.root, false);
}
