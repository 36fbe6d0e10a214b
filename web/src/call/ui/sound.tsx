import { useEffect, useRef } from 'react';
import { storeDevice, storedDevices } from '../engine/devices';
import { Store } from '../engine/store';
import { useStore } from './use-store';

/**
 * What all players of a page share: browsers may refuse to play before the person has pressed
 * something, and all players use one speaker.
 */
export class SoundOutput {
  readonly blocked = new Store(false);
  readonly speaker = new Store<string | undefined>(storedDevices().speaker);
  readonly #players = new Set<HTMLAudioElement>();

  add(player: HTMLAudioElement): () => void {
    this.#players.add(player);
    this.#play(player);
    return () => {
      this.#players.delete(player);
    };
  }

  choose(deviceId: string): void {
    storeDevice('speaker', deviceId);
    this.speaker.set(deviceId);
  }

  /** Plays everything again. Must be called from an event of the person, such as a click. */
  unblock(): void {
    this.blocked.set(false);
    for (const player of this.#players) {
      this.#play(player);
    }
  }

  #play(player: HTMLAudioElement): void {
    player.play().catch((error: unknown) => {
      if ((error as Error).name === 'NotAllowedError') {
        this.blocked.set(true);
      }
    });
  }
}

/** Plays the audio of another participant. */
export function Sound({ stream, output }: { stream: MediaStream; output: SoundOutput }) {
  const ref = useRef<HTMLAudioElement>(null);
  const speaker = useStore(output.speaker);
  useEffect(() => {
    const player = ref.current;
    if (player === null) return;
    player.srcObject = stream;
    const remove = output.add(player);
    return () => {
      remove();
      player.srcObject = null;
    };
  }, [stream, output]);
  useEffect(() => {
    const player = ref.current;
    if (player !== null && speaker !== undefined && 'setSinkId' in player) {
      // If the speaker has been unplugged, the system's default stays.
      player.setSinkId(speaker).catch(() => undefined);
    }
  }, [speaker]);
  return <audio ref={ref} />;
}
