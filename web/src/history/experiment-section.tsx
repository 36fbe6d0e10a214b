import { CalendarSearch, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Loading } from '../ui/panels';
import { ComparedSpans, comparedSpans } from './comparison';
import { ComparisonView } from './comparison-view';
import { formatRange } from './format';
import { mostSpans, spanLabel, type MarkedSpan } from './marked-spans';
import { MeetingChooser } from './meeting-chooser';
import { sourceNames } from './source-names';
import { SpanBadge } from './span-badge';
import { wholeMeeting, writeView } from './view';

interface ExperimentSectionProps {
  /** The meeting whose history the page shows. */
  meetingId: string;
  /** Whether the reader has a shared link, which shows this meeting only. */
  shared: boolean;
  spans: readonly MarkedSpan[];
  nameOf: (participantId: string) => string;
  onChange: (spans: MarkedSpan[]) => void;
}

/** Compares marked spans of this meeting and, for an account, of others. */
export function ExperimentSection(props: ExperimentSectionProps) {
  const { meetingId, shared, spans, nameOf, onChange } = props;
  const [choosing, setChoosing] = useState(false);
  const variables = useMemo(() => ({ spans: comparedSpans(spans) }), [spans]);
  const enough = spans.length > 1;
  const [{ data, error, fetching }, compare] = useQuery({
    query: ComparedSpans,
    variables,
    pause: !enough,
    requestPolicy: 'network-only',
  });
  // Figures of other spans must not stand below these.
  const comparison = enough && !fetching && error === undefined ? data?.compareMeetings : undefined;
  return (
    <section
      aria-labelledby="experiment"
      className={`rounded-2xl border border-line bg-surface p-4 sm:p-5 ${enough ? '' : 'print:hidden'}`}
    >
      <h2 id="experiment" className="font-semibold">
        Comparison
      </h2>
      <p role="status" className="mt-1 text-sm text-muted print:hidden">
        {hint(spans.length, shared)}
      </p>
      {spans.length > 0 && (
        <ol aria-label="Marked spans" className="mt-3 divide-y divide-line">
          {spans.map((span, index) => (
            <SpanRow
              // The same span may be marked twice.
              key={`${index} ${span.meetingId} ${span.from}`}
              index={index}
              span={span}
              name={span.meetingId === meetingId ? nameOf(span.participantId) : null}
              figures={comparison?.spans[index]}
              href={addressOf(span, spans, shared)}
              onRemove={() => {
                onChange(spans.filter((_, other) => other !== index));
              }}
            />
          ))}
        </ol>
      )}
      {!shared && spans.length > 0 && spans.length < mostSpans && (
        <Button
          look="secondary"
          className="mt-2 print:hidden"
          onClick={() => {
            setChoosing(true);
          }}
        >
          <CalendarSearch aria-hidden />
          Mark {spanLabel(spans.length)} in another meeting
        </Button>
      )}
      {enough && fetching && <Loading>Comparing the spans…</Loading>}
      {enough && !fetching && error !== undefined && (
        <Banner
          tone="danger"
          action={
            <Button
              onClick={() => {
                compare({ requestPolicy: 'network-only' });
              }}
            >
              Try again
            </Button>
          }
        >
          {graphqlProblem(error)}
        </Banner>
      )}
      {comparison !== undefined && <ComparisonView comparison={comparison} />}
      {choosing && (
        <MeetingChooser
          except={meetingId}
          hrefOf={(id) => `/m/${id}/history?${searchOf(spans)}`}
          onClose={() => {
            setChoosing(false);
          }}
        />
      )}
    </section>
  );
}

function hint(marked: number, shared: boolean): string {
  switch (marked) {
    case 0:
      return 'To compare two times, choose a range, and press “Mark as A” at the figures of a participant.';
    case 1:
      return `Choose another range or another participant, and mark it as B${shared ? '' : ', here or in another meeting'}.`;
    case mostSpans:
      return 'Four spans are compared. Remove one to mark another.';
    default:
      return `You can mark up to ${mostSpans} spans.`;
  }
}

function searchOf(spans: readonly MarkedSpan[]): string {
  return writeView({ ...wholeMeeting, spans }).toString();
}

/** The history that shows a span. */
function addressOf(
  { meetingId, from, to }: MarkedSpan,
  spans: readonly MarkedSpan[],
  shared: boolean,
): string {
  const view = {
    ...wholeMeeting,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    spans,
  };
  return `${shared ? '/shared' : `/m/${meetingId}/history`}?${writeView(view).toString()}`;
}

interface SpanRowProps {
  index: number;
  span: MarkedSpan;
  /** Null for a participant of another meeting. */
  name: string | null;
  /** What the server knows about it; undefined before. */
  figures: { displayName: string | null; meetingTitle: string | null } | undefined;
  href: string;
  onRemove: () => void;
}

function SpanRow({ index, span, name, figures, href, onRemove }: SpanRowProps) {
  const who = name ?? figures?.displayName ?? 'A participant of another meeting';
  const meeting = name === null && figures?.meetingTitle ? ` in ${figures.meetingTitle}` : '';
  return (
    <li className="flex items-center gap-3 py-2 text-sm">
      <SpanBadge index={index} />
      <div className="min-w-0 flex-1">
        <Link
          href={href}
          className="font-medium text-accent underline underline-offset-2 wrap-anywhere"
        >
          {formatRange(span.from, span.to)}
        </Link>
        <p className="text-xs text-muted wrap-anywhere">
          {who}
          {meeting} · {sourceNames[span.source]}
        </p>
      </div>
      <Button
        look="quiet"
        aria-label={`Remove ${spanLabel(index)}`}
        className="px-3 print:hidden"
        onClick={onRemove}
      >
        <Trash2 aria-hidden />
      </Button>
    </li>
  );
}
