import { History, Search } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Loading } from '../ui/panels';
import { MeetingRow } from './meeting-row';
import { Meetings } from './meetings';

const pageSize = 10;
const searchLimit = 100;
/** Each letter does not search of its own. */
const typingMs = 300;

/** The meetings of the account, newest first, loaded page by page. */
export function MeetingList() {
  const [text, setText] = useState('');
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      setSearch(text.trim());
    }, typingMs);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return (
    <section aria-labelledby="meetings" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h2 id="meetings" className="text-lg font-semibold">
          Your meetings
        </h2>
        <TextField
          type="search"
          className="w-full sm:w-72"
          label="Search meetings"
          placeholder="A title, a name or a code"
          autoComplete="off"
          maxLength={searchLimit}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      </div>
      <MeetingPages key={search} search={search === '' ? null : search} />
    </section>
  );
}

function MeetingPages({ search }: { search: string | null }) {
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  return cursors.map((cursor, index) => (
    <MeetingPage
      key={cursor}
      search={search}
      after={cursor}
      last={index === cursors.length - 1}
      onMore={(next) => {
        setCursors([...cursors, next]);
      }}
    />
  ));
}

interface MeetingPageProps {
  search: string | null;
  after: string | null;
  last: boolean;
  onMore: (cursor: string) => void;
}

function MeetingPage({ search, after, last, onMore }: MeetingPageProps) {
  const [{ data, error, fetching }, retry] = useQuery({
    query: Meetings,
    variables: { first: pageSize, after, search },
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
    return search === null ? <NoMeetings /> : <NothingFound />;
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

function NoMeetings() {
  return (
    <Empty>
      <History aria-hidden className="size-7 text-muted" />
      <p className="font-medium">No meetings yet</p>
      <p className="text-sm text-muted">
        Start a meeting above. It then appears here with its measurements.
      </p>
    </Empty>
  );
}

function NothingFound() {
  return (
    <Empty>
      <Search aria-hidden className="size-7 text-muted" />
      <p className="font-medium" role="status">
        No meeting found
      </p>
      <p className="text-sm text-muted">Search for a title, a name, or the beginning of a code.</p>
    </Empty>
  );
}

function Empty({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-2xl border border-dashed border-line px-6 py-12 text-center">
      {children}
    </div>
  );
}
