import { ChartLine, History, Users } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { graphql, type ResultOf } from '../api/gql';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Loading } from '../ui/panels';
import { formatDateTime } from '../ui/time';

const pageSize = 10;

const Meetings = graphql(`
  query Meetings($first: Int!, $after: String) {
    meetings(first: $first, after: $after) {
      edges {
        node {
          id
          createdAt
          endedAt
          participants(first: 50) {
            id
            displayName
            leftAt
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type MeetingNode = ResultOf<typeof Meetings>['meetings']['edges'][number]['node'];

/** The meetings of the account, newest first, loaded page by page. */
export function MeetingList() {
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  return (
    <section aria-labelledby="meetings" className="flex flex-col gap-4">
      <h2 id="meetings" className="text-lg font-semibold">
        Your meetings
      </h2>
      {cursors.map((cursor, index) => (
        <MeetingPage
          key={cursor}
          after={cursor}
          last={index === cursors.length - 1}
          onMore={(next) => {
            setCursors([...cursors, next]);
          }}
        />
      ))}
    </section>
  );
}

interface MeetingPageProps {
  after: string | null;
  last: boolean;
  onMore: (cursor: string) => void;
}

function MeetingPage({ after, last, onMore }: MeetingPageProps) {
  const [{ data, error, fetching }, retry] = useQuery({
    query: Meetings,
    variables: { first: pageSize, after },
    requestPolicy: 'cache-and-network',
  });
  // Null where the whole query failed, despite its type.
  const meetings = (data as typeof data | null)?.meetings;
  if (error !== undefined && meetings === undefined) {
    return (
      <Banner
        tone="danger"
        action={
          <Button
            look="secondary"
            onClick={() => {
              retry({ requestPolicy: 'network-only' });
            }}
          >
            Try again
          </Button>
        }
      >
        {graphqlProblem(error)}
      </Banner>
    );
  }
  if (meetings === undefined) {
    return fetching ? <Loading>Loading your meetings…</Loading> : null;
  }
  const { edges, pageInfo } = meetings;
  if (edges.length === 0 && after === null) {
    return (
      <div className="flex flex-col items-center gap-2 rounded-2xl border border-dashed border-line px-6 py-12 text-center">
        <History aria-hidden className="size-7 text-muted" />
        <p className="font-medium">No meetings yet</p>
        <p className="text-sm text-muted">
          Start a meeting above. It then appears here with its measurements.
        </p>
      </div>
    );
  }
  return (
    <>
      <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface">
        {edges.map(({ node }) => (
          <MeetingRow key={node.id} meeting={node} />
        ))}
      </ul>
      {last && pageInfo.hasNextPage && pageInfo.endCursor !== null && (
        <Button
          look="secondary"
          className="self-center"
          onClick={() => {
            onMore(pageInfo.endCursor ?? '');
          }}
        >
          Show more
        </Button>
      )}
    </>
  );
}

function MeetingRow({ meeting }: { meeting: MeetingNode }) {
  const names = [...new Set(meeting.participants.map((participant) => participant.displayName))];
  const here = meeting.participants.filter((participant) => participant.leftAt === null).length;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3 sm:px-5">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex items-center gap-2 font-medium">
          {formatDateTime(meeting.createdAt)}
          {here > 0 && (
            <span className="shape rounded-full bg-accent-soft px-2 py-0.5 text-xs font-medium text-accent">
              {here} in the meeting
            </span>
          )}
        </p>
        <p className="flex items-center gap-1.5 text-sm text-muted">
          <Users aria-hidden className="size-4 shrink-0" />
          <span className="truncate">
            {names.length === 0 ? 'Nobody joined' : names.join(', ')}
          </span>
        </p>
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
      </div>
    </li>
  );
}
