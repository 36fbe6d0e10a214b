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
  ])('finds the code in %j', (text) => {
    expect(parseMeetingCode(text)).toBe(id);
  });

  it.each(['', 'hello', id.slice(1), 'https://cat.example/m/'])('finds none in %j', (text) => {
    expect(parseMeetingCode(text)).toBeNull();
  });
});
