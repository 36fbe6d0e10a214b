import { act, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useFragmentToken } from './fragment-token';

function Probe({ name = 'token' }: { name?: string }) {
  const { token, forget } = useFragmentToken(name);
  return (
    <button type="button" onClick={forget}>
      {token ?? 'none'}
    </button>
  );
}

const shown = () => screen.getByRole('button').textContent;

describe('useFragmentToken', () => {
  afterEach(() => {
    // Nothing of one test is there for the next.
    render(<Probe />);
    act(() => {
      screen.getAllByRole('button').at(-1)?.click();
    });
  });

  it('takes the token out of the address bar', () => {
    history.replaceState(null, '', '/sign-in?x=1#token=abc');
    render(<Probe />);
    expect(shown()).toBe('abc');
    expect(location.hash).toBe('');
    expect(location.search).toBe('?x=1');
  });

  it('survives a remount', () => {
    history.replaceState(null, '', '/sign-in#token=abc');
    render(<Probe />).unmount();
    render(<Probe />);
    expect(shown()).toBe('abc');
  });

  it('disappears with the page after it was used', () => {
    history.replaceState(null, '', '/sign-in#token=abc');
    const { unmount } = render(<Probe />);
    act(() => {
      screen.getByRole('button').click();
    });
    expect(shown()).toBe('abc');
    unmount();
    render(<Probe />);
    expect(shown()).toBe('none');
  });

  it('is replaced by another link in the same tab', () => {
    history.replaceState(null, '', '/sign-in#token=abc');
    render(<Probe />);
    act(() => {
      location.hash = '#token=def';
      window.dispatchEvent(new Event('hashchange'));
    });
    expect(shown()).toBe('def');
    expect(location.hash).toBe('');
  });

  it('leaves fragments alone that are not its own', () => {
    history.replaceState(null, '', '/account#email-token=abc');
    render(<Probe />);
    expect(shown()).toBe('none');
    expect(location.hash).toBe('#email-token=abc');
  });
});
