import { gradeOf, type LatencyGrade } from '../latency';
import type { Measurement } from '../measurement';
import type { Room } from '../room';

/** How far beyond a threshold a latency has to be, in ms, so that values near to it are not announced again and again. */
const hysteresisMs = 20;

/** `doubtful`: a clock is visible whose values are excluded. `none`: no clock is visible. */
type Known = LatencyGrade | 'doubtful' | 'none';

type Latency = Pick<Measurement, 'estimateMs' | 'validity'>;

/** Says when a latency becomes good, acceptable or high, and when clocks come and go. */
export class LatencyAnnouncements {
  /** What was said last, by participant. */
  #told: ReadonlyMap<string, Known> = new Map();

  /**
   * What is new since the last call, as sentences.
   *
   * @param latencyOf the latency of a publication; undefined while no clock is visible
   */
  next(room: Room, latencyOf: (publicationId: string) => Latency | undefined): string[] {
    const now = new Map<string, Known>();
    const sentences: string[] = [];
    for (const { id, displayName, publications } of room) {
      const camera = publications.find(({ kind }) => kind === 'camera');
      const latency = camera === undefined ? undefined : latencyOf(camera.id);
      const before = this.#told.get(id) ?? 'none';
      const known = judge(before, latency);
      now.set(id, known);
      if (known !== before) sentences.push(`${displayName}: ${describe(known, latency)}.`);
    }
    this.#told = now;
    return sentences;
  }
}

function judge(before: Known, latency: Latency | undefined): Known {
  if (latency === undefined) return 'none';
  if (latency.validity !== 'VALID') return 'doubtful';
  const ms = Math.round(latency.estimateMs);
  const near = [ms - hysteresisMs, ms, ms + hysteresisMs].map(gradeOf);
  return near.find((grade) => grade === before) ?? gradeOf(ms);
}

function describe(known: Known, latency: Latency | undefined): string {
  if (latency === undefined) return 'no clock visible';
  return known === 'doubtful'
    ? 'the clock gives no plausible latency'
    : `latency ${Math.round(latency.estimateMs)} milliseconds, ${known}`;
}
