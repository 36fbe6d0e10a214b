import { CloudOff, Link2Off } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Provider, useQuery } from 'urql';
import { createSharedClient } from '../api/client';
import { graphql } from '../api/gql';
import { graphqlProblem } from '../api/problem';
import { Page } from '../session';
import { Button } from '../ui/button';
import { Heading } from '../ui/heading';
import { Loading, Message } from '../ui/panels';
import { formatDateTime } from '../ui/time';
import { ComparisonFields, type Comparison } from './comparison';
import { ComparisonView } from './comparison-view';
import { formatRange } from './format';
import { History } from './history';
import { HistoryMeetingFields } from './samples';
import { sharedToken } from './shared-links';
import { sourceNames } from './source-names';
import { SpanBadge } from './span-badge';

const SharedQuery = graphql(
  `
    query Shared {
      shared {
        expiresAt
        meeting {
          ...HistoryMeetingFields
        }
        comparison {
          ...ComparisonFields
        }
      }
    }
  `,
  [HistoryMeetingFields, ComparisonFields],
);

/** How often the participants are loaded again during a meeting, in ms. */
const refreshMs = 10_000;

/** `/shared#<token>`: what somebody shared, for whoever has the link. */
export default function SharedPage() {
  const token = useSyncExternalStore(onHashChange, sharedToken);
  return token === null ? (
    <Page title="Shared">
      <Refused />
    </Page>
  ) : (
    <WithLink key={token} token={token} />
  );
}

function onHashChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
  };
}

/** A link may end while its page is open: then nothing of what it showed stays. */
function WithLink({ token }: { token: string }) {
  const [refused, setRefused] = useState(false);
  const [client] = useState(() =>
    createSharedClient(token, () => {
      setRefused(true);
    }),
  );
  return refused ? (
    <Page title="Shared">
      <Refused />
    </Page>
  ) : (
    <Provider value={client}>
      <SharedView token={token} />
    </Provider>
  );
}

function SharedView({ token }: { token: string }) {
  const [{ data, error, fetching }, load] = useQuery({
    query: SharedQuery,
    requestPolicy: 'cache-and-network',
  });
  // Null where the whole query failed, despite its type.
  const shared = (data as typeof data | null)?.shared;
  const meeting = shared?.meeting ?? null;
  const live = meeting !== null && meeting.endedAt === null;
  useEffect(() => {
    if (!live) return;
    const timer = setInterval(() => {
      load({ requestPolicy: 'network-only' });
    }, refreshMs);
    return () => {
      clearInterval(timer);
    };
  }, [live, load]);
  return (
    <Page title="Shared" wide>
      {shared !== undefined && (
        <div className="flex flex-col gap-6">
          {meeting !== null && <History meeting={meeting} live={live} link={token} />}
          {shared.comparison !== null && <SharedComparison comparison={shared.comparison} />}
          <p className="text-xs text-muted print:hidden">
            Somebody shared this with you. The link expires {formatDateTime(shared.expiresAt)}.
          </p>
        </div>
      )}
      {shared === undefined && fetching && <Loading>Loading what was shared…</Loading>}
      {shared === undefined && error !== undefined && (
        <Message
          icon={CloudOff}
          title="This could not be loaded"
          action={
            <Button
              onClick={() => {
                load({ requestPolicy: 'network-only' });
              }}
            >
              Try again
            </Button>
          }
        >
          {graphqlProblem(error)}
        </Message>
      )}
    </Page>
  );
}

function SharedComparison({ comparison }: { comparison: Comparison }) {
  return (
    <section aria-label="Comparison">
      <Heading className="text-2xl font-semibold tracking-tight">Comparison</Heading>
      <ol aria-label="Compared spans" className="mt-3 divide-y divide-line">
        {comparison.spans.map(({ label, from, to, displayName, meetingTitle, source }, index) => (
          <li key={label} className="flex items-center gap-3 py-2 text-sm">
            <SpanBadge index={index} />
            <p className="min-w-0 wrap-anywhere">
              {formatRange(Date.parse(from), Date.parse(to))}
              <span className="block text-xs text-muted">
                {displayName ?? 'Nobody'}
                {meetingTitle !== null && ` in ${meetingTitle}`}
                {source !== null && ` · ${sourceNames[source]}`}
              </span>
            </p>
          </li>
        ))}
      </ol>
      <ComparisonView comparison={comparison} />
    </section>
  );
}

function Refused() {
  return (
    <Message icon={Link2Off} title="This link is not valid">
      It is incomplete, has expired, or was revoked. Ask whoever sent it for a new one.
    </Message>
  );
}
