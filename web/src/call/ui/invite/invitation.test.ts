import { expect, it } from 'vitest';
import { calendarFile, mailLink, shareData } from './invitation';

const link = 'https://call.example/m/6f1c2a54-0d38-4c0e-9a51-7b1d1f0a2c11';
const shortCode = 'fox-candle-ocean-42';
const now = Date.parse('2026-03-01T09:10:00.5Z');

it('writes an e-mail', () => {
  const url = new URL(mailLink({ link, title: 'Cats & dogs', shortCode: null }));
  expect(url.searchParams.get('subject')).toBe('Cats & dogs');
  expect(url.searchParams.get('body')).toBe(`Join the call: ${link}`);
  expect(mailLink({ link, title: null, shortCode })).not.toContain('+');
  expect(new URL(mailLink({ link, title: null, shortCode })).searchParams.get('body')).toBe(
    `Join the call: ${link}\nOr enter the code fox-candle-ocean-42 at https://call.example`,
  );
});

it('shares the link', () => {
  expect(shareData({ link, title: null, shortCode })).toEqual({
    title: 'Video call on Chatty Cat',
    url: link,
  });
});

it('writes an event of an hour at the next half hour', () => {
  const file = calendarFile({ link, title: null, shortCode }, now);
  expect(file).toContain('\r\nDTSTAMP:20260301T091000Z\r\n');
  expect(file).toContain('\r\nDTSTART:20260301T093000Z\r\nDTEND:20260301T103000Z\r\n');
  expect(file.replaceAll('\r\n ', '')).toContain(
    '\\nOr enter the code fox-candle-ocean-42 at https://call.example\r\n',
  );
  expect(file.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
});

it('escapes and folds what people wrote', () => {
  const file = calendarFile(
    { link, title: 'a,b;c\\d\nBEGIN:VALARM' + '猫'.repeat(60), shortCode },
    now,
  );
  const unfolded = file.replaceAll('\r\n ', '');
  expect(unfolded).toContain(`SUMMARY:a\\,b\\;c\\\\d\\nBEGIN:VALARM${'猫'.repeat(60)}\r\n`);
  for (const line of file.split('\r\n')) {
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  }
});
