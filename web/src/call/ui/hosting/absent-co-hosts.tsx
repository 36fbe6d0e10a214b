import { useMutation } from 'urql';
import { graphqlProblem } from '../../../api/problem';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import type { Room } from '../../engine/room';
import { SetCoHost } from './set-co-host';

interface AbsentCoHostsProps {
  /** All co-hosts of the meeting. */
  coHosts: readonly { participantId: string; displayName: string }[];
  room: Room;
}

/** Co-hosts who are not in the room, for the creator of the meeting: the list of people does not have them. */
export function AbsentCoHosts({ coHosts, room }: AbsentCoHostsProps) {
  const [{ fetching, error }, setCoHost] = useMutation(SetCoHost);
  const absent = coHosts.filter(({ participantId }) =>
    room.every(({ id }) => id !== participantId),
  );
  if (absent.length === 0) {
    return null;
  }
  return (
    <section aria-label="Co-hosts who are not here" className="flex flex-col gap-1">
      <h3 className="font-medium">Co-hosts who are not here</h3>
      <ul className="flex flex-col">
        {absent.map(({ participantId, displayName }) => (
          <li key={participantId} className="flex min-h-10 items-center gap-2">
            <span className="min-w-0 flex-1 truncate">{displayName}</span>
            <Button
              look="quiet"
              aria-label={`Remove ${displayName} as co-host`}
              onClick={() => {
                // Disabling it meanwhile would take away its focus.
                if (!fetching) void setCoHost({ participantId, coHost: false });
              }}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      {error !== undefined && <Banner tone="danger">{graphqlProblem(error)}</Banner>}
    </section>
  );
}
