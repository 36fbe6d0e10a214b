import { formatClock } from '../ui/time';
import type { HistoryMeeting } from './samples';

/** Names that distinguish sessions: where a name occurs twice, the time of joining is added. */
export function participantNames({
  participants,
}: Pick<HistoryMeeting, 'participants'>): (participantId: string) => string {
  const counts = new Map<string, number>();
  for (const { displayName } of participants) {
    counts.set(displayName, (counts.get(displayName) ?? 0) + 1);
  }
  const byId = new Map(
    participants.map(({ id, displayName, joinedAt }) => [
      id,
      counts.get(displayName) === 1
        ? displayName
        : `${displayName}, from ${formatClock(joinedAt).replace(/[.,]\d+/, '')}`,
    ]),
  );
  return (participantId) => byId.get(participantId) ?? 'Unknown participant';
}
