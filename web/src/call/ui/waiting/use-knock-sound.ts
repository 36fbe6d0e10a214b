import { useEffect, useRef } from 'react';
import type { Call } from '../../engine/call';
import type { SoundOutput } from '../sound';
import { StoredSwitch } from '../stored-switch';
import { playTones } from '../tones';
import { useStore } from '../use-store';

/** Whether the person wants to hear it when somebody waits to be let in. */
export const knockSounds = new StoredSwitch('chattycat.notices.knock');

/** Plays a sound for each person who begins to wait for the host. */
export function useKnockSound(call: Call, output: SoundOutput): void {
  const knocks = useStore(call.knocks);
  const known = useRef(new Set<string>());
  useEffect(() => {
    const fresh = knocks.filter(({ id }) => !known.current.has(id));
    for (const { id } of fresh) known.current.add(id);
    if (fresh.length > 0 && knockSounds.get()) {
      // The notice says it too, so a browser that plays nothing takes away only the sound.
      playTones(output.speaker.get()).catch(() => undefined);
    }
  }, [knocks, output]);
}
