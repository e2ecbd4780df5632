import { describe, expect, test } from 'vitest';
import { LANGS } from '../../../src/i18n/lang.ts';
import { messagesIn } from '../../../src/i18n/messages.ts';
import { openStops } from '../../../src/session/find.ts';
import { frameOf } from '../../../src/session/frame.ts';
import type { Session } from '../../../src/session/session.ts';
import { withScoring } from '../scoring/small-catalogue.ts';
import { begin, CATALOGUE, play } from './sessions.ts';

const named = (units: number, zh: string, en: string) => ({ units, name: { zh, en } });
const SCORING = {
  scale: 100,
  scores: [
    named(100, '完全', 'whole'),
    named(75, '基本', 'largely'),
    named(50, '一半', 'half'),
    named(25, '起步', 'begun'),
    named(0, '没有', 'none'),
  ],
  threshold: 75,
};
/** A session of a model with five scores of its own, all of the same weight. */
const OWN: Session = { ...begin({}), catalogue: withScoring(CATALOGUE, SCORING, [1]) };

describe('a session of a model with scores of its own', () => {
  test.each([
    ['1', 100],
    ['2', 75],
    ['4', 25],
    ['5', 0],
  ])('the key %s gives the score in its place', (key, units) => {
    expect(play(OWN, key).session.ratings.get('vision.1a')?.score).toBe(units);
  });

  test('a digit without a score is told, and gives none', () => {
    const { session } = play(OWN, '6');
    expect(session.ratings.get('vision.1a')?.score ?? null).toBeNull();
    expect(session.notice).toEqual({ kind: 'unknown-key', key: '6' });
  });

  test('what is below the threshold of the model lacks a measure', () => {
    const { session } = play(OWN, '2', '3');
    expect(openStops(session).filter(({ lacks }) => lacks === 'measure')).toEqual([{ index: 1, lacks: 'measure' }]);
  });

  test.each(LANGS)('an item without gaps is told in %s by the name of its highest score', (lang) => {
    const { session } = play(OWN, '1', '1', '1');
    const done: Session = { ...session, mode: { kind: 'item-done', item: 'vision', next: null } };
    const { lines } = frameOf(done, { width: 100, rows: 40, lang, m: messagesIn(lang) });
    const shown = lines.map(({ text }) => text).join('\n');
    expect(shown).toContain(lang === 'zh' ? '没有差距，都评为“完全”。' : 'No gaps: everything is “whole”.');
  });

  test.each(LANGS)('the screen has its scores and their names in %s, and intervals between its ends', (lang) => {
    const { session } = play(OWN, '4');
    const { lines } = frameOf(
      { ...session, mode: { kind: 'card' } },
      { width: 100, rows: 40, lang, m: messagesIn(lang) },
    );
    const shown = lines.map(({ text }) => text).join('\n');
    expect(shown).toContain(lang === 'zh' ? '4 起步（0.25）' : '4 begun (0.25)');
    expect(shown).toContain('0.0417–0.8750');
    expect(shown).not.toContain(lang === 'zh' ? '大部分满足' : 'mostly met');
  });
});
