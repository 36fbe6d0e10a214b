/** A result of two frames in which clock 2 shows what clock 1 showed 400 ms before; the third frame shows no code. */
export const resultLines = [
  frameLine(0, 0, [
    [1, 'oT260301120000.500oTD0oTZ0oTI00001'],
    [2, 'oT260301120000.100oTD0oTZ0oTI00001'],
  ]),
  frameLine(1, 0.033, [
    [1, 'oT260301120000.600oTD0oTZ0oTI00001'],
    [2, 'oT260301120000.180oTD0oTZ0oTI00001'],
  ]),
  JSON.stringify({ file: 'video', frame: 2, seconds: 0.067, width: 1280, height: 720, codes: [] }),
  pairLine(0, 0, 400),
  pairLine(1, 0.033, 420),
  JSON.stringify({
    file: 'video',
    summary: {
      damagedFrames: 3,
      pairs: [
        {
          ahead: 1,
          behind: 2,
          n: 2,
          medianMs: 410,
          p5Ms: 400,
          p95Ms: 420,
          lowMs: 280,
          highMs: 540,
        },
      ],
    },
  }),
  '',
].join('\n');

function frameLine(frame: number, seconds: number, codes: readonly (readonly [number, string])[]) {
  return JSON.stringify({
    file: 'video',
    frame,
    seconds,
    width: 1280,
    height: 720,
    micros: 5000,
    codes: codes.map(([place, text]) => ({
      place,
      text,
      utc: '2026-03-01T12:00:00.500Z',
      id: '00001',
      reason: null,
    })),
  });
}

function pairLine(frame: number, seconds: number, differenceMs: number) {
  return JSON.stringify({
    pair: {
      file: 'video',
      frame,
      seconds,
      ahead: 1,
      behind: 2,
      aheadText: 'a',
      behindText: 'b',
      differenceMs,
      lowMs: differenceMs - 130,
      highMs: differenceMs + 130,
    },
  });
}
