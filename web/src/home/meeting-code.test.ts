import { describe, expect, it } from 'vitest';
import { parseMeetingCode } from './meeting-code';

const id = '0199a5b0-58f7-7c3e-9d6a-2f6f3f0a1b2c';

describe('parseMeetingCode', () => {
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
    expect(parseMeetingCode(text)).toBe(id);
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
    expect(parseMeetingCode(text)).toBeNull();
  });
});
