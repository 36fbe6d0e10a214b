import { afterEach, describe, expect, it } from 'vitest';
import { splitLinks, takeKey } from './mail';

describe('takeKey', () => {
  afterEach(() => {
    window.history.replaceState(null, '', '/');
  });

  it('takes the key out of the address', () => {
    window.history.replaceState(null, '', '/dev/mail#key=aB_-9');
    expect(takeKey()).toBe('aB_-9');
    expect(window.location.href).toMatch(/\/dev\/mail$/);
    expect(takeKey()).toBeNull();
  });

  it('leaves other fragments alone', () => {
    window.history.replaceState(null, '', '/dev/mail#top');
    expect(takeKey()).toBeNull();
    expect(window.location.hash).toBe('#top');
  });
});

describe('splitLinks', () => {
  it('finds a link within text', () => {
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
