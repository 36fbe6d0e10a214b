import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ann, nobody, renderInPage, serve } from '../../../testing/server';
import { InviteCard } from './invite-card';

const link = () => `${location.origin}/m/m1`;

function show(session: object, host = true) {
  serve({
    'GET /api/session': session,
    Hosting: {
      meeting: { __typename: 'Meeting', id: 'm1', host, guestsAllowed: false, locked: false },
    },
  });
  const onClose = vi.fn();
  renderInPage(
    <InviteCard meetingId="m1" title={null} shortCode="fox-candle-ocean-42" onClose={onClose} />,
  );
  return onClose;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it('offers the link, a QR code, e-mail and a calendar file', async () => {
  const user = userEvent.setup();
  const onClose = show(nobody);
  expect(screen.getByText(link())).toBeTruthy();
  expect(screen.getByText('fox-candle-ocean-42')).toBeTruthy();
  expect(screen.getByRole('img', { name: 'The link as a QR code' })).toBeTruthy();
  const mail = screen.getByRole('link', { name: 'E-mail' }).getAttribute('href') ?? '';
  expect(decodeURIComponent(mail)).toContain(link());
  await user.click(screen.getByRole('button', { name: 'Copy the invitation' }));
  expect(await navigator.clipboard.readText()).toBe(
    `Join the call: ${link()}\nOr enter the code fox-candle-ocean-42 at ${location.origin}`,
  );
  expect(await screen.findByText('Copied')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Close the invitation' }));
  expect(onClose).toHaveBeenCalledOnce();
});

it('saves a calendar file', async () => {
  let saved: Blob | undefined;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved = blob as Blob;
    return 'blob:x';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  show(nobody);
  await userEvent.click(screen.getByRole('button', { name: 'Calendar' }));
  expect(saved?.type).toBe('text/calendar');
  // Long lines are folded.
  expect((await saved?.text())?.replaceAll('\r\n ', '')).toContain(`URL:${link()}`);
  vi.restoreAllMocks();
});

it('lets the host allow guests, and nobody else', async () => {
  show(ann);
  expect(await screen.findByRole('switch', { name: 'Let guests join with the link' })).toBeTruthy();
});

it('has the share sheet of the system where there is one', async () => {
  expect('share' in navigator).toBe(false);
  const share = vi.fn(() => Promise.reject(new Error('closed')));
  Object.defineProperty(navigator, 'share', { value: share, configurable: true });
  show(nobody);
  await userEvent.click(screen.getByRole('button', { name: 'Share' }));
  expect(share).toHaveBeenCalledExactlyOnceWith({ title: 'Video call on Chatty Cat', url: link() });
  Reflect.deleteProperty(navigator, 'share');
});
