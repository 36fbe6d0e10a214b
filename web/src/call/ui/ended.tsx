import {
  ChartLine,
  DoorClosed,
  DoorOpen,
  Lock,
  MonitorSmartphone,
  Search,
  Users,
  WifiOff,
} from 'lucide-react';
import { Link } from 'wouter';
import { Page, useSession } from '../../session';
import { Button } from '../../ui/button';
import { Message } from '../../ui/panels';
import type { SignallingError } from '../engine/signalling-error';

interface EndedProps {
  meetingId: string;
  error: SignallingError | null;
  /** Joins again; `switchHere` ends the other sessions of the same person. Absent where rejoining cannot help. */
  onRejoin?: (switchHere: boolean) => void;
}

/** `again` is the name of the button that rejoins; null where rejoining cannot help. */
const endings = {
  MEETING_NOT_FOUND: {
    icon: Search,
    title: 'Meeting not found',
    text: 'Check the code or link with the person who invited you.',
    again: null,
  },
  MEETING_LOCKED: {
    icon: Lock,
    title: 'The meeting is locked',
    text: 'Nobody new can join. Ask the host to unlock it, then try again.',
    again: 'Try again',
  },
  MEETING_FULL: {
    icon: Users,
    title: 'The meeting is full',
    text: 'Try again when someone has left.',
    again: 'Try again',
  },
  REPLACED: {
    icon: MonitorSmartphone,
    title: 'This call continues elsewhere',
    text: 'You switched to another tab or device.',
    again: 'Switch back here',
  },
  REMOVED: {
    icon: DoorClosed,
    title: 'You are no longer in this meeting',
    text: 'The host removed you from this meeting.',
    again: null,
  },
  MEETING_ENDED: {
    icon: DoorClosed,
    title: 'The host ended the meeting',
    text: 'It ended for everybody. The link still works: whoever joins again starts a new call.',
    again: 'Join again',
  },
  SESSION_ENDED: {
    icon: DoorClosed,
    title: 'You were signed out',
    text: 'Sign in again to rejoin the meeting.',
    again: null,
  },
  UNREACHABLE: {
    icon: WifiOff,
    title: 'Connection lost',
    text: 'The server has not been reachable for a minute. Check your connection.',
    again: 'Rejoin',
  },
} as const;

/** After the call: why it ended and where to go next. */
export function Ended({ meetingId, error, onRejoin }: EndedProps) {
  const { account } = useSession();
  const { icon, title, text, again } =
    error === null
      ? {
          icon: DoorOpen,
          title: 'You left the meeting',
          text: account === null ? null : 'Its measurements are in the history.',
          again: 'Rejoin',
        }
      : (endings[error.code as keyof typeof endings] ?? {
          icon: WifiOff,
          title: 'The call has ended',
          text: error.message,
          again: 'Rejoin',
        });
  const known =
    account !== null &&
    !['MEETING_NOT_FOUND', 'MEETING_LOCKED', 'REMOVED'].includes(error?.code ?? '');
  return (
    <Page title="Meeting">
      <Message
        icon={icon}
        title={title}
        action={
          <>
            {again !== null && onRejoin !== undefined && (
              <Button
                onClick={() => {
                  onRejoin(error?.code === 'REPLACED');
                }}
              >
                {again}
              </Button>
            )}
            {known && (
              <Button asChild look="secondary">
                <Link href={`/m/${meetingId}/history`}>
                  <ChartLine aria-hidden />
                  History
                </Link>
              </Button>
            )}
            <Button asChild look="secondary">
              <Link href="/">Go home</Link>
            </Button>
          </>
        }
      >
        {text}
      </Message>
    </Page>
  );
}
