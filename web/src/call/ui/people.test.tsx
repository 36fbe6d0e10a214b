import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ann, refusal, renderInPage, serve, type Answers } from '../../testing/server';
import { people } from '../testing/fake-call';
import { camera, participant } from '../testing/participant';
import { People } from './people';

const room = [
  participant({ id: 'a', displayName: 'Ann', you: true, host: true }),
  participant({ handRaisedAt: '2026-03-01T09:00:00Z', publications: [camera('b1')] }),
  participant({ id: 'g', displayName: 'Gus', guest: true }),
];

async function open(meeting: object | null, answers: Answers = {}, present = room) {
  const sent = serve({ 'GET /api/session': ann, Hosting: { meeting }, ...answers });
  const user = userEvent.setup();
  renderInPage(<People meetingId="m1" room={present} />);
  await user.click(
    screen.getByRole('button', { name: `People: ${present.length} in the meeting` }),
  );
  await screen.findByRole('list', { name: 'In the meeting' });
  return { user, sent };
}

const hosted = (change: object = {}) => ({
  __typename: 'Meeting',
  id: 'm1',
  host: true,
  coHost: false,
  coHosts: [],
  guestsAllowed: false,
  locked: false,
  waitingRoom: false,
  title: null,
  ...change,
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What the list says of each person. */
const listed = () =>
  within(screen.getByRole('list', { name: 'In the meeting' }))
    .queryAllByRole('listitem')
    .map(({ textContent }) => textContent);

it('lists everybody with hands and microphones, raised hands first, and marks guests and oneself', async () => {
  await open(hosted({ host: false }));
  expect(listed()).toEqual([
    'BenHand raised, number 1Microphone on',
    'Ann (you)Microphone offHost',
    'GusMicrophone offGuest',
  ]);
  expect(screen.queryByRole('searchbox')).toBeNull();
});

it('searches for names in a larger meeting, without regard to case and accents', async () => {
  const { user } = await open(hosted({ host: false }), {}, people(10));
  const field = screen.getByRole('searchbox', { name: 'Search people' });
  await user.type(field, 'JOSE');
  expect(listed()).toEqual(['JoséMicrophone on']);
  await user.type(field, ' x ');
  expect(listed()).toEqual([]);
  expect(screen.getByRole('status').textContent).toBe('Nobody is called “JOSE x”.');
  await user.clear(field);
  expect(listed()).toHaveLength(10);
});

it('gives the controls of the host to hosts only', async () => {
  const guest = room.map((one) => ({ ...one, host: false }));
  const { sent } = await open(hosted(), {}, guest);
  expect(sent.some(({ name }) => name === 'Hosting')).toBe(false);
  expect(screen.queryByRole('switch')).toBeNull();
  expect(screen.queryByRole('button', { name: /^Options/ })).toBeNull();
});

it('lets guests in, and locks the meeting', async () => {
  const { user, sent } = await open(hosted(), {
    AllowGuests: { allowGuests: { __typename: 'Meeting', id: 'm1', guestsAllowed: true } },
    LockMeeting: { lockMeeting: { __typename: 'Meeting', id: 'm1', locked: true } },
  });
  await user.click(await screen.findByRole('switch', { name: 'Let guests join with the link' }));
  await user.click(screen.getByRole('switch', { name: 'Lock the meeting' }));
  await waitFor(() => {
    expect(sent).toContainEqual({ name: 'AllowGuests', body: { meetingId: 'm1', allowed: true } });
    expect(sent).toContainEqual({ name: 'LockMeeting', body: { meetingId: 'm1', locked: true } });
  });
});

it.each([
  [{ waitingRoom: false }, /^When on, anyone with the link can join with/],
  [{ waitingRoom: true }, /^When on, anyone with the link can ask to join with/],
  [{ guestsAllowed: true, waitingRoom: true }, /^Anyone with the link can ask to join with/],
  [{ guestsAllowed: true, waitingRoom: true, locked: true }, /no new guests can join/],
])('says what guests can do with %j', async (change, hint) => {
  await open(hosted(change));
  expect(await screen.findByText(hint)).toBeTruthy();
});

it('reports what the server refuses', async () => {
  const { user } = await open(hosted(), {
    LockMeeting: refusal('DATABASE_AWAY', 'The database is away.'),
  });
  await user.click(await screen.findByRole('switch', { name: 'Lock the meeting' }));
  expect((await screen.findByRole('alert')).textContent).toBe('The database is away.');
});

it('removes a participant after asking, and locks the meeting with it', async () => {
  const { user, sent } = await open(hosted(), {
    RemoveParticipant: { removeParticipant: { __typename: 'Meeting', id: 'm1', locked: true } },
  });
  await user.click(await screen.findByRole('button', { name: 'Options for Gus' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Remove…' }));
  const question = within(screen.getByRole('group', { name: 'Remove Gus?' }));
  expect(question.getByText(/They can rejoin with the link unless/)).toBeTruthy();
  await user.click(await question.findByRole('switch', { name: 'Also lock the meeting' }));
  await user.click(question.getByRole('button', { name: 'Remove' }));
  await waitFor(() => {
    expect(sent).toContainEqual({
      name: 'RemoveParticipant',
      body: { participantId: 'g', lock: true },
    });
  });
});

it('gives the focus back when the removal is cancelled', async () => {
  const { user, sent } = await open(hosted());
  const options = await screen.findByRole('button', { name: 'Options for Ben' });
  await user.click(options);
  await user.click(await screen.findByRole('menuitem', { name: 'Remove…' }));
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(document.activeElement).toBe(options);
  expect(sent.some(({ name }) => name === 'RemoveParticipant')).toBe(false);
});

it('gives the meeting a title, which the server cleans', async () => {
  const { user, sent } = await open(hosted(), {
    RenameMeeting: { renameMeeting: { __typename: 'Meeting', id: 'm1', title: 'Weekly' } },
  });
  const field = await screen.findByRole('textbox', { name: 'Title of the meeting' });
  const save = screen.getByRole<HTMLButtonElement>('button', { name: 'Save' });
  expect(save.disabled).toBe(true);
  await user.type(field, 'Weekly  ');
  await user.click(save);
  expect(sent).toContainEqual({
    name: 'RenameMeeting',
    body: { meetingId: 'm1', title: 'Weekly  ' },
  });
  await waitFor(() => {
    expect((field as HTMLInputElement).value).toBe('Weekly');
  });
});

it('mutes whose microphone is on, by keyboard alone', async () => {
  const { user, sent } = await open(hosted(), {
    MuteParticipant: { muteParticipant: { __typename: 'Meeting', id: 'm1' } },
  });
  (await screen.findByRole('button', { name: 'Options for Ben' })).focus();
  await user.keyboard('{Enter}');
  const mute = await screen.findByRole('menuitem', { name: 'Mute' });
  await waitFor(() => {
    expect(document.activeElement).toBe(mute);
  });
  await user.keyboard('{Enter}');
  expect(sent).toContainEqual({ name: 'MuteParticipant', body: { participantId: 'b' } });

  await user.click(screen.getByRole('button', { name: 'Options for Gus' }));
  await screen.findByRole('menu');
  expect(screen.queryByRole('menuitem', { name: 'Mute' })).toBeNull();
});

it('asks to unmute whose microphone is off, and says that it did', async () => {
  const { user, sent } = await open(hosted(), {
    AskToUnmute: { askToUnmute: { __typename: 'Meeting', id: 'm1' } },
  });
  await user.click(await screen.findByRole('button', { name: 'Options for Gus' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Ask to unmute' }));
  expect((await screen.findByRole('status')).textContent).toBe('Gus was asked to unmute.');
  expect(sent).toContainEqual({ name: 'AskToUnmute', body: { participantId: 'g' } });
});

it('lowers the hand of one person, and all hands', async () => {
  const { user, sent } = await open(hosted(), {
    LowerHand: { lowerHand: { __typename: 'Meeting', id: 'm1' } },
    LowerAllHands: { lowerAllHands: { __typename: 'Meeting', id: 'm1' } },
  });
  await user.click(await screen.findByRole('button', { name: 'Options for Gus' }));
  await screen.findByRole('menu');
  expect(screen.queryByRole('menuitem', { name: 'Lower hand' })).toBeNull();
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Options for Ben' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Lower hand' }));
  expect(sent).toContainEqual({ name: 'LowerHand', body: { participantId: 'b' } });
  await user.click(screen.getByRole('button', { name: 'Lower all hands' }));
  expect(sent).toContainEqual({ name: 'LowerAllHands', body: { meetingId: 'm1' } });
});

it('stops a screen share', async () => {
  const shared = { ...camera('s1'), kind: 'screen' as const };
  const { user, sent } = await open(
    hosted(),
    { StopShare: { stopShare: { __typename: 'Meeting', id: 'm1' } } },
    room.map((one) => (one.id === 'g' ? { ...one, publications: [shared] } : one)),
  );
  await user.click(await screen.findByRole('button', { name: 'Options for Ben' }));
  await screen.findByRole('menu');
  expect(screen.queryByRole('menuitem', { name: 'Stop screen share' })).toBeNull();
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Options for Gus' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Stop screen share' }));
  expect(sent).toContainEqual({ name: 'StopShare', body: { participantId: 'g' } });
});

it('mutes everybody, and ends the meeting for everybody after asking', async () => {
  const { user, sent } = await open(hosted(), {
    MuteEverybody: { muteEverybody: { __typename: 'Meeting', id: 'm1' } },
    EndMeeting: { endMeeting: { __typename: 'Meeting', id: 'm1' } },
  });
  await user.click(await screen.findByRole('button', { name: 'Mute everybody' }));
  expect(sent).toContainEqual({ name: 'MuteEverybody', body: { meetingId: 'm1' } });

  const end = screen.getByRole('button', { name: 'End for everybody' });
  await user.click(end);
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(document.activeElement).toBe(end);
  expect(sent.some(({ name }) => name === 'EndMeeting')).toBe(false);
  await user.click(end);
  await user.click(screen.getByRole('button', { name: 'End now' }));
  expect(sent).toContainEqual({ name: 'EndMeeting', body: { meetingId: 'm1' } });
});

it('says why somebody could not be muted', async () => {
  const { user } = await open(hosted(), {
    MuteParticipant: refusal('NOT_FOUND', 'This person is no longer in the meeting.'),
  });
  await user.click(await screen.findByRole('button', { name: 'Options for Ben' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Mute' }));
  expect((await screen.findByRole('alert')).textContent).toBe(
    'This person is no longer in the meeting.',
  );
});

/** The page is Ben's, who is a co-host. */
const ofCoHost = room.map((one) => ({
  ...one,
  you: one.id === 'b',
  host: one.id !== 'g',
  coHost: one.id === 'b',
}));

it('makes somebody with an account a co-host, and says so', async () => {
  const { user, sent } = await open(hosted(), {
    SetCoHost: { setCoHost: { __typename: 'Meeting', id: 'm1', coHosts: [] } },
  });
  await user.click(await screen.findByRole('button', { name: 'Options for Gus' }));
  await screen.findByRole('menu');
  expect(screen.queryByRole('menuitem', { name: 'Make co-host' })).toBeNull();
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Options for Ben' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Make co-host' }));
  expect((await screen.findByRole('status')).textContent).toBe('Ben is a co-host now.');
  expect(sent).toContainEqual({ name: 'SetCoHost', body: { participantId: 'b', coHost: true } });
});

it('removes a co-host who is here, and one who is not', async () => {
  const { user, sent } = await open(
    hosted({
      coHosts: [
        { __typename: 'CoHost', participantId: 'b', displayName: 'Ben' },
        { __typename: 'CoHost', participantId: 'c', displayName: 'Cleo' },
      ],
    }),
    { SetCoHost: { setCoHost: { __typename: 'Meeting', id: 'm1', coHosts: [] } } },
    room.map((one) => (one.id === 'b' ? { ...one, host: true, coHost: true } : one)),
  );
  const absent = await screen.findByRole('region', { name: 'Co-hosts who are not here' });
  expect(within(absent).getAllByRole('listitem')).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Remove Cleo as co-host' }));
  expect(screen.getByText('Co-host')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Options for Ben' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Remove as co-host' }));
  for (const participantId of ['c', 'b']) {
    expect(sent).toContainEqual({ name: 'SetCoHost', body: { participantId, coHost: false } });
  }
});

it('lets a co-host act as the host, but not remove hosts or make co-hosts', async () => {
  const { user } = await open(
    hosted({
      coHost: true,
      coHosts: [{ __typename: 'CoHost', participantId: 'x', displayName: 'X' }],
    }),
    {},
    ofCoHost,
  );
  expect(await screen.findByRole('switch', { name: 'Lock the meeting' })).toBeTruthy();
  expect(screen.queryByRole('region', { name: 'Co-hosts who are not here' })).toBeNull();
  const items = async (name: string) => {
    await user.click(screen.getByRole('button', { name: `Options for ${name}` }));
    const found = screen.getAllByRole('menuitem').map(({ textContent }) => textContent);
    await user.keyboard('{Escape}');
    return found;
  };
  expect(await items('Ann')).toEqual(['Ask to unmute']);
  expect(await items('Gus')).toEqual(['Ask to unmute', 'Remove…']);
});
