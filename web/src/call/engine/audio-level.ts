/** The level of an audio track. */
export interface AudioLevel {
  /** The root mean square of the latest 2048 samples, from 0 to 1. */
  read: () => number;
  close: () => void;
}

/** Measures the level of a track, in this page only. */
export function openLevel(track: MediaStreamTrack): AudioLevel {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read: () => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      return Math.sqrt(power);
    },
    close: () => {
      // It rejects only if it is closed already.
      context.close().catch(() => undefined);
    },
  };
}
