import { useEffect, useRef } from 'react';
import type { Call } from '../engine/call';
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

/** Plays the audio of everybody else, also of people whose tile is on another page. */
export function Sounds({ call, output }: { call: Call; output: SoundOutput }) {
  const { room, remotes } = useStore(call.state);
  // The audio of the person's own other session would be an echo.
  const audible = room.filter(({ you, samePerson }) => !you && !samePerson);
  return audible
    .flatMap(({ publications }) => publications)
    .map(({ id }) => {
      const stream = remotes.get(id)?.stream;
      return stream === undefined ? null : <Sound key={id} stream={stream} output={output} />;
    });
}

function Sound({ stream, output }: { stream: MediaStream; output: SoundOutput }) {
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
