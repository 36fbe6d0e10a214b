import type { TimelineEvent } from './timeline';

type HostActionKind = Extract<TimelineEvent, { __typename: 'HostAction' }>['action'];

/** What a host did, without who it was. */
const predicates: Record<HostActionKind, (whom: string) => string> = {
  GUESTS_ALLOWED: () => 'let guests join with the link',
  GUESTS_REFUSED: () => 'stopped letting guests join',
  LOCKED: () => 'locked the meeting',
  UNLOCKED: () => 'unlocked the meeting',
  WAITING_ROOM_OPENED: () => 'turned the waiting room on',
  WAITING_ROOM_CLOSED: () => 'turned the waiting room off',
  RENAMED: () => 'changed the title',
  MUTED: (whom) => `muted ${whom}`,
  EVERYBODY_MUTED: () => 'muted everybody',
  UNMUTE_REQUESTED: (whom) => `asked ${whom} to unmute`,
  HAND_LOWERED: (whom) => `lowered the hand of ${whom}`,
  HANDS_LOWERED: () => 'lowered all hands',
  SHARE_STOPPED: (whom) => `stopped the screen share of ${whom}`,
  REMOVED: (whom) => `removed ${whom}`,
  CO_HOST_MADE: (whom) => `made ${whom} a co-host`,
  CO_HOST_REMOVED: (whom) => `removed ${whom} as co-host`,
  STAMPS_REQUESTED: () => 'asked everybody to turn the stamp clock on',
  STAMPS_REQUEST_WITHDRAWN: () => 'no longer asked for the stamp clock',
  MOVED: () => 'moved the call to another media server',
  KNOCK_DENIED: () => 'did not let people in who waited',
  ENDED: () => 'ended the meeting for everybody',
  RECORDING_STARTED: () => 'started recording',
  RECORDING_STOPPED: () => 'stopped recording',
  RECORDING_DELETED: () => 'deleted a recording',
};

/**
 * A sentence about what a host did.
 *
 * @param host who did it
 * @param whom to whom, for what is done to one participant
 */
export function hostActionText(action: HostActionKind, host: string, whom: string): string {
  return `${host} ${predicates[action](whom)}`;
}
