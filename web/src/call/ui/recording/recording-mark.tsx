import { useState } from 'react';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import { Popover } from '../../../ui/popover';
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
  const [open, setOpen] = useState(false);
  if (!active) {
    return null;
  }
  const agreed = ownConsent(room) === true;
  const says = agreed ? 'You are recorded.' : 'You are not recorded.';
  return (
    <Popover
      trigger={
        <button
          type="button"
          aria-label={`Recording: ${says}`}
          className="flex min-h-10 items-center gap-1.5 rounded-lg px-2 text-xs font-semibold tracking-wide hover:bg-raised"
        >
          <span aria-hidden className="mark size-2.5 animate-pulse rounded-full bg-danger-solid" />
          REC
        </button>
      }
      label="Recording"
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="flex w-72 flex-col gap-3 rounded-xl p-4 text-sm"
    >
      <p>
        <span className="font-medium">{says}</span> {startedBy ?? 'A host'} started the recording
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
    </Popover>
  );
}
