import { describe, expect, it } from 'vitest';
import { mergeSamples } from './live-samples';
import { sample } from './sample-fixture';

const at = (id: string, second: number) =>
  sample({ id, arrivedAt: `2026-03-01T09:30:0${second}Z` });

describe('mergeSamples', () => {
  it('adds what is new at the end', () => {
    expect(mergeSamples([at('a', 1)], [at('b', 2)]).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('adds nothing twice', () => {
    const loaded = [at('a', 1), at('b', 2)];
    expect(mergeSamples(loaded, [at('b', 2)])).toBe(loaded);
  });

  it('inserts late samples in order', () => {
    expect(
      mergeSamples([at('a', 1), at('c', 3)], [at('d', 4), at('b', 2)]).map(({ id }) => id),
    ).toEqual(['a', 'b', 'c', 'd']);
  });
});
