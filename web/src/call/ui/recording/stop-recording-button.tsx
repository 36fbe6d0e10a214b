import { useMutation } from 'urql';
import { graphql } from '../../../api/gql';
import { graphqlProblem } from '../../../api/problem';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';

const StopRecording = graphql(`
  mutation StopRecording($meetingId: ID!) {
    stopRecording(meetingId: $meetingId) {
      id
    }
  }
`);

/** For hosts. The room says when the recording has ended. */
export function StopRecordingButton({ meetingId }: { meetingId: string }) {
  const [{ fetching, error }, stop] = useMutation(StopRecording);
  return (
    <>
      <Button
        look="danger"
        onClick={() => {
          // Disabling it meanwhile would take away its focus.
          if (!fetching) void stop({ meetingId });
        }}
      >
        {fetching ? 'Stopping…' : 'Stop recording'}
      </Button>
      {error !== undefined && <Banner tone="danger">{graphqlProblem(error)}</Banner>}
    </>
  );
}
