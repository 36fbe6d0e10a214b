import { describe, expect, it } from 'vitest';
import { findCode, parseMeetingId, parseShortCode } from './meeting-code';

const id = '0199a5b0-58f7-7c3e-9d6a-2f6f3f0a1b2c';

describe('parseMeetingId', () => {
  it.each([
    id,
    `  ${id} `,
    id.toUpperCase(),
    `https://cat.example/m/${id}`,
    `http://localhost:8080/m/${id}/history?x=1`,
    `https://cat.example/m/${id.replaceAll('-', '')}`,
    `The code is ${id}. See you!`,
    id.replaceAll('-', ''),
    id.replaceAll('-', ' '),
    id.replaceAll('-', ' - '),
    id.replaceAll('-', '\u00a0'),
    ...['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212', '\uff0d'].map((dash) =>
      id.replaceAll('-', dash),
    ),
    id.replaceAll('-', '').replaceAll(/.{4}/g, '$& '),
    `feed ${id}`,
  ])('finds the code in %j', (text) => {
    expect(parseMeetingId(text)).toBe(id);
  });

  it.each([
    '',
    'hello',
    id.slice(1),
    `${id}0`,
    `0${id}`,
    id.replaceAll('-', '').slice(1),
    id.replaceAll('-', '.'),
    'https://cat.example/m/',
  ])('finds none in %j', (text) => {
    expect(parseMeetingId(text)).toBeNull();
  });
});

const short = 'fox-lamp-river-42';

describe('parseShortCode', () => {
  it.each([
    short,
    short.toUpperCase(),
    'Fox Lamp River 42',
    'fox, lamp, river 4 2',
    'fox lamp river42',
    short.replaceAll('-', '\u2013'),
    short.replaceAll('-', ' - '),
    short.replaceAll('-', '\u00a0'),
    'fox\u200b-lamp-ri\u00adver-42',
    '\uff46ox lamp river \uff14\uff12',
    `https://my-cat-site-42.example/m/${short}?x=1`,
    `http://localhost:8080/m/${short}/history`,
    `The code is ${short}. See you at noon!`,
    'At half past eight: fox lamp river 42, please',
    `See you there 12 ${short}`,
  ])('finds the code in %j', (text) => {
    expect(parseShortCode(text)).toBe(short);
  });

  it('leaves words without anything between them to the server', () => {
    expect(parseShortCode('Code: FoxLampRiver42')).toMatch(/^foxlampriver-42$/);
  });

  it.each([
    '',
    'hello',
    'fox-lamp-42',
    'fox-lamp-river',
    'fox-lamp-river-4',
    'fox-lamp-river-02',
    'fox-lamp-river-421',
    'fox-lamp-riverside-x-42',
    'fòx-lamp-river-42',
  ])('finds none in %j', (text) => {
    expect(parseShortCode(text)).toBeNull();
  });
});

it('prefers an id to a short code', () => {
  expect(findCode(`${id} or ${short}`)).toBe(id);
  expect(findCode(short)).toBe(short);
});
