import { Circle } from 'lucide-react';
import { useMutation } from 'urql';
import { graphql } from '../../../api/gql';
import { graphqlProblem } from '../../../api/problem';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import type { Call } from '../../engine/call';

const StartRecording = graphql(`
  mutation StartRecording($meetingId: ID!) {
    startRecording(meetingId: $meetingId) {
      id
    }
  }
`);

interface StartRecordingDialogProps {
  call: Call;
  meetingId: string;
  onClose: () => void;
}

/** Tells a host what a recording is before it starts. */
export function StartRecordingDialog({ call, meetingId, onClose }: StartRecordingDialogProps) {
  const [{ fetching, error }, start] = useMutation(StartRecording);
  return (
    <Dialog title="Record this meeting?" onClose={onClose}>
      <p className="text-pretty">
        Each camera and each shared screen becomes a video file with its sound. Everybody is told,
        and only people who agree are recorded. By starting, you agree to be recorded yourself.
      </p>
      <p className="text-pretty text-muted">
        Those who can see this meeting’s history can watch and download the files there. Hosts can
        delete them.
      </p>
      {error !== undefined && <Banner tone="danger">{graphqlProblem(error)}</Banner>}
      <div className="flex gap-2">
        <Button
          onClick={() => {
            if (fetching) return;
            void start({ meetingId }).then(({ error: failed }) => {
              if (failed === undefined) {
                call.recording.startedHere();
                onClose();
              }
            });
          }}
        >
          <Circle aria-hidden className="fill-current" />
          {fetching ? 'Starting…' : 'Start recording'}
        </Button>
        <Button look="secondary" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  );
}
