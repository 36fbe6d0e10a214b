import { Mic, MicOff, MonitorUp, MonitorX, Video, VideoOff } from 'lucide-react';
import type { Call } from '../engine/call';
import { canShareScreen } from '../engine/devices';
import type { OwnMediaState } from '../engine/own-media';
import { Control } from './control';
import { useStore } from './use-store';

/** A button that turns something that the page sends on and off. */
export interface OwnSwitch {
  on: boolean;
  /** The browser is opening the device, or asks for it. */
  starting: boolean;
  toggle: () => void;
}

/** What this page can send. */
export function useOwnSwitches(call: Call): Record<'microphone' | 'camera' | 'screen', OwnSwitch> {
  const { own } = useStore(call.state);
  const ownSwitch = (
    state: OwnMediaState['microphone'],
    start: () => Promise<void>,
    stop: () => void,
  ): OwnSwitch => ({
    on: state === 'on',
    starting: state === 'starting',
    toggle: () => {
      if (state === 'on') {
        stop();
      } else if (state !== 'starting') {
        void start();
      }
    },
  });
  return {
    microphone: ownSwitch(
      own.microphone,
      () => call.own.unmute(),
      () => {
        call.own.mute();
      },
    ),
    camera: ownSwitch(
      own.camera,
      () => call.own.startVideo(),
      () => {
        call.own.stopVideo();
      },
    ),
    screen: ownSwitch(
      own.screen,
      () => call.own.startScreen(),
      () => {
        call.own.stopScreen();
      },
    ),
  };
}

interface SoundAndVideoProps {
  microphone: OwnSwitch;
  camera: OwnSwitch;
}

/** The buttons for the own microphone and camera. */
export function SoundAndVideo({ microphone, camera }: SoundAndVideoProps) {
  return (
    <>
      <Control
        icon={microphone.on ? Mic : MicOff}
        label={microphone.on ? 'Mute' : 'Unmute'}
        off={!microphone.on}
        shortcut="m"
        keyboardHint={microphone.on ? '' : ', or hold Space to talk'}
        disabled={microphone.starting}
        onClick={microphone.toggle}
      />
      <Control
        icon={camera.on ? Video : VideoOff}
        label={camera.on ? 'Stop video' : 'Start video'}
        short="Video"
        off={!camera.on}
        shortcut="v"
        disabled={camera.starting}
        onClick={camera.toggle}
      />
    </>
  );
}

/** The button for the own screen, where the browser can share it. */
export function ShareControl({ screen }: { screen: OwnSwitch }) {
  return canShareScreen() ? (
    <Control
      icon={screen.on ? MonitorX : MonitorUp}
      label={screen.on ? 'Stop sharing' : 'Share screen'}
      short={screen.on ? 'Stop' : 'Share'}
      shortcut="s"
      pressed={screen.on}
      disabled={screen.starting}
      onClick={screen.toggle}
    />
  ) : null;
}
