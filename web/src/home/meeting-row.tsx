import { ChartLine, Trash2, Users } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Link } from 'wouter';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { formatDateTime, formatDuration } from '../ui/time';
import { LatencyLine } from './latency-line';
import { DeleteMeeting, type MeetingNode } from './meetings';

/** One meeting: when, how long, who, its latency, and what can be done with it. */
export function MeetingRow({ meeting }: { meeting: MeetingNode }) {
  const [asked, setAsked] = useState(false);
  const here = meeting.participants.filter((participant) => participant.leftAt === null).length;
  const names = [...new Set(meeting.participants.map((participant) => participant.displayName))];
  const when = formatDateTime(meeting.createdAt);
  const overview = meeting.latencyOverview;
  return (
    <li className="flex flex-col gap-3 px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-56">
          <p className="flex flex-wrap items-center gap-x-2 font-medium">
            <span className="min-w-0 wrap-anywhere">{meeting.title ?? when}</span>
            <span className="font-normal text-muted">{duration(meeting)}</span>
            {here > 0 && (
              <span className="shape rounded-full bg-accent-soft px-2 py-0.5 text-xs font-medium text-accent">
                {here} in the meeting
              </span>
            )}
          </p>
          <p className="flex items-center gap-1.5 text-sm text-muted">
            {meeting.title !== null && <span className="shrink-0">{when} ·</span>}
            <Users aria-hidden className="size-4 shrink-0" />
            <span className="truncate">
              {names.length === 0 ? 'Nobody joined' : names.join(', ')}
            </span>
          </p>
          <p className="text-sm text-muted">
            <span className="sr-only">Code </span>
            <span className="wrap-anywhere select-all">{meeting.shortCode}</span>
          </p>
        </div>
        <div className="flex w-48 items-center justify-end gap-3 max-md:w-auto max-md:basis-full max-md:justify-start">
          {overview === null ? (
            <span className="text-sm text-muted">not measured</span>
          ) : (
            <>
              <LatencyLine values={overview.sparkline} />
              <span className="text-sm font-medium whitespace-nowrap tabular-nums">
                {Math.round(overview.p50Ms).toLocaleString()} ms
                <span className="sr-only">, the median latency</span>
              </span>
            </>
          )}
        </div>
        <div className="flex gap-2">
          <Button asChild look="quiet">
            <Link href={`/m/${meeting.id}/history`}>
              <ChartLine aria-hidden />
              History
            </Link>
          </Button>
          <Button asChild look="secondary">
            <Link href={`/m/${meeting.id}`}>Open</Link>
          </Button>
          {/* Keeps the place of the button where there is none, so that columns align. */}
          <span className="inline-flex w-10 shrink-0">
            {meeting.host && !meeting.coHost && (
              <Button
                look="quiet"
                className="w-full px-0"
                aria-label={`Delete the meeting of ${when}`}
                aria-expanded={asked}
                onClick={() => {
                  setAsked(!asked);
                }}
              >
                <Trash2 aria-hidden />
              </Button>
            )}
          </span>
        </div>
      </div>
      {asked && (
        <Confirmation
          id={meeting.id}
          onCancel={() => {
            setAsked(false);
          }}
        />
      )}
    </li>
  );
}

/** How long somebody was there; nothing for a meeting that nobody joined. */
function duration({ startedAt, endedAt }: MeetingNode): string {
  if (startedAt === null) {
    return '';
  }
  const end = endedAt === null ? Date.now() : new Date(endedAt).getTime();
  return formatDuration(end - new Date(startedAt).getTime());
}

function Confirmation({ id, onCancel }: { id: string; onCancel: () => void }) {
  const [{ fetching, error }, remove] = useMutation(DeleteMeeting);
  return (
    <Banner
      tone={error === undefined ? 'warning' : 'danger'}
      action={
        <div className="flex flex-wrap gap-2">
          <Button
            look="danger"
            disabled={fetching}
            onClick={() => {
              // The answer is an id only. This tells the cache which lists are out of date.
              void remove({ id }, { additionalTypenames: ['Meeting'] });
            }}
          >
            Delete permanently
          </Button>
          <Button look="secondary" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      }
    >
      {error === undefined
        ? 'Deletes this meeting with all its measurements, for everybody who was there.'
        : graphqlProblem(error)}
    </Banner>
  );
}
