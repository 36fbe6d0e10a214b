import { MessageSquarePlus, Printer, QrCode, Share2, Video } from 'lucide-react';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { Link, useSearchParams } from 'wouter';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Heading } from '../ui/heading';
import { Loading, Message } from '../ui/panels';
import { formatDateTime, formatDuration } from '../ui/time';
import { AlertSection } from './alert-section';
import AnnotateDialog from './annotate-dialog';
import { BucketTable } from './bucket-table';
import { ChatSection } from './chat-section';
import { DistributionSection } from './distribution-section';
import { ExperimentSection } from './experiment-section';
import { LaneList } from './lane-list';
import { laneKeys, lanesOf } from './lanes';
import { MarkTable } from './mark-table';
import { marksOfSpans, mostSpans, spanLabel } from './marked-spans';
import { marksOf } from './marks';
import { Method } from './method';
import { useOverview } from './overview-data';
import { participantNames } from './participant-names';
import { RangeBar } from './range-bar';
import { RecordingSection } from './recording-section';
import { SampleFiles } from './sample-files';
import { SampleTable } from './sample-table';
import type { HistoryMeeting } from './samples';
import { ShareDialog } from './share-dialog';
import { SummaryCards } from './summary-cards';
import { useAnnotateKey } from './use-annotate-key';
import { useFigures } from './use-figures';
import {
  readView,
  spanOf,
  withLaneToggled,
  writeView,
  zoomedTo,
  type Span,
  type View,
} from './view';

interface HistoryProps {
  meeting: HistoryMeeting;
  live: boolean;
  /** Whether the reader created the meeting. */
  creator?: boolean;
  /** The token of the shared link that the reader has, which shows the history and changes nothing; null for an account. */
  link?: string | null;
}

