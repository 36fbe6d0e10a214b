import { useEffect, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../../api/gql';
import type { Call } from '../../engine/call';
import { visibleClocks } from '../../engine/latency';
import { remotePublications } from '../../engine/room';
import { SavedSwitch } from '../saved-switch';
import { useStore } from '../use-store';

const RequestStamps = graphql(`
  mutation RequestStamps($meetingId: ID!, $requested: Boolean!) {
    requestStamps(meetingId: $meetingId, requested: $requested) {
      id
      stampsRequested
    }
  }
`);

/** Between two counts, in ms. */
const countMs = 1000;

interface StampRequestSwitchProps {
  call: Call;
  meetingId: string;
}

/** Lets the host ask everybody to switch the stamp clock on, and tells in how many cameras one is read. */
export function StampRequestSwitch({ call, meetingId }: StampRequestSwitchProps) {
  const { active } = useStore(call.stampRequest.state);
  const [saving, requestStamps] = useMutation(RequestStamps);
  return (
    <>
      <SavedSwitch
        label="Ask everybody for a stamp"
        hint="Each person accepts or declines, also those who join later."
        checked={active}
        saving={saving}
        save={(requested) => requestStamps({ meetingId, requested })}
      />
      {active && <Count call={call} />}
    </>
  );
}

function Count({ call }: { call: Call }) {
  const { room } = useStore(call.state);
  const [stamped, setStamped] = useState(0);
  const cameras = remotePublications(room)
    .filter(({ kind, videoMuted }) => kind === 'camera' && !videoMuted)
    .map(({ id }) => id);
  const ids = cameras.join();
  useEffect(() => {
    const timer = setInterval(() => {
      setStamped(
        ids
          .split(',')
          .filter((id) =>
            visibleClocks(call.latency.of(id).get()).some(({ source }) => source === 'STAMP'),
          ).length,
      );
    }, countMs);
    return () => {
      clearInterval(timer);
    };
  }, [call, ids]);
  return (
    <p role="status" className="text-muted">
      {cameras.length === 0
        ? 'Nobody else has a camera on.'
        : `Read in ${Math.min(stamped, cameras.length)} of ${cameras.length} other cameras.`}
    </p>
  );
}
