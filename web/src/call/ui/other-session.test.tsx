import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Ended } from './ended';
import { fakeCall } from '../testing/fake-call';
import { camera, participant } from '../testing/participant';
import { OtherSession } from './other-session';
import type { Participant } from '../engine/protocol';
import { SignallingError } from '../engine/signalling-error';
import { SoundOutput, Sounds } from './sound';

vi.mock('../../session/session-context', () => ({
  useSession: () => ({ account: null, guest: null, devMail: false }),
}));
vi.mock('../../session/page', () => ({ Page: ({ children }: { children: unknown }) => children }));

const publication = { ...camera('x'), videoMuted: true };

const person = (change: Partial<Participant>) =>
  participant({ id: 'a', displayName: 'Ann', publications: [publication], ...change });

const me = person({ id: 'me', you: true });
const elsewhere = person({ id: 'elsewhere', samePerson: true });
const title = 'You are in this meeting in another tab or on another device.';
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

describe('OtherSession', () => {
  it('shows nothing while there is no other session', () => {
    render(<OtherSession room={[me, person({})]} switchHere={() => Promise.resolve()} />);
    expect(screen.queryByText(title)).toBeNull();
  });

  it('offers to end the other session', async () => {
    const switchHere = vi.fn(() => Promise.resolve());
    const { rerender } = render(<OtherSession room={[me, elsewhere]} switchHere={switchHere} />);
    expect(screen.getByText(title)).toBeDefined();
    await press('Switch here');
    expect(switchHere).toHaveBeenCalledOnce();
    rerender(<OtherSession room={[me]} switchHere={switchHere} />);
    expect(screen.queryByText(title)).toBeNull();
  });

  it('shows why switching failed, and can be retried', async () => {
    const switchHere = () =>
      Promise.reject(new SignallingError('DATABASE_AWAY', 'The database does not answer.'));
    render(<OtherSession room={[me, elsewhere]} switchHere={switchHere} />);
    await press('Switch here');
    expect(await screen.findByText('The database does not answer.')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Switch here' })).toHaveProperty('disabled', false);
  });

  it('keeps both when asked to, until there is a third', async () => {
    const switchHere = () => Promise.resolve();
    const { rerender } = render(<OtherSession room={[me, elsewhere]} switchHere={switchHere} />);
    await press('Keep both');
    expect(screen.queryByText(title)).toBeNull();
    const third = person({ id: 'third', samePerson: true });
    rerender(<OtherSession room={[me, elsewhere, third]} switchHere={switchHere} />);
    expect(screen.getByText(title)).toBeDefined();
  });
});

describe('Sounds', () => {
  beforeEach(() => {
    vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** How many sounds the page plays of this participant. */
  function sounds(participant: Participant): number {
    const { call } = fakeCall([me, participant]);
    const { container } = render(<Sounds call={call} output={new SoundOutput()} />);
    return container.querySelectorAll('audio').length;
  }

  it('plays the audio of another participant', () => {
    expect(sounds(person({}))).toBe(1);
  });

  it('does not play the audio of the own other session', () => {
    expect(sounds(elsewhere)).toBe(0);
  });
});

describe('Ended', () => {
  it('switches back to this page', async () => {
    const onRejoin = vi.fn();
    render(<Ended meetingId="m" error={new SignallingError('REPLACED', '')} onRejoin={onRejoin} />);
    expect(screen.getByText('This call continues elsewhere')).toBeDefined();
    await press('Switch back here');
    expect(onRejoin).toHaveBeenCalledWith(true);
  });

  it('does not end other sessions on an ordinary rejoin', async () => {
    const onRejoin = vi.fn();
    render(<Ended meetingId="m" error={null} onRejoin={onRejoin} />);
    await press('Rejoin');
    expect(onRejoin).toHaveBeenCalledWith(false);
  });
});
