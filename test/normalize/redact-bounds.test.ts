import { describe, expect, it } from 'vitest';
import { redact, truncate } from '../../src/normalize/redact.js';

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

describe('the length of a text', () => {
  it.each([0, 1, 255, 256])('of %d characters is unchanged', (length) => {
    expect(redact('x'.repeat(length))).toBe('x'.repeat(length));
  });

  it.each([257, 300, 4095, 4096, 4097, 1_000_000])('of %d characters becomes 256', (length) => {
    expect(redact('x '.repeat(length / 2 + 1).slice(0, length))).toMatch(/^(?:x | x)+x?…$/);
    expect(redact('x '.repeat(length / 2 + 1).slice(0, length))).toHaveLength(256);
  });

  it.each([0, 1, 2, 3])('is not cut inside a surrogate pair (%d before)', (offset) => {
    const cut = redact('x'.repeat(offset) + '🙂'.repeat(3000));
    expect(cut).not.toMatch(LONE_SURROGATE);
    expect(cut).toMatch(/^x*(?:🙂){120,}…$/u);
    expect(cut.length).toBeLessThanOrEqual(256);
  });

  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['a🙂b', 3, 'a…'],
    ['a🙂b', 4, 'a🙂b'],
    ['🙂🙂', 2, '…'],
  ])('truncate(%j, %d) is %j', (text, limit, expected) => {
    expect(truncate(text, limit)).toBe(expected);
  });
});

describe('no part of a number remains at the edges', () => {
  const CANARIES = ['+14155557890', '+1 415 555 7890', '(415) 555-7890', '415-555-7890', '4155557890'];

  it.each(CANARIES)('%s, at the end of the kept text', (canary) => {
    for (let before = 220; before <= 270; before += 1) {
      expect(redact(`${'x'.repeat(before - 1)} ${canary} and more`.padEnd(600, '.'))).not.toMatch(/\d/);
    }
  });

  // Only a text that shrinks brings the end of what is read into what is kept.
  it.each(CANARIES)('%s, at the end of the read text', (canary) => {
    for (let before = 4060; before <= 4110; before += 1) {
      expect(redact(`Bearer ${'x'.repeat(before - 8)} ${canary} ${'y'.repeat(300)}`)).not.toMatch(/\d/);
    }
  });

  it.each(['john.doe@example.com', 'sk_live_johnabcdefgh', 'token=johnabcdefgh'])('%s, the same', (canary) => {
    for (let before = 4060; before <= 4110; before += 1) {
      expect(redact(`Bearer ${'x'.repeat(before - 8)} ${canary} ${'y'.repeat(300)}`)).not.toContain('john');
    }
  });

  it.each([',', ';', '&to='])('a list joined by %j, at the end of the read text', (separator) => {
    const list = Array(40).fill('+14155557890').join(separator);
    for (let before = 3900; before <= 3925; before += 1) {
      expect(redact(`Bearer ${'x'.repeat(before)} ${list}`)).not.toMatch(/\d/);
    }
  });
});

describe('the time is linear in the length', () => {
  const MIB = 1024 * 1024;
  const HOSTILE = [
    'a',
    '1',
    '1 ',
    ' ',
    '(',
    '+',
    '+1',
    '-',
    '.',
    '1.',
    '@',
    'a@',
    'a.',
    'a@a.',
    '@a.a',
    'bearer ',
    'basic a',
    'token=',
    'api_key ',
    'sk_',
    'trk_a',
    '/',
    '=',
    'A1',
    '_a-',
    '\u00e9',
    '🙂',
    '\n',
    '"',
  ];

  /** The best of some runs, in milliseconds: the machine may be busy. */
  function best(text: string): number {
    const runs = Array.from({ length: 3 }, () => {
      const start = performance.now();
      redact(text);
      return performance.now() - start;
    });
    return Math.min(...runs);
  }

  it.each(HOSTILE)('for %j repeated', (part) => {
    for (const end of ['', '!', ' 1', '@']) {
      const whole = best(part.repeat(MIB / part.length) + end);
      const quarter = best(part.repeat(MIB / part.length / 4) + end);
      expect(whole).toBeLessThan(200);
      // Under a millisecond the clock, not the text, decides.
      expect(whole).toBeLessThan(12 * Math.max(quarter, 1));
    }
  });

  it.each(HOSTILE)('for %j repeated, within the read text', (part) => {
    expect(best(part.repeat(4096 / part.length))).toBeLessThan(50);
  });
});
