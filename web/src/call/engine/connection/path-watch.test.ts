import { expect, it, vi } from 'vitest';
import type { PeerLink } from '../peer-link';
import { PathWatch, pathTiming } from './path-watch';

const { silence, elsewhere, forgiven } = pathTiming;

const always = { isSent: () => true, serverSilentMs: () => 0 };

/** A connection on which `bytes` and `answers` to checks arrived and `sent` packets were sent, as the test sets them. */
function connection(role: 'publisher' | 'viewer', publicationId: string) {
  const link = { state: 'live', strategy: { role, publicationId }, renegotiate: vi.fn() };
  const figures = { bytes: 0, answers: 0, sent: 0 };
  const report = () =>
    new Map<string, unknown>([
      [
        'p',
        {
          id: 'p',
          type: 'candidate-pair',
          selected: true,
          bytesReceived: figures.bytes,
          responsesReceived: figures.answers,
        },
      ],
      ['o', { id: 'o', type: 'outbound-rtp', packetsSent: figures.sent }],
    ]);
  return { link: link as unknown as PeerLink, figures, report, renegotiated: link.renegotiate };
}

type Connection = ReturnType<typeof connection>;

/** Polls for a while, every half second; `move` moves the figures before each poll. */
function poll(
  watch: PathWatch,
  connections: Connection[],
  [from, to]: [number, number],
  move: () => void = () => undefined,
) {
  for (let at = from; at <= to; at += 500) {
    move();
    watch.note(
      connections.map(({ link, report }) => ({ link, report: report() })),
      at,
    );
  }
}

it('negotiates a view again on which nothing arrives, less and less often', () => {
  const watch = new PathWatch(always);
  const view = connection('viewer', 'x');
  poll(watch, [view], [0, 10_000], () => (view.figures.bytes += 100));
  expect(view.renegotiated).not.toHaveBeenCalled();
  poll(watch, [view], [10_500, 10_000 + silence - 500]);
  expect(view.renegotiated).not.toHaveBeenCalled();
  poll(watch, [view], [10_000 + silence, 10_000 + silence]);
  expect(view.renegotiated).toHaveBeenCalledTimes(1);
  // The first reading of the new connection is half a second later; twice the silence follows.
  const again = 10_000 + silence + 500 + 2 * silence;
  poll(watch, [view], [10_500 + silence, again - 500]);
  expect(view.renegotiated).toHaveBeenCalledTimes(1);
  poll(watch, [view], [again, again]);
  expect(view.renegotiated).toHaveBeenCalledTimes(2);
});

it('is as quick again as at first once things went well for a while', () => {
  const watch = new PathWatch(always);
  const view = connection('viewer', 'x');
  poll(watch, [view], [0, silence]);
  expect(view.renegotiated).toHaveBeenCalledTimes(1);
  const well = silence + 2 * silence + forgiven + 1000;
  poll(watch, [view], [silence + 500, well], () => (view.figures.bytes += 100));
  poll(watch, [view], [well + 500, well + silence]);
  expect(view.renegotiated).toHaveBeenCalledTimes(2);
});

it('negotiates a publication again about which the media server reports nothing', () => {
  const watch = new PathWatch(always);
  const own = connection('publisher', 'p');
  poll(watch, [own], [0, 20_000]);
  expect(own.renegotiated).not.toHaveBeenCalled();
  poll(watch, [own], [20_500, 20_000 + silence], () => (own.figures.sent += 10));
  expect(own.renegotiated).toHaveBeenCalledTimes(1);
});

it('expects reports about few packets too, and none where nothing was sent', () => {
  const watch = new PathWatch(always);
  const [still, off] = [connection('publisher', 'p'), connection('publisher', 'q')];
  poll(watch, [still, off], [0, 10_000]);
  still.figures.sent++;
  poll(watch, [still, off], [10_500, 10_000 + silence]);
  expect(still.renegotiated).toHaveBeenCalledTimes(1);
  expect(off.renegotiated).not.toHaveBeenCalled();
});

it('is quicker with a view where checks are answered, so that the media server does not stand still', () => {
  const watch = new PathWatch(always);
  const [view, own] = [connection('viewer', 'x'), connection('publisher', 'p')];
  const answer = ({ figures }: Connection) => {
    figures.answers++;
    figures.sent++;
  };
  poll(watch, [view, own], [0, elsewhere - 500], () => {
    [view, own].forEach(answer);
  });
  expect(view.renegotiated).not.toHaveBeenCalled();
  poll(watch, [view, own], [elsewhere, silence - 500]);
  expect(view.renegotiated).toHaveBeenCalledTimes(1);
  expect(own.renegotiated).not.toHaveBeenCalled();
});

it('waits where the server is silent too, and until it is heard', () => {
  let serverSilentMs = 1;
  const watch = new PathWatch({ ...always, serverSilentMs: () => serverSilentMs });
  const view = connection('viewer', 'x');
  poll(watch, [view], [0, 1000], () => (view.figures.bytes += 100));
  poll(watch, [view], [1500, 20_000], () => (serverSilentMs += 500));
  serverSilentMs = Infinity;
  poll(watch, [view], [20_500, 25_000]);
  expect(view.renegotiated).not.toHaveBeenCalled();
  serverSilentMs = 0;
  poll(watch, [view], [25_500, 25_500]);
  expect(view.renegotiated).toHaveBeenCalledTimes(1);
});

it('expects nothing where nothing is sent, where the browser counts nothing, or while the page slept', () => {
  const muted = connection('viewer', 'x');
  poll(new PathWatch({ ...always, isSent: () => false }), [muted], [0, 20_000]);
  expect(muted.renegotiated).not.toHaveBeenCalled();
  const unknown = connection('viewer', 'x');
  unknown.report = () => new Map();
  poll(new PathWatch(always), [unknown], [0, 20_000]);
  expect(unknown.renegotiated).not.toHaveBeenCalled();
  const slept = connection('viewer', 'x');
  const watch = new PathWatch(always);
  poll(watch, [slept], [0, 2000]);
  poll(watch, [slept], [60_000, 60_000]);
  expect(slept.renegotiated).not.toHaveBeenCalled();
});
