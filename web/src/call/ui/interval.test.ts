import { describe, expect, it } from 'vitest';
import { explainInterval } from './interval';

describe('explainInterval', () => {
  it('asks for more readings while the age of the code is the main part', () => {
    const text = explainInterval({ plusMinusMs: 55, source: 'GOPRO' });
    expect(text).toMatch(/^Only a few readings so far/);
    expect(text).toMatch(/own clock is unknown and not part of the range\.$/);
  });

  it('names the screen and the camera as the rest', () => {
    const text = explainInterval({ plusMinusMs: 27, source: 'OWN' });
    expect(text).toMatch(/screen and the camera/);
    expect(text).not.toMatch(/unknown/);
  });

  it('names neither for a stamped clock', () => {
    expect(explainInterval({ plusMinusMs: 2, source: 'STAMP' })).not.toMatch(/screen|camera/);
  });
});
