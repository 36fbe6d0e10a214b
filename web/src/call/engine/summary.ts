import type { Measurement } from './protocol';
import type { Room } from './room';

/** What was announced last about a participant. */
export interface Told {
  displayName: string;
  status: 'present' | 'reconnecting';
  coHost: boolean;
  /** Rounded; null while there is no valid value. */
  latencyMs: number | null;
  /** Whether a clock is visible whose values are excluded. */
  doubtful: boolean;
}

export type Summary = ReadonlyMap<string, Told>;

export function summarise(
  room: Room,
  latencyOf: (publicationId: string) => Pick<Measurement, 'estimateMs' | 'validity'> | null,
): Summary {
  return new Map(
    room.map(({ id, displayName, status, coHost, publications }) => {
      const camera = publications.find((publication) => publication.kind === 'camera');
      const latency = camera === undefined ? null : latencyOf(camera.id);
      return [
        id,
        {
          displayName,
          status,
          coHost,
          latencyMs: latency?.validity === 'VALID' ? Math.round(latency.estimateMs) : null,
          doubtful: latency !== null && latency.validity !== 'VALID',
        },
      ];
    }),
  );
}

/** Smaller changes of latency, in ms, are not announced. */
const announcedMs = 20;

/** The changes as sentences; empty where there is nothing to announce. */
export function describeChanges(before: Summary, now: Summary): string {
  const sentences: string[] = [];
  for (const [id, { displayName, status, coHost, latencyMs, doubtful }] of now) {
    const told = before.get(id);
    if (told === undefined) {
      sentences.push(`${displayName} is here.`);
    } else if (told.status !== status) {
      sentences.push(`${displayName} is ${status === 'present' ? 'back' : 'reconnecting'}.`);
    }
    if (coHost !== (told?.coHost ?? false)) {
      sentences.push(`${displayName} is ${coHost ? 'a co-host' : 'no longer a co-host'}.`);
    }
    const change = Math.abs((told?.latencyMs ?? -Infinity) - (latencyMs ?? -Infinity));
    if (latencyMs !== null && change >= announcedMs) {
      sentences.push(`${displayName}: latency ${latencyMs} milliseconds.`);
    } else if (doubtful && told?.doubtful !== true) {
      sentences.push(`${displayName}: the clock gives no plausible latency.`);
    } else if (
      latencyMs === null &&
      !doubtful &&
      told !== undefined &&
      (told.latencyMs !== null || told.doubtful)
    ) {
      sentences.push(`${displayName}: no clock visible.`);
    }
  }
  for (const [id, { displayName }] of before) {
    if (!now.has(id)) {
      sentences.push(`${displayName} left.`);
    }
  }
  return sentences.join(' ');
}
