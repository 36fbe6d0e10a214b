import { alertText } from '../alerts';
import { reactionNames } from './reaction-names';
import { hostActionText } from './host-action-text';
import { sourceNames } from './source-names';
import type { TimelineEvent } from './timeline';

/** What a mark is about: each kind has a row of its own above the charts. */
export type MarkKind =
  'span' | 'people' | 'host' | 'hand' | 'screen' | 'note' | 'clock' | 'server' | 'alert';

/** Something on the time axis. Times are in ms since 1970. */
export interface Mark {
  key: string;
  kind: MarkKind;
  at: number;
  /** The end of a span; infinite while it goes on, and null for an instant. */
  until: number | null;
  text: string;
  /** Who noted it. */
  author?: string;
  /** The id of an annotation that the reader may delete. */
  deletable?: string;
  /** Whether somebody left, rather than came. */
  left?: boolean;
}

/**
 * The marks of a range, in the order of time.
 *
 * @param who the participant that the page shows; null for everybody
 */
export function marksOf(
  events: readonly TimelineEvent[],
  { from, to }: { from: number; to: number },
  nameOf: (participantId: string) => string,
  who: string | null,
): Mark[] {
  return events
    .filter((event) => who === null || (participantOf(event) ?? who) === who)
    .flatMap((event) => marksOfEvent(event, nameOf))
    .filter(({ at, until }) => at < to && (until ?? at) >= from)
    .sort((one, other) => one.at - other.at);
}

/** Whom an event is about; undefined for the meeting and everybody in it. */
function participantOf(event: TimelineEvent): string | undefined {
  if (event.__typename === 'HostAction') return event.targetId ?? undefined;
  return 'participantId' in event ? event.participantId : undefined;
}

function marksOfEvent(event: TimelineEvent, nameOf: (participantId: string) => string): Mark[] {
  const at = Date.parse(event.at);
  const end = event.until === null ? null : Date.parse(event.until);
  const key = event.id;
  switch (event.__typename) {
    case 'Stay': {
      const name = nameOf(event.participantId);
      const joined: Mark = { key, kind: 'people', at, until: null, text: `${name} joined` };
      return end === null
        ? [joined]
        : [
            joined,
            {
              key: `${key} left`,
              kind: 'people',
              at: end,
              until: null,
              text: `${name} left`,
              left: true,
            },
          ];
    }
    case 'Admission': {
      const text = `The host let ${nameOf(event.participantId)} in`;
      return [{ key, kind: 'people', at, until: null, text }];
    }
    case 'HostAction': {
      const whom = event.targetId === null ? '' : nameOf(event.targetId);
      const text = hostActionText(event.action, event.actor ?? 'A host', whom);
      return [{ key, kind: 'host', at, until: null, text }];
    }
    case 'RaisedHand': {
      const text = `${nameOf(event.participantId)} raised a hand`;
      return [{ key, kind: 'hand', at, until: end ?? Infinity, text }];
    }
    case 'Reaction': {
      const text = `${nameOf(event.participantId)} reacted: ${reactionNames[event.reaction]}`;
      return [{ key, kind: 'hand', at, until: null, text }];
    }
    case 'ScreenShare': {
      const text = `${nameOf(event.participantId)} shared a screen`;
      return [{ key, kind: 'screen', at, until: end ?? Infinity, text }];
    }
    case 'Annotation': {
      const mark: Mark = {
        key,
        kind: 'note',
        at,
        until: end,
        text: event.text,
        author: event.author,
      };
      return [event.deletable ? { ...mark, deletable: event.id } : mark];
    }
    case 'ClockFault': {
      const text =
        `Wrong clock in the video of ${nameOf(event.participantId)} ` +
        `(${sourceNames[event.source]}): ${event.samples.toLocaleString()} samples do not count`;
      return [{ key, kind: 'clock', at, until: end ?? Infinity, text }];
    }
    case 'Alert': {
      const text = `Alert: ${nameOf(event.participantId)}, ${alertText(event)}`;
      return [{ key, kind: 'alert', at, until: end ?? Infinity, text }];
    }
    case 'MediaServerOutage': {
      const text = 'The media server did not respond';
      return [{ key, kind: 'server', at, until: end ?? Infinity, text }];
    }
  }
}
