import type { Call } from '../../engine/call';
import { useStore } from '../use-store';

/** Reads new messages to screen readers while the chat is closed. While it is open, its list does. */
export function ChatAnnouncer({ call }: { call: Call }) {
  const unread = useStore(call.conversation.unread);
  const newest = useStore(call.conversation.messages).at(-1);
  return (
    <p role="status" className="sr-only">
      {unread > 0 && newest !== undefined && `${newest.displayName} writes: ${newest.text}`}
    </p>
  );
}
