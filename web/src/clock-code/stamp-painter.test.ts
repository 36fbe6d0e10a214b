import { afterEach, describe, expect, it, vi } from 'vitest';
import { StampPainter } from './stamp-painter';

const hd = { width: 1280, height: 720 };

/** A context of which only the calls are of interest. */
const fakeContext = () => ({
  imageSmoothingEnabled: true,
  fillStyle: '',
  fillRect: vi.fn(),
  drawImage: vi.fn(),
});

describe('what the stamp costs the person who sends it', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each([24, 30, 50, 60, 120])(
    'at %d frames a second, it changes 10 times a second at most',
    (fps) => {
      const code = fakeContext();
      vi.stubGlobal('OffscreenCanvas', function OffscreenCanvas() {
        return { getContext: () => code };
      });
      const frame = fakeContext();
      const painter = new StampPainter({ clockId: '04711', aheadMs: 5, encoded: hd });
      let texts = 0;
      const seconds = 5;
      for (let i = 0; i < seconds * fps; i++) {
        code.fillRect.mockClear();
        painter.paint(frame as unknown as OffscreenCanvasRenderingContext2D, hd, (i * 1000) / fps);
        if (code.fillRect.mock.calls.length > 0) texts++;
      }
      expect(texts).toBeLessThanOrEqual(10 * seconds);
      // A frame has the stamp, whether it shows a new text or not.
      expect(frame.drawImage).toHaveBeenCalledTimes(seconds * fps);
      expect(texts).toBeGreaterThanOrEqual(8 * seconds);
    },
  );
});