/** The history of one meeting: figures and charts of a range, then its samples. The address says which range. */
export function History({ meeting, live, creator = false, link = null }: HistoryProps) {
  const shared = link !== null;
  const [search, setSearch] = useSearchParams();
  const view = useMemo(() => readView(search), [search]);
  const setView = useCallback(
    (next: View) => {
      setSearch(writeView(next));
    },
    [setSearch],
  );
  const nameOf = useMemo(() => participantNames(meeting), [meeting]);
  const start = Date.parse(meeting.participants[0]?.joinedAt ?? meeting.createdAt);
  const end = meeting.endedAt === null ? null : Date.parse(meeting.endedAt);
  const follows = live && view.to === null;
  const { from: chosenFrom, to: chosenTo, lastSeconds, who } = view;
  // Only what changes the range: folding a chart loads nothing.
  const span = useCallback(
    () =>
      spanOf(
        { from: chosenFrom, to: chosenTo, lastSeconds },
        start,
        Math.max(start + 1000, end ?? Date.now()),
      ),
    [chosenFrom, chosenTo, lastSeconds, start, end],
  );
  const { figures, loading, problem, reload } = useFigures(
    meeting.id,
    span,
    view.who,
    follows,
    view.bounds,
  );
  const lanes = useMemo(
    () => (figures === null ? null : lanesOf(figures, nameOf)),
    [figures, nameOf],
  );
  const marks = useMemo(
    () =>
      figures === null
        ? []
        : marksOf(
            figures.timeline.edges.map(({ node }) => node),
            figures,
            nameOf,
            view.who,
          ),
    [figures, nameOf, view.who],
  );
  const drawn = useMemo(
    () => [...marksOfSpans(view.spans, meeting.id), ...marks],
    [view.spans, meeting.id, marks],
  );
  /** The time at the cursor of the charts. */
  const pointed = useRef<number | null>(null);
  const onPoint = useCallback((at: number | null) => {
    pointed.current = at;
  }, []);
  const [annotated, setAnnotated] = useState<{ at: number; until: number | null } | null>(null);
  const annotate = () => {
    const { from, to } = figures ?? span();
    setAnnotated(
      pointed.current === null
        ? { at: Math.max(from, start), until: Math.min(to, end ?? Date.now()) }
        : { at: pointed.current, until: null },
    );
  };
  useAnnotateKey(shared ? null : annotate);
  const [sharing, setSharing] = useState(false);
  const onZoom = useCallback(
    (from: number, to: number) => {
      setView(zoomedTo(view, from, to));
    },
    [setView, view],
  );
  const overview = useOverview(meeting.id, start, end, view.who);
  const whole = useMemo(
    () => ({ from: start, to: Math.max(start + 1000, end ?? figures?.to ?? 0) }),
    [start, end, figures],
  );
  const latencies = lanes?.lanes.find(({ key }) => key === 'latency')?.lines ?? [];
  const latencyOf = ({ participantId, source }: { participantId: string; source: string }) =>
    latencies.find(({ key }) => key === `${participantId} ${source}`);
  const colourOf = (line: { participantId: string; source: string }) =>
    latencyOf(line)?.colour ?? 0;
  // Charts show the range that was loaded, so that they and their values change together.
  const shown: Span = figures ?? span();
  const measured = lanes !== null && lanes.lanes.length > 0;
  const experiment = (
    <ExperimentSection
      meetingId={meeting.id}
      shared={shared}
      spans={view.spans}
      nameOf={nameOf}
      onChange={(spans) => {
        setView({ ...view, spans });
      }}
    />
  );

  return (
    <div className="flex flex-col gap-6">
      <MeetingHeading meeting={meeting} live={follows}>
        {!shared && (
          <Button look="secondary" aria-keyshortcuts="N" onClick={annotate}>
            <MessageSquarePlus aria-hidden />
            Annotate
          </Button>
        )}
        {figures !== null && (
          <SampleFiles
            meetingId={meeting.id}
            link={link}
            view={view}
            span={shown}
            summary={figures.summary}
          />
        )}
        {!shared && (
          <Button
            look="secondary"
            onClick={() => {
              setSharing(true);
            }}
          >
            <Share2 aria-hidden />
            Share
          </Button>
        )}
        <Button
          look="secondary"
          onClick={() => {
            window.print();
          }}
        >
          <Printer aria-hidden />
          Print
        </Button>
        {!shared && (
          <Button asChild>
            <Link href={`/m/${meeting.id}`}>
              <Video aria-hidden />
              Open meeting
            </Link>
          </Button>
        )}
      </MeetingHeading>
      <RangeBar
        view={view}
        span={shown}
        participants={meeting.participants}
        nameOf={nameOf}
        onChange={setView}
      />
      {problem !== null && (
        <Banner tone="danger" action={<Button onClick={reload}>Try again</Button>}>
          {problem}
        </Banner>
      )}
      {figures?.summary.samplesKept === false && (
        <Banner>
          Single samples of a part of this range have been deleted because of their age. Its figures
          are those of whole minutes, which are kept.
        </Banner>
      )}
      {figures === null && loading && <Loading>Loading the history…</Loading>}
      {figures !== null && !measured && problem === null && (
        <>
          <Empty live={follows} whole={view.from === null && view.lastSeconds === null} />
          {view.spans.length > 0 && experiment}
        </>
      )}
      {figures !== null && lanes !== null && measured && (
        <div className="flex flex-col gap-6" aria-busy={loading}>
          <SummaryCards
            meetingId={meeting.id}
            span={shown}
            participantId={view.who}
            summary={figures.summary}
            nameOf={nameOf}
            nextLabel={view.spans.length === mostSpans ? null : spanLabel(view.spans.length)}
            onMark={({ participantId, source }) => {
              const marked = { meetingId: meeting.id, participantId, source };
              const { from, to } = wholeMilliseconds(shown);
              setView({ ...view, spans: [...view.spans, { ...marked, from, to }] });
            }}
          />
          <LaneList
            lanes={lanes}
            span={shown}
            whole={whole}
            overview={overview}
            colourOf={colourOf}
            marks={drawn}
            look={view}
            onLook={(change) => {
              setView({ ...view, ...change });
            }}
            onToggle={(key) => {
              setView(withLaneToggled(view, key, laneKeys));
            }}
            onZoom={onZoom}
            onPoint={onPoint}
          />
          <BucketTable lanes={lanes} />
          <DistributionSection
            meetingId={meeting.id}
            span={shown}
            participantId={view.who}
            nameOf={(line) => latencyOf(line)?.name ?? nameOf(line.participantId)}
            colourOf={colourOf}
          />
          {experiment}
          <Method span={shown} summary={figures.summary} />
        </div>
      )}
      {figures !== null && (
        <MarkTable
          marks={marks}
          start={start}
          more={figures.timeline.pageInfo.hasNextPage}
          onChange={reload}
        />
      )}
      {annotated !== null && (
        <AnnotateDialog
          meetingId={meeting.id}
          {...annotated}
          choosesTime
          onClose={() => {
            setAnnotated(null);
          }}
          onSaved={() => {
            setAnnotated(null);
            reload();
          }}
        />
      )}
      {figures !== null && figures.summary.lines.length > 0 && (
        <SampleTable
          key={[chosenFrom, chosenTo, lastSeconds, who].join()}
          meetingId={meeting.id}
          range={shown}
          participantId={view.who}
          nameOf={nameOf}
        />
      )}
      {!shared && <RecordingSection meetingId={meeting.id} />}
      {creator && <AlertSection meetingId={meeting.id} />}
      {!shared && <ChatSection meetingId={meeting.id} />}
      {sharing && (
        <ShareDialog
          meetingId={meeting.id}
          spans={view.spans}
          onClose={() => {
            setSharing(false);
          }}
        />
      )}
    </div>
  );
}

