/**
 * Shows the room's tiles without a server: `npm run dev`, then `/fixtures.html?people=20&view=grid`. Parameters: `people`,
 * `view` (grid or speaker), `screen` (somebody shares), `measured` (each camera has a latency), `pictures` (each
 * camera is on), `connections` (each of the four grades in turn), `statistics` (their panel is open) and `slow` (the own
 * connection is slow). It is not part of the built page.
 */
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import '../../styles.css';
import { grades, type Connection, type Grade } from '../engine/connection/connection-judge';
import { Stage } from '../ui/layout/stage';
import { useLayout } from '../ui/layout/use-layout';
import { SlowNetworkNotice } from '../ui/notifications/slow-network-notice';
import { StatisticsPanel } from '../ui/statistics/statistics-panel';
import { useShownStatistics } from '../ui/statistics/use-statistics';
import { fakeCall, measurement, people } from './fake-call';
import { camera } from './participant';

const wanted = new URLSearchParams(location.search);
const room = people(Number(wanted.get('people') ?? 4));

/** A picture with a head, so that one sees what labels cover; screens have lines of text. */
function picture(hue: number, width: number, height: number, isScreen: boolean): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  const draw = () => {
    if (context === null) return;
    context.fillStyle = isScreen ? 'white' : `hsl(${hue} 30% 35%)`;
    context.fillRect(0, 0, width, height);
    if (isScreen) {
      context.fillStyle = 'black';
      context.font = '28px sans-serif';
      for (let line = 0; line < height / 40; line++) {
        context.fillText(
          `${line + 1}  The quick brown fox jumps over the lazy dog`,
          30,
          40 * line + 34,
        );
      }
      return;
    }
    context.fillStyle = `hsl(${hue} 40% 75%)`;
    context.beginPath();
    context.ellipse(width / 2, height * 0.45, height * 0.16, height * 0.21, 0, 0, 7);
    context.ellipse(width / 2, height * 1.05, height * 0.4, height * 0.4, 0, 0, 7);
    context.fill();
  };
  draw();
  setInterval(draw, 500);
  return canvas.captureStream(2);
}

const shared = { ...camera('screen'), kind: 'screen' as const };
if (wanted.has('screen') && room[1] !== undefined) {
  room[1] = { ...room[1], publications: [...room[1].publications, shared] };
}
const { call, state, latency, stats, connections } = fakeCall(room);
state.update((before) => ({
  ...before,
  room: wanted.has('pictures')
    ? room
    : room.map((one) => ({
        ...one,
        publications: one.publications.map((shown) => ({
          ...shown,
          videoMuted: shown.kind === 'camera',
        })),
      })),
  remotes: new Map(
    room
      .flatMap(({ publications }) => publications)
      .map(({ id, kind }, index) => [
        id,
        {
          state: index === 3 ? 'connecting' : 'live',
          problem: null,
          stream:
            kind === 'screen'
              ? picture(0, 1600, 1000, true)
              : picture((index * 67) % 360, 640, index % 2 === 0 ? 360 : 480, false),
        },
      ]),
  ),
}));
stats.verdicts.set(new Map([['c1', { speaking: true, frozen: false }]]));
if (wanted.has('connections')) {
  const example: Record<Grade, Connection['findings']> = {
    good: [],
    fair: [{ cause: 'delay', value: 412 }],
    poor: [
      { cause: 'loss', value: 12 },
      { cause: 'freezes', value: 31 },
    ],
    lost: [{ cause: 'silence', value: null }],
  };
  connections.states.set(
    new Map(
      room
        .flatMap(({ publications }) => publications)
        .map(({ id }, index) => {
          const grade = grades[index % grades.length] ?? 'good';
          return [id, { grade, findings: example[grade] }];
        }),
    ),
  );
}
if (wanted.has('slow')) {
  connections.slow.shown.set('up');
  state.update((before) => ({ ...before, own: { ...before.own, camera: 'on' } }));
}
if (wanted.has('measured')) {
  setInterval(() => {
    latency.add(
      room.flatMap(({ id, publications }) =>
        publications
          .filter(({ kind }) => kind === 'camera')
          .map((one, index) =>
            measurement({
              participantId: id,
              publicationId: one.id,
              sampleId: `${one.id}-${Date.now()}`,
              estimateMs: 87 + 160 * (index % 3),
            }),
          ),
      ),
    );
  }, 300);
}

const closed = { open: false, asked: false, toggle: () => undefined, close: () => undefined };

function Fixtures() {
  const layout = useLayout();
  const statistics = useShownStatistics(closed, closed);
  useEffect(() => {
    if (wanted.has('statistics')) statistics.show(null);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once
  }, []);
  return (
    <div className="flex h-dvh flex-col bg-stage md:flex-row">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-2.5 p-2.5">
        <SlowNetworkNotice call={call} />
        <div className="min-h-0 flex-1">
          <Stage call={call} layout={layout} measuring={false} onStatistics={statistics.show} />
        </div>
      </div>
      {statistics.open && <StatisticsPanel call={call} meetingId="m1" shown={statistics} />}
    </div>
  );
}

localStorage.setItem('chattycat.layout', wanted.get('view') ?? 'grid');
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Fixtures />
    </StrictMode>,
  );
}
