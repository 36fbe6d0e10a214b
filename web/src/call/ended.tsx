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
import { useSession } from '../session/session-context';
import { Button } from '../ui/button';
import { Page } from '../ui/page';
import { Message } from '../ui/panels';
import type { SignallingError } from './signalling';

interface EndedProps {
  meetingId: string;
  error: SignallingError | null;
  /** Where joining again may help. */
  onRejoin?: () => void;
}

const endings = {
  MEETING_NOT_FOUND: {
    icon: Search,
    title: 'There is no such meeting',
    text: 'Check the code or link with whoever invited you.',
    again: false,
  },
  MEETING_LOCKED: {
    icon: Lock,
    title: 'The meeting is locked',
    text: 'It lets nobody new in. Ask whoever created it to unlock it, then try again.',
    again: true,
  },
  MEETING_FULL: {
    icon: Users,
    title: 'The meeting is full',
    text: 'Try again when somebody has left.',
    again: true,
  },
  REPLACED: {
    icon: MonitorSmartphone,
    title: 'The call goes on in another tab',
    text: 'This page has handed over to it.',
    again: true,
  },
  REMOVED: {
    icon: DoorClosed,
    title: 'You are no longer in this meeting',
    text: 'Whoever created it has ended your stay in it.',
    again: false,
  },
  SESSION_ENDED: {
    icon: DoorClosed,
    title: 'You were signed out',
    text: 'Sign in again to come back into the meeting.',
    again: false,
  },
  UNREACHABLE: {
    icon: WifiOff,
    title: 'The connection is lost',
    text: 'The server has not been reachable for a minute. Check your connection.',
    again: true,
  },
} as const;

/** After the call: why it is over and where to go from here. */
export function Ended({ meetingId, error, onRejoin }: EndedProps) {
  const { account } = useSession();
  const { icon, title, text, again } =
    error === null
      ? {
          icon: DoorOpen,
          title: 'You left the meeting',
          text: account === null ? null : 'Whatever was measured is in its history.',
          again: true,
        }
      : (endings[error.code as keyof typeof endings] ?? {
          icon: WifiOff,
          title: 'The call has ended',
          text: error.message,
          again: true,
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
            {again && onRejoin !== undefined && <Button onClick={onRejoin}>Join again</Button>}
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