/** A zoom may end between two. */
function wholeMilliseconds({ from, to }: Span): Span {
  return { from: Math.round(from), to: Math.round(to) };
}

interface MeetingHeadingProps {
  meeting: HistoryMeeting;
  live: boolean;
  children: ReactNode;
}

function MeetingHeading({ meeting, live, children }: MeetingHeadingProps) {
  const { createdAt, endedAt, title, participants } = meeting;
  const people = [...new Set(participants.map(({ displayName }) => displayName))];
  return (
    <header className="flex flex-wrap items-start justify-between gap-4">
      <div className="min-w-0">
        <Heading className="flex flex-wrap items-center gap-3 text-2xl font-semibold tracking-tight">
          {title ?? formatDateTime(createdAt)}
          {live && (
            <span className="flex items-center gap-1.5 shape rounded-full bg-accent-soft px-2.5 py-1 text-xs font-medium tracking-normal text-accent">
              <span aria-hidden className="mark size-2 animate-pulse rounded-full bg-accent" />
              Live
            </span>
          )}
        </Heading>
        <p className="mt-1 text-sm text-muted">
          {title !== null && `${formatDateTime(createdAt)} · `}
          {people.length === 0 ? 'Nobody joined' : people.join(', ')}
          {endedAt !== null && ` · ${formatDuration(Date.parse(endedAt) - Date.parse(createdAt))}`}
        </p>
      </div>
      <div className="flex flex-wrap gap-2 print:hidden">{children}</div>
    </header>
  );
}

function Empty({ live, whole }: { live: boolean; whole: boolean }) {
  return whole ? (
    <Message icon={QrCode} title="No measurements yet" level={2}>
      Hold a clock code up to a camera in the meeting.
      {live && ' New values appear here live.'}
    </Message>
  ) : (
    <Message icon={QrCode} title="Nothing was measured in this range" level={2}>
      Choose <strong>Whole meeting</strong> or another range.
      {live && ' New values appear here live.'}
    </Message>
  );
}
