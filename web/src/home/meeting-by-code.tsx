import { CloudOff } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Redirect, useLocation, useParams } from 'wouter';
import { request, type HttpError } from '../api/http';
import { Page, SessionGate, useSession } from '../session';
import { Button } from '../ui/button';
import { Loading, Message } from '../ui/panels';
import { parseMeetingId, parseShortCode } from './meeting-code';

interface MeetingByCodeProps {
  /** The page of the meeting with this id. */
  children: (meetingId: string) => ReactNode;
  /** The page where no meeting that admits this person has the short code. */
  unknown: (code: string) => ReactNode;
}

/** `/m/<code>…`: the meeting with this id. A short code is looked up, and the id replaces it in the address. */
export function MeetingByCode({ children, unknown }: MeetingByCodeProps) {
  const { id = '' } = useParams<{ id: string }>();
  const { account } = useSession();
  const meetingId = parseMeetingId(id);
  if (meetingId !== null) {
    return children(meetingId);
  }
  const code = parseShortCode(id);
  if (code === null) {
    return <Redirect to="/" replace />;
  }
  return (
    <SessionGate>
      <LookUp key={`${code} ${account?.id ?? ''}`} code={code} unknown={unknown} />
    </SessionGate>
  );
}

interface LookUpProps {
  code: string;
  unknown: (code: string) => ReactNode;
}

function LookUp({ code, unknown }: LookUpProps) {
  const [path, navigate] = useLocation();
  const [attempt, setAttempt] = useState(0);
  const [error, setError] = useState<HttpError | null>(null);
  useEffect(() => {
    let wanted = true;
    request('GET', `/api/meeting-codes/${code}`).then(
      (answer) => {
        const { meetingId } = answer as { meetingId: string };
        if (wanted) {
          navigate(path.replace(/^\/m\/[^/]+/, `/m/${meetingId}`), {
            replace: true,
            state: history.state as unknown,
          });
        }
      },
      (failure: unknown) => {
        if (wanted) setError(failure as HttpError);
      },
    );
    return () => {
      wanted = false;
    };
  }, [code, path, navigate, attempt]);
  if (error?.code === 'CODE_UNKNOWN') {
    return unknown(code);
  }
  return (
    <Page title="Join a meeting">
      {error === null ? (
        <Loading>Looking for the meeting…</Loading>
      ) : (
        <Message
          icon={CloudOff}
          title="The code could not be looked up"
          action={
            <Button
              onClick={() => {
                setError(null);
                setAttempt(attempt + 1);
              }}
            >
              Try again
            </Button>
          }
        >
          {error.message}
        </Message>
      )}
    </Page>
  );
}
