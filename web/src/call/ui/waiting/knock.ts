import { csrfHeaders } from '../../../api/csrf';
import { type HttpError, request } from '../../../api/http';

/** What the server tells somebody who asked the host to be let in. */
export interface KnockAnswer {
  state:
    | 'WAITING'
    /** The person can join now. */
    | 'ADMITTED'
    | 'DENIED'
    /** The host ended the meeting for everybody. */
    | 'MEETING_ENDED'
    /** Nobody answered in time, or the page did not ask for too long. */
    | 'NOT_WAITING';
  /** Whether the host is in the room. */
  hostPresent: boolean;
  /** The title of the meeting, if it has one. */
  title?: string;
}

/** The least time between two requests for the answer, in ms. The server holds each back for seconds while there is none. */
const askEveryMs = 1000;

const path = (meetingId: string) => `/api/meetings/${meetingId}/knock`;

interface KnockEvents {
  answered: (answer: KnockAnswer) => void;
  /** The host cannot be asked. The server's sentence. */
  failed: (message: string) => void;
  /** Whether the server can be reached. */
  reachable: (reachable: boolean) => void;
}

/** Asks the host of a meeting to be let in, until there is an answer. Call what it returns to stop waiting. */
export function knock(meetingId: string, displayName: string, events: KnockEvents): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = true;
  let knocked = false;
  /** What the server said last. */
  let hostPresent = false;
  let hidden = false;

  async function ask(): Promise<void> {
    const asked = performance.now();
    try {
      const answer = (await (knocked
        ? request('GET', `${path(meetingId)}?wait=true&hostPresent=${hostPresent}`)
        : request('POST', path(meetingId), { displayName }))) as KnockAnswer;
      if (!waiting) return;
      knocked = true;
      hostPresent = answer.hostPresent;
      waiting = answer.state === 'WAITING';
      events.reachable(true);
      events.answered(answer);
    } catch (error) {
      if (!waiting) return;
      const { status, code, message } = error as HttpError;
      const passing = status === 0 || (status >= 500 && code !== 'WAITING_ROOM_FULL');
      if (passing) {
        events.reachable(false);
      } else {
        waiting = false;
        events.failed(message);
      }
    }
    if (waiting) {
      timer = setTimeout(() => void ask(), askEveryMs - (performance.now() - asked));
    }
  }

  /** The host no longer sees this person. A page that is being closed can still send this. */
  function withdraw(): void {
    if (!waiting) return;
    waiting = false;
    clearTimeout(timer);
    fetch(path(meetingId), {
      method: 'DELETE',
      headers: csrfHeaders(),
      credentials: 'same-origin',
      keepalive: true,
    }).catch(() => undefined);
  }

  function hide(): void {
    hidden = waiting;
    withdraw();
  }

  /** Knocks again when the browser restores a page from its cache. */
  function show(): void {
    if (!hidden) return;
    hidden = false;
    waiting = true;
    knocked = false;
    void ask();
  }

  void ask();
  window.addEventListener('pagehide', hide);
  window.addEventListener('pageshow', show);
  return () => {
    window.removeEventListener('pagehide', hide);
    window.removeEventListener('pageshow', show);
    withdraw();
  };
}
