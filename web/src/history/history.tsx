import { Download, QrCode, RotateCcw, Video } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Heading } from '../ui/heading';
import { Loading, Message } from '../ui/panels';
import { saveFile } from '../ui/save-file';
import { formatClock, formatDateTime, formatDuration } from '../ui/time';
import { toCsv } from './csv';
import { ParticipantChart } from './participant-chart';
import { SampleTable } from './sample-table';
import { wholeMeeting, type HistoryMeeting, type Range } from './samples';
import { sampleLimit, useSamples } from './use-samples';

/** The history of one meeting: a chart for each participant, then the samples themselves. */
export function History({ meeting, live }: { meeting: HistoryMeeting; live: boolean }) {
  const [range, setRange] = useState<Range>(wholeMeeting);
  const zoomed = range.from !== null;
  const { samples, loading, cut, problem } = useSamples(meeting.id, range, live && !zoomed);
  const nameOf = useMemo(() => names(meeting), [meeting]);
  const measured = useMemo(
    () =>
      meeting.participants
        .map(({ id }) => ({ id, samples: samples.filter((one) => one.participantId === id) }))
        .filter((one) => one.samples.length > 0),
    [meeting, samples],
  );
  const window = useMemo(() => span(samples, range), [samples, range]);

  const zoom = (from: number, to: number) => {
    setRange({ from: new Date(from * 1000).toISOString(), to: new Date(to * 1000).toISOString() });
  };

  return (
    <div className="flex flex-col gap-6">
      <MeetingHeading meeting={meeting} live={live} zoomed={zoomed}>
        {zoomed && (
          <Button
            look="secondary"
            onClick={() => {
              setRange(wholeMeeting);
            }}
          >
            <RotateCcw aria-hidden />
            Whole meeting
          </Button>
        )}
        <Button
          look="secondary"
          disabled={samples.length === 0}
          onClick={() => {
            saveFile(`latency-${meeting.id}.csv`, 'text/csv', toCsv(samples, nameOf));
          }}
        >
          <Download aria-hidden />
          Download CSV
        </Button>
      </MeetingHeading>
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
      {cut && (
        <Banner tone="warning">
          Only the first {sampleLimit.toLocaleString()} samples are shown. Drag over part of a chart
          to load all samples of that part.
        </Banner>
      )}
      {loading && (
        <Loading>
          {samples.length === 0
            ? 'Loading samples…'
            : `${samples.length.toLocaleString()} samples loaded…`}
        </Loading>
      )}
      {!loading && problem === null && samples.length === 0 && <Empty live={live} />}
      {measured.map((one) => (
        <ParticipantChart
          key={one.id}
          name={nameOf(one.id)}
          samples={one.samples}
          window={window}
          onZoom={zoom}
        />
      ))}
      {samples.length > 0 && (
        <SampleTable
          key={`${range.from} ${range.to}`}
          meetingId={meeting.id}
          participants={meeting.participants}
          range={range}
          nameOf={nameOf}
        />
      )}
    </div>
  );
}

interface MeetingHeadingProps {
  meeting: HistoryMeeting;
  live: boolean;
  zoomed: boolean;
  children: ReactNode;
}

function MeetingHeading({ meeting, live, zoomed, children }: MeetingHeadingProps) {
  const { createdAt, endedAt, participants } = meeting;
  const people = [...new Set(participants.map(({ displayName }) => displayName))];
  return (
    <header className="flex flex-wrap items-start justify-between gap-4">
      <div className="min-w-0">
        <Heading className="flex flex-wrap items-center gap-3 text-2xl font-semibold tracking-tight">
          {formatDateTime(createdAt)}
          {live && !zoomed && (
            <span className="flex items-center gap-1.5 shape rounded-full bg-accent-soft px-2.5 py-1 text-xs font-medium tracking-normal text-accent">
              <span aria-hidden className="mark size-2 animate-pulse rounded-full bg-accent" />
              Live
            </span>
          )}
        </Heading>
        <p className="mt-1 text-sm text-muted">
          {people.length === 0 ? 'Nobody joined' : people.join(', ')}
          {endedAt !== null && ` · ${formatDuration(Date.parse(endedAt) - Date.parse(createdAt))}`}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {children}
        <Button asChild>
          <Link href={`/m/${meeting.id}`}>
            <Video aria-hidden />
            Open meeting
          </Link>
        </Button>
      </div>
    </header>
  );
}

function Empty({ live }: { live: boolean }) {
  return (
    <Message icon={QrCode} title="No measurements yet" level={2}>
      Hold a clock code up to a camera in the meeting.
      {live && ' New samples appear here live.'}
    </Message>
  );
}

/** Names that distinguish sessions: where a name occurs twice, the time of joining is added. */
function names({ participants }: HistoryMeeting): (participantId: string) => string {
  const counts = new Map<string, number>();
  for (const { displayName } of participants) {
    counts.set(displayName, (counts.get(displayName) ?? 0) + 1);
  }
  const byId = new Map(
    participants.map(({ id, displayName, joinedAt }) => [
      id,
      counts.get(displayName) === 1
        ? displayName
        : `${displayName}, from ${formatClock(joinedAt).replace(/[.,]\d+/, '')}`,
    ]),
  );
  return (participantId) => byId.get(participantId) ?? 'Unknown participant';
}

/** The time that the charts show, in s since 1970: the range, or from the first sample to the last. */
function span(samples: readonly { arrivedAt: string }[], range: Range): readonly [number, number] {
  const from = range.from ?? samples[0]?.arrivedAt;
  const to = range.to ?? samples.at(-1)?.arrivedAt;
  if (from === undefined || to === undefined) {
    return [0, 1];
  }
  const start = Date.parse(from) / 1000;
  return [start, Math.max(start + 1, Date.parse(to) / 1000)];
}
