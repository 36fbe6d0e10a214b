import type { RecordingState } from '../engine/protocol';

/** A recording that Ada started, for tests. */
export const goingOn: RecordingState = {
  active: true,
  id: 'r1',
  since: '2026-03-01T09:30:00Z',
  startedBy: 'Ada',
  end: null,
};
