import { expect, it } from 'vitest';
import type { LinkState, PeerLink } from '../peer-link';
import { camera } from '../../testing/participant';
import { ConnectionBoard } from './connection-board';
import { describeConnection } from './connection-text';

function link(publicationId: string, state: LinkState, strategy = {}) {
  return {
    state,
    strategy: { role: 'viewer', publicationId, picture: 'large', ...strategy },
  } as unknown as PeerLink;
}

/** After `seconds` of a video at 25 frames per second, of whose packets a share is lost. */
const report = (seconds: number, lost = 0) =>
  new Map<string, unknown>([
    [
      'v',
      {
        id: 'v',
        type: 'inbound-rtp',
        kind: 'video',
        ssrc: 1,
        timestamp: seconds * 1000,
        packetsReceived: 1 + seconds * 100 * (1 - lost),
        packetsLost: seconds * 100 * lost,
        framesDecoded: seconds * 25,
        totalFreezesDuration: 0,
        jitter: 0.001,
      },
    ],
  ]);

it('grades what arrives of each publication', () => {
  const board = new ConnectionBoard(camera);
  const [fine, lossy] = [link('a', 'live'), link('b', 'live')];
  for (let second = 0; second < 8; second++) {
    board.note(
      [
        { link: fine, report: report(second) },
        { link: lossy, report: report(second, 0.2) },
      ],
      second * 1000,
    );
  }
  const states = board.states.get();
  expect([states.get('a')?.grade, states.get('b')?.grade]).toEqual(['good', 'poor']);
  board.note([{ link: fine, report: report(8) }], 8000);
  expect([...board.states.get().keys()]).toEqual(['a']);
});

/** Sound that goes on beside the video of one second. */
const soundOnly = (seconds: number) =>
  new Map<string, unknown>([
    ...report(1),
    [
      'a',
      {
        id: 'a',
        type: 'inbound-rtp',
        kind: 'audio',
        ssrc: 2,
        timestamp: seconds * 1000,
        packetsReceived: 1 + seconds * 50,
        packetsLost: 0,
      },
    ],
  ]);

it.each([
  ['large', 'poor'],
  ['none', 'good'],
] as const)('calls a camera without frames, of which it is sent %s, %s', (picture, grade) => {
  const board = new ConnectionBoard(camera);
  const one = link('a', 'live', { picture });
  for (let second = 0; second < 12; second++) {
    const still = soundOnly(second);
    still.set('v', { ...(still.get('v') as object), timestamp: second * 1000 });
    board.note([{ link: one, report: still }], second * 1000);
  }
  expect(board.states.get().get('a')?.grade).toBe(grade);
});

it('calls a connection fair on which the small picture takes the place of the large one', () => {
  const board = new ConnectionBoard(camera);
  const one = link('a', 'live', { picture: 'small', reduced: true });
  for (let second = 0; second < 8; second++) {
    board.note([{ link: one, report: report(second) }], second * 1000);
  }
  const connection = board.states.get().get('a');
  expect(connection && describeConnection(connection)).toBe(
    'Fair connection: small picture, as your connection is slow',
  );
});

it('calls a connection lost only after it has been live', () => {
  const board = new ConnectionBoard(camera);
  const one = link('a', 'connecting');
  board.note([{ link: one, report: null }], 0);
  expect(board.states.get().size).toBe(0);
  one.state = 'live';
  board.note([{ link: one, report: report(1) }], 1000);
  board.note([{ link: one, report: report(2) }], 2000);
  expect(board.states.get().get('a')?.grade).toBe('good');
  one.state = 'connecting';
  board.note([{ link: one, report: null }], 3000);
  expect(board.states.get().get('a')?.grade).toBe('lost');
});

it('knows nothing of a publication on which nothing is sent, or that is not in the room', () => {
  const off = { ...camera('a'), audioMuted: true, videoMuted: true };
  const board = new ConnectionBoard((id) => (id === 'a' ? off : undefined));
  const links = [link('a', 'live'), link('gone', 'live')];
  for (const second of [0, 1, 2]) {
    board.note(
      links.map((one) => ({ link: one, report: report(second) })),
      second * 1000,
    );
  }
  expect(board.states.get().size).toBe(0);
});

it('takes counters of a second, and announces changes only', () => {
  const board = new ConnectionBoard(camera);
  const one = link('a', 'live');
  let changes = 0;
  board.states.subscribe(() => {
    changes++;
  });
  for (const ms of [0, 400, 800, 1000, 1200, 2000, 3000]) {
    board.note([{ link: one, report: report(ms / 1000) }], ms);
  }
  expect(board.states.get().get('a')?.grade).toBe('good');
  expect(changes).toBe(1);
});

it('tells of a slow connection: what is sent poorly is the uplink', () => {
  const board = new ConnectionBoard(camera);
  const one = link('a', 'live');
  Object.assign(one.strategy, { role: 'publisher' });
  for (let second = 0; second < 20; second++) {
    board.note([{ link: one, report: report(second, 0.2) }], second * 1000);
  }
  expect(board.slow.shown.get()).toBe('up');
});

/** A connection of which a share of the packets is lost for so long; whether video is paused after that. */
function pausedAfter(strategy: object, lost: number, seconds: number, publication = camera) {
  const board = new ConnectionBoard(publication);
  const one = link('a', 'live', strategy);
  for (let second = 0; second < seconds; second++) {
    board.note([{ link: one, report: report(second, lost) }], second * 1000);
  }
  return board.soundFirst.paused.get();
}

it('pauses the video of cameras while much is lost', () => {
  const publisher = { role: 'publisher' };
  expect(pausedAfter(publisher, 0.2, 20)).toEqual({ up: true, down: false });
  expect(pausedAfter({}, 0.2, 30)).toEqual({ up: false, down: true });
  expect(pausedAfter(publisher, 0.05, 60)).toEqual({ up: false, down: false });
});

it('pauses nothing where no camera is shown', () => {
  const none = { up: false, down: false };
  expect(pausedAfter({ picture: 'none' }, 0.2, 60)).toEqual(none);
  const screen = (id: string) => ({ ...camera(id), kind: 'screen' as const });
  expect(pausedAfter({}, 0.2, 60, screen)).toEqual(none);
  const off = (id: string) => ({ ...camera(id), videoMuted: true });
  expect(pausedAfter({ role: 'publisher' }, 0.2, 60, off)).toEqual(none);
});
