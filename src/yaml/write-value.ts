import type { Plain } from './plain-tree.ts';

/** A value to be written. `word` stands as it is (a score, a date, an id); `text` is quoted where YAML needs it. */
export type EditValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** A list with a line for each entry, in block style. */
  | { readonly kind: 'rows'; readonly rows: readonly EditValue[] }
  | {
      readonly kind: 'map';
      readonly entries: readonly (readonly [key: string, value: EditValue])[];
      readonly flow?: boolean;
    };

/** Words that YAML 1.1 or 1.2 reads as something else than text. */
const SPECIAL = /^(?:~|null|true|false|yes|no|on|off|y|n|[-+.]?[\d.].*)$/i;
const PLAIN = /^[^\s\-?:,[\]{}#&*!|>'"%@`\uff1a][^\n\r\t]*$/u;
const NEVER_PLAIN =
  /: |:$| #|[,[\]{}]|\s$|[^\x20-\x7e\u00a1-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\uffdc]/u;

/** A text as one YAML scalar on one line, safe in block and in flow style: plain where it reads back as itself, else quoted. */
export function writeText(text: string): string {
  const bare =
    PLAIN.test(text) && !SPECIAL.test(text) && !NEVER_PLAIN.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));
  return bare ? text : quote(text);
}

/** Double-quoted, with everything escaped that is not plainly visible. */
const quote = (text: string): string =>
  JSON.stringify(text).replace(
    /[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

export const writeKey = (key: string): string => (/^[A-Za-z0-9][\w.-]*$/.test(key) ? key : quote(key));

/** A value on one line, as it stands in a flow collection or behind a key; JSON where the file is. */
export function flowText(value: EditValue, isJson = false): string {
  const write = isJson ? quote : writeText;
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'word':
      return isJson && !JSON_NUMBER.test(value.text) ? quote(value.text) : value.text;
    case 'text':
      return write(value.text);
    case 'list':
      return `[${value.items.map((item) => write(item)).join(', ')}]`;
    case 'rows':
      return `[${value.rows.map((row) => flowText(row, isJson)).join(', ')}]`;
    case 'map':
      return value.entries.length
        ? `{ ${value.entries.map(([key, part]) => flowEntry(key, part, isJson)).join(', ')} }`
        : '{}';
  }
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** A key with its value, as it stands in a flow map. */
export const flowEntry = (key: string, value: EditValue, isJson: boolean): string =>
  `${isJson ? quote(key) : writeKey(key)}: ${flowText(value, isJson)}`;

/** What a written value reads back as. */
export function plainValue(value: EditValue): Plain {
  switch (value.kind) {
    case 'null':
      return null;
    case 'word':
    case 'text':
      return value.text;
    case 'list':
      return value.items;
    case 'rows':
      return value.rows.map(plainValue);
    case 'map':
      return new Map(value.entries.map(([key, part]) => [key, plainValue(part)]));
  }
}
