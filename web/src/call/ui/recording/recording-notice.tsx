import { Link } from 'wouter';
import { useSession } from '../../../session';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import type { Call } from '../../engine/call';
import type { RecordingEnd } from '../../engine/protocol';
import { useStore } from '../use-store';
import { ownConsent } from './own-consent';

interface RecordingNoticeProps {
  call: Call;
  meetingId: string;
}

/** Asks whether the person agrees to be recorded, until there is an answer. Tells when the recording ends. */
export function RecordingNotice({ call, meetingId }: RecordingNoticeProps) {
  const { active, startedBy, seenEnd, sending, problem } = useStore(call.recording.state);
  const { room } = useStore(call.state);
  const { account } = useSession();
  if (seenEnd !== null) {
    return (
      <Banner
        title={endSentence(seenEnd)}
        onDismiss={() => {
          call.recording.dismissEnd();
        }}
      >
        {account !== null && (
          <>
            The files are in the{' '}
            <Link href={`/m/${meetingId}/history`} target="_blank" className="underline">
              history
            </Link>
            .
          </>
        )}
      </Banner>
    );
  }
  if (!active || (ownConsent(room) !== null && problem === null)) {
    return null;
  }
  const answer = (agrees: boolean) => () => {
    if (!sending) void call.recording.answer(agrees);
  };
  return (
    <Banner
      tone={problem === null ? 'warning' : 'danger'}
      title={`${startedBy ?? 'A host'} records this meeting. Do you agree to be recorded?`}
      action={
        <div className="flex flex-wrap gap-2">
          <Button onClick={answer(true)}>Record me</Button>
          <Button look="secondary" onClick={answer(false)}>
            Do not record me
          </Button>
        </div>
      }
    >
      {problem ??
        'Your sound, your camera and screens that you share are recorded only if you agree. Without that you stay in the call as before. You can change your mind under REC at any time.'}
    </Banner>
  );
}

function endSentence(end: RecordingEnd): string {
  switch (end) {
    case 'TIME_LIMIT':
      return 'The recording has ended: it was as long as a recording may be.';
    case 'SIZE_LIMIT':
      return 'The recording has ended: it was as large as a recording may be.';
    case 'DISK_FULL':
      return 'The recording has ended: the server has no more room for it.';
    default:
      return 'The recording has ended.';
  }
}
