import { Download, SendHorizontal, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type FormEvent } from 'react';
import { chatAsText } from '../../../history';
import { useSession } from '../../../session';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import { LinkedText } from '../../../ui/linked-text';
import { saveFile } from '../../../ui/save-file';
import type { Call } from '../../engine/call';
import type { ChatMessage } from '../../engine/protocol';
import { GuestIcon } from '../guest-mark';
import { useStore } from '../use-store';
import { chatPanelId } from './use-chatting';
import { useEarlierMessages } from './use-earlier-messages';

/** The server's limit. */
const maxLength = 2000;

interface ChatPanelProps {
  call: Call;
  meetingId: string;
  onClose: () => void;
}

/** The meeting's chat. */
export function ChatPanel({ call, meetingId, onClose }: ChatPanelProps) {
  const { conversation } = call;
  const messages = useStore(conversation.messages);
  const { room } = useStore(call.state);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const own = room.find(({ you }) => you)?.id;
  const { account } = useSession();
  // Guests have only what was sent since they came.
  const earlier = useEarlierMessages(meetingId, account === null ? 1 : (messages[0]?.number ?? 1));
  /** How far the bottom is below the top of what is visible, in pixels, before messages come in above. */
  const toBottom = useRef(0);
  useEffect(() => conversation.show(), [conversation]);
  useEffect(() => {
    field.current?.focus();
  }, []);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [messages]);
  useLayoutEffect(() => {
    // What the person reads stays where it is.
    if (earlier.shown.length > 0) {
      list.current?.scrollTo({ top: list.current.scrollHeight - toBottom.current });
    }
  }, [earlier.shown.length]);

  async function save() {
    const before = await earlier.all();
    if (before !== null) {
      saveFile('chat.txt', 'text/plain', chatAsText([...before, ...messages]));
    }
  }

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it
    <aside
      id={chatPanelId}
      aria-labelledby={`${chatPanelId}-title`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
      className="flex h-[58%] min-h-0 shrink-0 flex-col rounded-t-2xl border border-line bg-surface text-sm md:mr-2.5 md:mb-2.5 md:h-auto md:w-84 md:rounded-2xl"
    >
      <div className="flex items-center gap-1 border-b border-line px-4 py-1.5">
        <h2 id={`${chatPanelId}-title`} className="flex-1 text-base font-semibold">
          Chat
        </h2>
        {messages.length > 0 && (
          <Button
            look="quiet"
            aria-label="Save the chat as a file"
            title="Save the chat as a file"
            className="px-3"
            disabled={earlier.loading}
            onClick={() => void save()}
          >
            <Download aria-hidden />
          </Button>
        )}
        <Button look="quiet" aria-label="Close the chat" className="-mr-2 px-3" onClick={onClose}>
          <X aria-hidden />
        </Button>
      </div>
      <div
        ref={list}
        role="group"
        aria-labelledby={`${chatPanelId}-title`}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that keys can scroll it
        tabIndex={0}
        className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 py-3"
      >
        {earlier.problem !== null && <Banner tone="danger">{earlier.problem}</Banner>}
        {earlier.more && (
          <Button
            look="secondary"
            className="shrink-0 self-center"
            disabled={earlier.loading}
            onClick={() => {
              const { scrollHeight = 0, scrollTop = 0 } = list.current ?? {};
              toBottom.current = scrollHeight - scrollTop;
              void earlier.showMore().then(() => list.current?.focus({ preventScroll: true }));
            }}
          >
            Show earlier messages
          </Button>
        )}
        {/* Outside the log, so that screen readers do not read all of them. */}
        {earlier.shown.length > 0 && (
          <Messages label="Earlier messages" messages={earlier.shown} own={own} />
        )}
        <div role="log" aria-label="Messages">
          {messages.length === 0 ? (
            <p className="py-8 text-center text-balance text-muted">
              Messages are kept with the meeting. Accounts that join later can read them.
            </p>
          ) : (
            <Messages messages={messages} own={own} />
          )}
        </div>
      </div>
      <Composer write={(text) => conversation.write(text)} field={field} />
    </aside>
  );
}

interface MessagesProps {
  label?: string;
  messages: readonly ChatMessage[];
  own: string | undefined;
}

function Messages({ label, messages, own }: MessagesProps) {
  return (
    <ol aria-label={label} className="flex flex-col gap-3">
      {messages.map((message) => (
        <Message key={message.number} message={message} own={message.participantId === own} />
      ))}
    </ol>
  );
}

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

function Message({ message, own }: { message: ChatMessage; own: boolean }) {
  const { displayName, guest, sentAt, text } = message;
  return (
    <li className="flex flex-col gap-0.5">
      <p className="flex items-baseline gap-1.5 text-xs">
        <span className="truncate font-semibold">{own ? 'You' : displayName}</span>
        {guest && <GuestIcon colour="text-warn" />}
        <time dateTime={sentAt} className="shrink-0 text-muted tabular-nums">
          {time.format(new Date(sentAt))}
        </time>
      </p>
      <p className="wrap-anywhere whitespace-pre-wrap">
        <LinkedText text={text} />
      </p>
    </li>
  );
}

interface ComposerProps {
  write: (text: string) => Promise<void>;
  field: React.RefObject<HTMLTextAreaElement | null>;
}

/** Enter sends, Shift and Enter begins a line. What could not be sent stays, with the reason. */
function Composer({ write, field }: ComposerProps) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(event?: FormEvent) {
    event?.preventDefault();
    if (busy || text.trim() === '') return;
    setBusy(true);
    try {
      await write(text);
      setText('');
      setProblem(null);
    } catch (error) {
      setProblem((error as Error).message);
    }
    setBusy(false);
    field.current?.focus();
  }

  return (
    <form
      className="flex flex-col gap-2 border-t border-line p-3"
      onSubmit={(event) => {
        void send(event);
      }}
    >
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
      <div className="flex items-end gap-2">
        <textarea
          ref={field}
          aria-label="Message to everybody"
          placeholder="Message to everybody"
          rows={2}
          maxLength={maxLength}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              void send();
            }
          }}
          className="min-h-10 min-w-0 flex-1 resize-none rounded-lg border border-control bg-surface px-3 py-2"
        />
        <Button type="submit" aria-label="Send" disabled={text.trim() === ''} className="px-3">
          <SendHorizontal aria-hidden />
        </Button>
      </div>
    </form>
  );
}
