import { DoorClosed, Hourglass } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { Page } from '../../../session';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import { Message } from '../../../ui/panels';
import { stop, type Tracks } from '../../engine/tracks';
import { knock, type KnockAnswer } from './knock';

interface WaitingRoomProps {
  meetingId: string;
  displayName: string;
  /** The devices with which the person joins. They are stopped unless the host lets the person in. */
  tracks?: Tracks;
  onAdmitted: () => void;
  /** The person wants to try again. */
  onAgain: () => void;
}

/** Before a meeting whose host lets people in: waits for the answer. */
export function WaitingRoom({
  meetingId,
  displayName,
  tracks,
  onAdmitted,
  onAgain,
}: WaitingRoomProps) {
  const [answer, setAnswer] = useState<KnockAnswer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [reachable, setReachable] = useState(true);
  const admitted = useRef(onAdmitted);
  useEffect(() => {
    admitted.current = onAdmitted;
  });
  useEffect(() => {
    let entering = false;
    const release = () => {
      if (!entering) stop(tracks?.audio, tracks?.video);
    };
    const leave = knock(meetingId, displayName, {
      answered: (next) => {
        entering = next.state === 'ADMITTED';
        setAnswer(next);
        if (entering) {
          admitted.current();
        } else if (next.state !== 'WAITING') {
          release();
        }
      },
      failed: (message) => {
        setProblem(message);
        release();
      },
      reachable: setReachable,
    });
    return () => {
      leave();
      release();
    };
  }, [meetingId, displayName, tracks]);

  const over =
    problem === null
      ? endings[answer?.state ?? 'WAITING']
      : { title: 'You cannot join now', text: problem };
  return (
    <Page title="Waiting room">
      {over === null ? (
        <Waiting answer={answer} displayName={displayName} reachable={reachable} />
      ) : (
        <Message
          icon={DoorClosed}
          title={over.title}
          action={
            <>
              <Button onClick={onAgain}>Ask again</Button>
              <Button asChild look="secondary">
                <Link href="/">Go home</Link>
              </Button>
            </>
          }
        >
          <p role="alert">{over.text}</p>
        </Message>
      )}
    </Page>
  );
}

/** What a page says that no longer waits. */
const endings = {
  WAITING: null,
  ADMITTED: null,
  DENIED: {
    title: 'You were not let in',
    text: 'The host did not let you in. You can ask again after a minute.',
  },
  MEETING_ENDED: {
    title: 'The host ended the meeting',
    text: 'It ended for everybody. The link still works for the next call.',
  },
  NOT_WAITING: {
    title: 'Nobody has let you in',
    text: 'There was no answer. Ask again when the host is in the meeting.',
  },
} as const;

interface WaitingProps {
  /** Null before the first answer. */
  answer: KnockAnswer | null;
  displayName: string;
  reachable: boolean;
}

function Waiting({ answer, displayName, reachable }: WaitingProps) {
  return (
    <>
      <Message
        icon={Hourglass}
        title="Waiting for the host"
        action={
          <Button asChild look="secondary">
            <Link href="/">Leave</Link>
          </Button>
        }
      >
        <div className="flex flex-col gap-2">
          {answer?.title !== undefined && (
            <p className="font-medium wrap-anywhere text-ink">{answer.title}</p>
          )}
          <p role="status">
            {answer !== null &&
              (answer.hostPresent
                ? 'The host sees that you want to join. You join as soon as the host lets you in.'
                : 'The host is not in the meeting now. You join as soon as the host is there and lets you in.')}
          </p>
          <p>
            The host sees you as {displayName}. Nobody sees or hears you before you join. Keep this
            page open.
          </p>
        </div>
      </Message>
      {!reachable && (
        <Banner tone="warning" title="The connection to the server was lost.">
          Reconnecting. Keep this page open.
        </Banner>
      )}
    </>
  );
}
