import { describe, expect, it } from 'vitest';
import { explainInterval } from './interval';

describe('explainInterval', () => {
  it('asks for more readings while the age of the code is the main part', () => {
    const text = explainInterval({ estimateMs: 190, estimateUpperMs: 240, source: 'GOPRO' });
    expect(text).toMatch(/^Only a few readings so far/);
    expect(text).toMatch(/clock has not been verified\.$/);
  });

  it('names the screen and the camera as the rest', () => {
    const text = explainInterval({ estimateMs: 210, estimateUpperMs: 220, source: 'OWN' });
    expect(text).toMatch(/screen and the camera/);
    expect(text).not.toMatch(/not been verified/);
  });

  it('names neither for a stamped clock', () => {
    expect(explainInterval({ estimateMs: 210, estimateUpperMs: 212, source: 'STAMP' })).not.toMatch(
      /screen|camera/,
    );
  });
});
