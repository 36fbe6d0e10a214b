import { useRef } from 'react';
import type { OwnMedia } from '../../engine/own-media';
import { useShortcut } from './use-shortcut';

/** Unmutes while the space bar is held. It does nothing for people who are not muted. */
export function usePushToTalk(own: Pick<OwnMedia, 'state' | 'mute' | 'unmute'>): void {
  const talking = useRef(false);
  useShortcut({
    key: ' ',
    label: 'Talk while you hold it',
    press: () => {
      if (own.state.microphone !== 'on' && own.state.microphone !== 'starting') {
        talking.current = true;
        void own.unmute().then(() => {
          // It was released before the microphone was open.
          if (!talking.current) own.mute();
        });
      }
    },
    release: () => {
      if (talking.current) {
        talking.current = false;
        own.mute();
      }
    },
  });
}
