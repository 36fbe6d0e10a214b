import { describe, expect, it } from 'vitest';
import { rememberDestination, takeDestination } from './destination';

describe('destination', () => {
  it('is given back once', () => {
    rememberDestination('/m/1/history');
    expect(takeDestination()).toBe('/m/1/history');
    expect(takeDestination()).toBe('/');
  });

  it('is forgotten after half an hour', () => {
    rememberDestination('/account', 0);
    expect(takeDestination(30 * 60_000)).toBe('/');
  });

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '/\\elsewhere.example',
    'javascript:alert(1)',
  ])('never leads to another site: %s', (path) => {
    rememberDestination(path);
    expect(takeDestination()).toBe('/');
  });

  it('ignores foreign content', () => {
    localStorage.setItem('chattycat.destination', '{');
    expect(takeDestination()).toBe('/');
  });
});
