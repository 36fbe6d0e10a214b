import { expect, it } from 'vitest';
import { clockText } from './clock-text';
import { clockModules } from './code-size';
import { clockCode, linkCode, type Modules } from './modules';

it('writes an instant in UTC with its zone and the id of the clock', () => {
  const instant = Date.UTC(2026, 10, 26, 13, 5, 9, 42);
  expect(clockText(instant, '04711')).toBe('oT261126130509.042oTD0oTZ0oTI04711');
  expect(clockText(instant + 0.6, '00000')).toBe('oT261126130509.043oTD0oTZ0oTI00000');
  expect(clockText(Date.UTC(2026, 11, 31, 23, 59, 59, 999) + 0.7, '1')).toBe(
    'oT270101000000.000oTD0oTZ0oTI1',
  );
});

/** The finder, timing, alignment and format patterns of version 3: all that does not depend on the text. */
function fixed({ get }: Modules): boolean[] {
  const found: boolean[] = [];
  for (let i = 0; i < clockModules; i++) {
    for (let j = 0; j < clockModules; j++) {
      const corner = (i < 9 && (j < 9 || j > 20)) || (j < 9 && i > 20);
      const alignment = Math.abs(i - 22) <= 2 && Math.abs(j - 22) <= 2;
      if (corner || alignment || i === 6 || j === 6) found.push(get(i, j));
    }
  }
  return found;
}

it('draws every text in the same form, so that the code does not jump', () => {
  const first = clockCode(clockText(0, '00000'));
  const second = clockCode(clockText(1_795_000_000_123, '99999'));
  expect(first.size).toBe(clockModules);
  expect(second.size).toBe(clockModules);
  expect(fixed(second)).toEqual(fixed(first));
});

it('refuses a text that does not fit instead of drawing a larger code', () => {
  expect(() => clockCode('x'.repeat(43))).toThrow();
  expect(linkCode(`https://call.example.org/clock#${'x'.repeat(43)}`).size).toBeLessThanOrEqual(37);
});
