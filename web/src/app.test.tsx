import { render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from './app';

const ann = {
  signedIn: true,
  accountId: '1',
  email: 'ann@example.org',
  displayName: 'Ann',
  nameChosen: true,
  devMail: false,
};
const nobody = { signedIn: false, devMail: false };

let session: object;
let releaseSession: () => void;

/** A server whose first answer about the session waits until a test releases it. */
function serve() {
  const waiting = new Promise<void>((resolve) => {
    releaseSession = resolve;
  });
  vi.stubGlobal('fetch', async (path: string) => {
    if (path === '/api/session') {
      await waiting;
      return new Response(JSON.stringify(session));
    }
    return new Response('{}', { status: 404 });
  });
}

describe('App', () => {
  beforeEach(serve);
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('keeps the token of a sign-in link when it turns out who is signed in', async () => {
    session = ann;
    history.replaceState(null, '', '/sign-in#token=abc');
    render(<App />);
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeTruthy();
    releaseSession();
    await screen.findByText(/You are signed in as ann@example.org/);
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeTruthy();
    expect(screen.queryByText('This sign-in link is incomplete')).toBeNull();
  });

  it('keeps the token of a new address until its owner is known', async () => {
    session = ann;
    history.replaceState(null, '', '/account#email-token=def');
    render(<App />);
    await screen.findByRole('link', { name: 'Chatty Cat' });
    releaseSession();
    expect(await screen.findByText('Confirm your new e-mail address')).toBeTruthy();
    expect(location.hash).toBe('');
  });

  it('notices a sign-in in another tab, and checks again when it becomes visible', async () => {
    session = nobody;
    history.replaceState(null, '', '/');
    render(<App />);
    releaseSession();
    await screen.findByRole('button', { name: 'Send sign-in link' });

    session = ann;
    const otherTab = new BroadcastChannel('chattycat.session');
    otherTab.postMessage('changed');
    await screen.findByRole('button', { name: 'New meeting' });
    otherTab.close();

    session = nobody;
    document.dispatchEvent(new Event('visibilitychange'));
    await screen.findByRole('button', { name: 'Send sign-in link' });
  });

  it('keeps the page when a refresh in the background fails', async () => {
    session = ann;
    history.replaceState(null, '', '/');
    render(<App />);
    releaseSession();
    await screen.findByRole('button', { name: 'New meeting' });
    const failing = vi.fn(() => Promise.reject(new TypeError('offline')));
    vi.stubGlobal('fetch', failing);
    document.dispatchEvent(new Event('visibilitychange'));
    await waitFor(() => {
      expect(failing).toHaveBeenCalled();
    });
    await Promise.resolve();
    expect(screen.getByRole('button', { name: 'New meeting' })).toBeTruthy();
  });
});
