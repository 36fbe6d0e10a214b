/** C5 and G5, which small speakers play well. */
const tonesHz = [523, 784];
const toneSeconds = 0.35;
const volume = 0.2;

/**
 * Plays two short tones, as a test of the speaker or to call for attention.
 *
 * @param speaker the device; undefined for the one of the system
 * @throws if the browser plays no sound or does not know the speaker
 */
export async function playTones(speaker: string | undefined): Promise<void> {
  const context = new AudioContext();
  try {
    const output = context.createMediaStreamDestination();
    tonesHz.forEach((hz, index) => {
      const tone = context.createOscillator();
      tone.frequency.value = hz;
      const gain = context.createGain();
      const start = context.currentTime + index * toneSeconds;
      // It fades out, because an abrupt end clicks.
      gain.gain.setValueAtTime(volume, start);
      gain.gain.exponentialRampToValueAtTime(volume / 100, start + toneSeconds);
      tone.connect(gain).connect(output);
      tone.start(start);
      tone.stop(start + toneSeconds);
    });
    const player = new Audio();
    player.srcObject = output.stream;
    if (speaker !== undefined && 'setSinkId' in player) {
      await player.setSinkId(speaker);
    }
    await player.play();
    await new Promise((resolve) => {
      setTimeout(resolve, tonesHz.length * toneSeconds * 1000 + 100);
    });
    player.srcObject = null;
  } finally {
    await context.close();
  }
}
