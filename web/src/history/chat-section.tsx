import { Download } from 'lucide-react';
import { useState } from 'react';
import { useClient, useQuery, type OperationResult } from 'urql';
import { graphql, type ResultOf } from '../api/gql';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { LinkedText } from '../ui/linked-text';
import { Pager } from '../ui/pager';
import { saveFile } from '../ui/save-file';
import { formatDateTime } from '../ui/time';
import { chatAsText } from './chat-text';

const pageSize = 50;
/** The server's limit, so that a file takes few requests. */
const filePageSize = 1000;

const ChatPage = graphql(`
  query ChatPage($id: ID!, $first: Int!, $after: String) {
    meeting(id: $id) {
      id
      chatMessages(first: $first, after: $after) {
        edges {
          node {
            number
            displayName
            guest
            sentAt
            text
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

type Messages = NonNullable<ResultOf<typeof ChatPage>['meeting']>['chatMessages']['edges'];

/** What people wrote into the chat of a meeting; nothing where they wrote nothing. */
export function ChatSection({ meetingId }: { meetingId: string }) {
  const client = useClient();
  const [cursors, setCursors] = useState<(string | null)[]>([null]);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ data, error }] = useQuery({
    query: ChatPage,
    variables: { id: meetingId, first: pageSize, after: cursors.at(-1) ?? null },
    requestPolicy: 'cache-and-network',
  });
  const chat = (data as typeof data | null)?.meeting?.chatMessages;
  const shownProblem = problem ?? (error === undefined ? null : graphqlProblem(error));
  if (shownProblem === null && (chat === undefined || chat.edges.length === 0)) {
    return null;
  }

  async function save() {
    setProblem(null);
    const all: Messages = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const answer: OperationResult<ResultOf<typeof ChatPage>> = await client
        .query(
          ChatPage,
          { id: meetingId, first: filePageSize, after },
          { requestPolicy: 'network-only' },
        )
        .toPromise();
      const page = answer.data?.meeting?.chatMessages;
      if (page === undefined) {
        setProblem(answer.error === undefined ? 'The chat is gone.' : graphqlProblem(answer.error));
        return;
      }
      all.push(...page.edges);
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    saveFile('chat.txt', 'text/plain', chatAsText(all.map(({ node }) => node)));
  }

  return (
    <section
      aria-labelledby="chat"
      className="overflow-hidden rounded-2xl border border-line bg-surface"
    >
      <div className="flex items-center justify-between gap-2 border-b border-line px-4 py-2 sm:px-5">
        <h2 id="chat" className="font-semibold">
          Chat
        </h2>
        <Button look="secondary" onClick={() => void save()}>
          <Download aria-hidden />
          Save as a file
        </Button>
      </div>
      {shownProblem !== null && <Banner tone="danger">{shownProblem}</Banner>}
      <ol className="flex flex-col gap-3 px-4 py-3 text-sm sm:px-5">
        {chat?.edges.map(({ node: { number, displayName, guest, sentAt, text } }) => (
          <li key={number}>
            <p className="text-xs text-muted">
              <span className="font-semibold text-ink">{displayName}</span>
              {guest && ' (guest)'} · <time dateTime={sentAt}>{formatDateTime(sentAt)}</time>
            </p>
            <p className="wrap-anywhere whitespace-pre-wrap">
              <LinkedText text={text} />
            </p>
          </li>
        ))}
      </ol>
      {(cursors.length > 1 || chat?.pageInfo.hasNextPage === true) && (
        <Pager
          of="the chat"
          page={cursors.length}
          hasNext={chat?.pageInfo.hasNextPage === true}
          onPrevious={() => {
            setCursors(cursors.slice(0, -1));
          }}
          onNext={() => {
            setCursors([...cursors, chat?.pageInfo.endCursor ?? null]);
          }}
        />
      )}
    </section>
  );
}
