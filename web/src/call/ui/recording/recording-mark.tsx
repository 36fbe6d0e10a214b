import { Popover } from 'radix-ui';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import { formatTime } from '../../../ui/time';
import type { Call } from '../../engine/call';
import { isHost } from '../../engine/room';
import { useStore } from '../use-store';
import { ownConsent } from './own-consent';
import { StopRecordingButton } from './stop-recording-button';

/** Shows everybody that the meeting is recorded, and lets them change whether they are. */
export function RecordingMark({ call, meetingId }: { call: Call; meetingId: string }) {
  const { active, since, startedBy, sending, problem } = useStore(call.recording.state);
  const { room } = useStore(call.state);
  if (!active) {
    return null;
  }
  const agreed = ownConsent(room) === true;
  const says = agreed ? 'You are recorded.' : 'You are not recorded.';
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={`Recording: ${says}`}
        className="flex min-h-10 items-center gap-1.5 rounded-lg px-2 text-xs font-semibold tracking-wide hover:bg-raised"
      >
        <span aria-hidden className="mark size-2.5 animate-pulse rounded-full bg-danger-solid" />
        REC
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={10}
          aria-label="Recording"
          className="z-50 flex w-72 max-w-[calc(100vw-1.25rem)] flex-col gap-3 rounded-xl border border-line bg-surface p-4 text-sm shadow-lg"
        >
          <p>
            <span className="font-medium">{says}</span> {startedBy ?? 'A host'} started the
            recording
            {since !== null && ` at ${formatTime(since)}`}. Tiles with a red dot are recorded.
          </p>
          <div className="flex flex-wrap gap-2">
            <Button
              look="secondary"
              onClick={() => {
                if (!sending) void call.recording.answer(!agreed);
              }}
            >
              {agreed ? 'Do not record me' : 'Record me'}
            </Button>
            {isHost(room) && <StopRecordingButton meetingId={meetingId} />}
          </div>
          {problem !== null && <Banner tone="danger">{problem}</Banner>}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
