import { useEffect, useState } from 'react';
import { HttpError, request } from '../api/http';

/** What became of an e-mail. The names are the server's, except UNKNOWN: the server no longer knows it. */
export type EmailProgress =
  'SENDING' | 'SENT' | 'UNAVAILABLE' | 'PUT_OFF' | 'REFUSED' | 'GIVEN_UP' | 'UNKNOWN';

export interface EmailState {
  state: EmailProgress;
  /** ISO time: when the link in it expires, which is when the server stops trying. Empty for UNKNOWN. */
  until: string;
}

/** Pauses between two questions: short at first, because a mail server usually answers at once. */
const firstPauseMs = 250;
const longestPauseMs = 3000;

/** Asks the server what became of an e-mail until that is final. Undefined before the first answer. */
export function useEmailState(emailId: string): EmailState | undefined {
  const [state, setState] = useState<EmailState>();

  useEffect(() => {
    let pauseMs = firstPauseMs;
    let timer = setTimeout(() => void ask(), pauseMs);
    let ended = false;

    async function ask() {
      let final = false;
      try {
        const answer = (await request('GET', `/api/emails/${emailId}`)) as EmailState;
        if (ended) return;
        setState(answer);
        final = ['SENT', 'REFUSED', 'GIVEN_UP'].includes(answer.state);
      } catch (error) {
        if (ended) return;
        // After any other failure the next answer may be a good one.
        final = error instanceof HttpError && error.status === 404;
        if (final) setState({ state: 'UNKNOWN', until: '' });
      }
      if (!final && !ended) {
        pauseMs = Math.min(2 * pauseMs, longestPauseMs);
        timer = setTimeout(() => void ask(), pauseMs);
      }
    }

    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [emailId]);

  return state;
}

/** A sentence about an e-mail that was not sent yet, or will not be; undefined where nothing is wrong. */
export function emailProblem(state: EmailState | undefined): string | undefined {
  switch (state?.state) {
    case 'UNAVAILABLE':
      return `The e-mail could not be handed to the mail server yet. We keep trying until ${clockTime(state.until)}.`;
    case 'PUT_OFF':
      return `The mail server asks us to try again later. We keep trying until ${clockTime(state.until)}.`;
    case 'REFUSED':
      return 'The mail server refused this e-mail. Check the address for typing mistakes, or use another one.';
    case 'GIVEN_UP':
      return 'The mail server did not accept the e-mail in time. Try again later.';
    case 'UNKNOWN':
      return 'We no longer know whether this e-mail was sent. If it did not arrive, request it again.';
    default:
      return undefined;
  }
}

/** Whether an e-mail may still arrive, or has arrived. */
export function isOnItsWay(state: EmailState | undefined): boolean {
  return state === undefined || !['REFUSED', 'GIVEN_UP', 'UNKNOWN'].includes(state.state);
}

/** The hour and minute of an ISO time, as the browser's language writes them. */
export function clockTime(iso: string): string {
  return new Date(iso).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
