import { expect, it } from 'vitest';
import { partsOf } from './links';

const links = (text: string) => partsOf(text).flatMap(({ href }) => href ?? []);

it.each([
  ['See https://example.org/a?b=c#d.', ['https://example.org/a?b=c#d']],
  ['(see https://example.org/x_(y))', ['https://example.org/x_(y)']],
  ['http://a.example and HTTPS://B.example!', ['http://a.example/', 'https://b.example/']],
  ['“https://example.org”', ['https://example.org/']],
])('finds the links in %s', (text, expected) => {
  expect(links(text)).toEqual(expected);
});

it.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'https://',
  'https://bank.example@evil.example/',
  'no link at all',
])('makes no link of %s', (text) => {
  expect(links(text)).toEqual([]);
});

it('loses nothing of the text', () => {
  const text = 'a https://x.example/1, (https://y.example) https://u@z.example\nb';
  expect(
    partsOf(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});
