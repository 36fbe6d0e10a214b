import { CloudOff, Search } from 'lucide-react';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { graphqlProblem } from '../api/problem';
import { MeetingByCode } from '../home';
import { Page, RequireAccount } from '../session';
import { Button } from '../ui/button';
import { Loading, Message } from '../ui/panels';
import { History } from './history';
import { MeetingHistory } from './samples';

/** How often the participants are reloaded during a meeting, in ms. */
const refreshMs = 10_000;

/** `/m/<uuid>/history`: the measurements of a meeting, during it and afterwards. */
export default function HistoryPage() {
  return (
    <RequireAccount reason="Sign in to see the meeting’s history">
      {() => (
        <MeetingByCode
          unknown={() => (
            <Page title="History" wide>
              <NoHistory />
            </Page>
          )}
        >
          {(meetingId) => <MeetingHistoryPage key={meetingId} id={meetingId} />}
        </MeetingByCode>
      )}
    </RequireAccount>
  );
}

function MeetingHistoryPage({ id }: { id: string }) {
  const [{ data, error, fetching }, refresh] = useQuery({
    query: MeetingHistory,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const meeting = data?.meeting ?? null;
  const live = meeting !== null && meeting.endedAt === null;

  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => {
      refresh({ requestPolicy: 'network-only' });
    }, refreshMs);
    return () => {
      clearInterval(timer);
    };
  }, [live, refresh]);

  return (
    <Page title="History" wide>
      {meeting !== null && (
        <History meeting={meeting} live={live} creator={meeting.host && !meeting.coHost} />
      )}
      {meeting === null && fetching && <Loading>Loading the history…</Loading>}
      {meeting === null && error !== undefined && (
        <Message
          icon={CloudOff}
          title="The history could not be loaded"
          action={
            <Button
              onClick={() => {
                refresh({ requestPolicy: 'network-only' });
              }}
            >
              Try again
            </Button>
          }
        >
          {graphqlProblem(error)}
        </Message>
      )}
      {meeting === null && !fetching && error === undefined && <NoHistory />}
    </Page>
  );
}

function NoHistory() {
  return (
    <Message
      icon={Search}
      title="No history available"
      action={
        <Button asChild>
          <Link href="/">Go home</Link>
        </Button>
      }
    >
      Either the meeting does not exist or you were not in it. Only people who created or joined a
      meeting can see its measurements.
    </Message>
  );
}
