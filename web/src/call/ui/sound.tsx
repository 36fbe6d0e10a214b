import { useEffect, useRef } from 'react';
import { storeDevice, storedDevices } from '../engine/devices';
import { Store } from '../engine/store';
import { useStore } from './use-store';

/**
 * What all the sounds of a page share: browsers may refuse to play before the person has pressed
 * anything, and one speaker is for all.
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

  /** To be called from a press on something. */
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

/** Plays the sound of somebody else. */
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
      // One that has been unplugged: the system's own stays.
      player.setSinkId(speaker).catch(() => undefined);
    }
  }, [speaker]);
  return <audio ref={ref} />;
}
