import { Check, Copy, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../../../ui/button';
import { useCopied } from '../../../ui/use-copied';
import type { Call } from '../../engine/call';
import { describeConnection } from '../../engine/connection/connection-text';
import type { Statistics } from '../../engine/connection/statistics';
import type { StreamFigures } from '../../engine/connection/stream-figures';
import { ownMark } from '../../engine/room';
import { faces, screens, type Shown } from '../layout/tiles';
import { useStore } from '../use-store';
import { StatisticsTable } from './statistics-table';
import { statisticsAsText, totals, type Described } from './statistics-text';
import { useStatistics, type ShownStatistics } from './use-statistics';

export const statisticsPanelId = 'statistics';

interface StatisticsPanelProps {
  call: Call;
  meetingId: string;
  shown: ShownStatistics;
}

/**
 * What the browser knows of each connection to the media server, for people who look for the cause of a problem. The call
 * stays usable. The figures change every second, so no screen reader is told of changes; they are tables to be read.
 */
export function StatisticsPanel({ call, meetingId, shown }: StatisticsPanelProps) {
  const { room } = useStore(call.state);
  const connections = useStore(call.connections.states);
  const statistics = useStatistics(call);
  const heading = useRef<HTMLHeadingElement>(null);
  const { tile, choose, asked, close } = shown;
  useEffect(() => {
    heading.current?.focus();
  }, [asked]);
  useEscape(close);
  const tiles = [...faces(room), ...screens(room)].filter(hasPublication).sort(ownFirst);
  const chosen = tiles.find(({ key }) => key === tile);
  const described = (chosen === undefined ? tiles : [chosen]).flatMap((one): Described[] => {
    const { participant, publication } = one;
    const connection = connections.get(publication.id);
    const camera = {
      name: nameOf(one),
      publicationId: publication.id,
      own: participant.you,
      quality: connection === undefined ? null : describeConnection(connection),
      statistics: statistics.get(publication.id),
    };
    const isOwnCamera = participant.you && publication.kind === 'camera';
    return isOwnCamera ? [camera, ...smallPicture(camera.name, statistics)] : [camera];
  });
  const total = totals(statistics);
  const { copied, copy } = useCopied(statisticsAsText(meetingId, described, total));
  return (
    <aside
      id={statisticsPanelId}
      aria-labelledby={`${statisticsPanelId}-title`}
      className="flex max-h-[58%] min-h-0 shrink-0 flex-col overflow-y-auto rounded-t-2xl border border-line bg-surface text-sm md:mr-2.5 md:mb-2.5 md:max-h-none md:w-84 md:rounded-2xl"
    >
      <div className="sticky top-0 z-10 flex flex-col gap-2 border-b border-line bg-surface px-4 pt-2 pb-3">
        <div className="flex items-center gap-1">
          <h2
            ref={heading}
            id={`${statisticsPanelId}-title`}
            tabIndex={-1}
            className="flex-1 text-base font-semibold outline-none"
          >
            Statistics
          </h2>
          <Button look="quiet" title="Copy for a report about a problem" onClick={copy}>
            {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
            {copied ? 'Copied' : 'Copy'}
          </Button>
          <Button
            look="quiet"
            aria-label="Close the statistics"
            className="-mr-2 px-3"
            onClick={close}
          >
            <X aria-hidden />
          </Button>
        </div>
        <span role="status" className="sr-only">
          {copied && 'Statistics copied'}
        </span>
        {tiles.length > 1 && (
          <select
            aria-label="Statistics of"
            className="min-h-10 w-full min-w-0 rounded-lg border border-control bg-surface px-3"
            value={chosen?.key ?? ''}
            onChange={(event) => {
              choose(event.target.value === '' ? null : event.target.value);
            }}
          >
            <option value="">Everything</option>
            {tiles.map((one) => (
              <option key={one.key} value={one.key}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        )}
        {total !== null && (
          <dl className="flex gap-6 tabular-nums">
            <Total label="All that you send" value={total.up} />
            <Total label="All that you receive" value={total.down} />
          </dl>
        )}
      </div>
      {described.length === 0 ? (
        <p className="px-4 py-8 text-center text-balance text-muted">
          Nobody sends sound or video. Start your video or unmute to see figures here.
        </p>
      ) : (
        described.map((one) => <StatisticsTable key={one.publicationId} {...one} />)
      )}
    </aside>
  );
}

function Total({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="font-medium">{value}</dd>
    </div>
  );
}

type Published = Shown & { publication: NonNullable<Shown['publication']> };

function hasPublication(shown: Shown): shown is Published {
  return shown.publication !== undefined;
}

function ownFirst(one: Shown, other: Shown): number {
  return Number(other.participant.you) - Number(one.participant.you);
}

/** What this page sends as the small picture of its camera, which is no publication for the room. */
function smallPicture(name: string, statistics: Statistics): Described[] {
  return [...statistics]
    .filter(([, { picture, streams }]) => picture === 'small' && streams.some(isSent))
    .map(([publicationId, one]) => ({
      name: `${name}, small picture`,
      publicationId,
      own: true,
      quality: null,
      statistics: one,
    }));
}

const isSent = ({ direction }: StreamFigures) => direction === 'up';

function nameOf({ participant, publication }: Published): string {
  const screen = publication.kind === 'screen' ? ' (screen)' : '';
  return `${participant.displayName}${ownMark(participant)}${screen}`;
}

/** Calls the function when Escape is pressed and closes nothing else, wherever the focus is: the call stays usable. */
function useEscape(close: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const inDialog = document.querySelector('dialog[open]') !== null;
      if (event.key === 'Escape' && !event.defaultPrevented && !inDialog) close();
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, [close]);
}
