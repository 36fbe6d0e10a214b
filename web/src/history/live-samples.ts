import type { Sample } from './samples';

/** Merges live samples into those that were loaded: each once, in order of arrival. */
export function mergeSamples(
  loaded: readonly Sample[],
  live: readonly Sample[],
): readonly Sample[] {
  const known = new Set(loaded.map((sample) => sample.id));
  const added = live.filter((sample) => !known.has(sample.id));
  if (added.length === 0) {
    return loaded;
  }
  const last = loaded.at(-1);
  const merged = [...loaded, ...added];
  const inOrder = last === undefined || added.every((sample) => sample.arrivedAt >= last.arrivedAt);
  return inOrder && added.length === 1
    ? merged
    : merged.sort((a, b) => Date.parse(a.arrivedAt) - Date.parse(b.arrivedAt));
}
