import { Download } from 'lucide-react';
import { useState } from 'react';
import { useClient, useQuery } from 'urql';
import { graphqlProblem } from '../api/problem';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { LinkedText } from '../ui/linked-text';
import { Pager } from '../ui/pager';
import { saveFile } from '../ui/save-file';
import { formatDateTime } from '../ui/time';
import { chatAsText } from './chat-text';
import { ChatPage, loadChat } from './load-chat';

const pageSize = 50;
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
    try {
      saveFile('chat.txt', 'text/plain', chatAsText(await loadChat(client, meetingId)));
    } catch (error_) {
      setProblem((error_ as Error).message);
    }
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
