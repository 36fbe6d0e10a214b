import { describe, expect, it } from 'vitest';
import { splitLinks } from './mail';

describe('splitLinks', () => {
  it('finds the address within the words', () => {
    expect(
      splitLinks('Open\nhttp://localhost:8080/sign-in#token=a_-1\nwithin 10 minutes.'),
    ).toEqual([
      { text: 'Open\n' },
      {
        text: 'http://localhost:8080/sign-in#token=a_-1',
        href: 'http://localhost:8080/sign-in#token=a_-1',
      },
      { text: '\nwithin 10 minutes.' },
    ]);
  });

  it('leaves other schemes alone', () => {
    expect(splitLinks('javascript:alert(1)')).toEqual([{ text: 'javascript:alert(1)' }]);
  });
});
