import { describe, expect, test } from 'vitest';
import { parseOverlay } from '../../src/catalogue/parse-overlay.ts';
import { type FileReport, NO_PAINT } from '../../src/diagnostics/file-report.ts';
import { formatText } from '../../src/diagnostics/format-text.ts';
import { LANGS } from '../../src/i18n/lang.ts';
import { lineText, sourceText } from '../../src/yaml/source-text.ts';
import { SHOP } from '../unit/catalogue/overlay-model.ts';
import { expectOutput } from './fixtures.ts';

/** What only a model with provisional requirements can have wrong. */
const OVERLAY = `format: assess-overlay/1
model: shop
edition: "1"
`;
const REPLACE = `format: assess-overlay/1
model: shop
edition: "2"
requirements:
  shelf.1a: { zh: 甲 }
replace:
  shelf.1a: [{ zh: 甲 }, { en: }]
  shelf.2a: [{ zh: 甲 }, { zh: 乙 }]
  queue.1b: [${Array.from({ length: 26 }, () => '{ zh: 甲 }').join(', ')}]
  till.1a: [{ zh: 甲 }]
`;

const told = (text: string, lang: 'zh' | 'en'): string => {
  const source = sourceText('overlay.yaml', text);
  const report: FileReport = {
    file: 'overlay.yaml',
    diagnostics: parseOverlay(source, SHOP).diagnostics,
    lineText: (line) => lineText(source, line),
    progress: null,
  };
  return formatText([report], { lang, paint: NO_PAINT, width: 100, version: '' });
};

describe('an overlay of a model with provisional requirements', () => {
  test.each(LANGS)('is told in %s as its .out says', (lang) => {
    const text = [OVERLAY, REPLACE].map((overlay) => told(overlay, lang)).join('\n');
    expectOutput('made', `overlay-${lang}.yaml`, text);
    expect(text).not.toMatch(/undefined|null|NaN|“”/);
  });
});
