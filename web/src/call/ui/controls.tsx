import {
  Check,
  ChartLine,
  Copy,
  Keyboard,
  Mic,
  MicOff,
  MonitorUp,
  MonitorX,
  PhoneOff,
  QrCode,
  Settings,
  Video,
  VideoOff,
  type LucideIcon,
} from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useState, type ButtonHTMLAttributes, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useSession } from '../../session';
import { Button } from '../../ui/button';
import type { Call } from '../engine/call';
import { DeviceFields } from './device-fields';
import { canShareScreen } from '../engine/devices';
import { measurePanelId } from './measure/measure-panel';
import type { Measuring } from './measure/use-measuring';
import { ShortcutList } from './shortcuts/shortcut-list';
import { usePushToTalk } from './shortcuts/push-to-talk';
import { useShortcut, useTooltip } from './shortcuts/use-shortcut';
import type { SoundOutput } from './sound';
import { useStore } from './use-store';

interface ControlsProps {
  call: Call;
  output: SoundOutput;
  meetingId: string;
  measuring: Measuring;
}

/** The control bar below the tiles. */
export function Controls({ call, output, meetingId, measuring }: ControlsProps) {
  const { own } = useStore(call.state);
  const { account } = useSession();
  const [listed, setListed] = useState(false);
  const audible = own.microphone === 'on';
  const visible = own.camera === 'on';
  const sharing = own.screen === 'on';
  const toggleSound = () => {
    if (audible) {
      call.own.mute();
    } else if (own.microphone !== 'starting') {
      void call.own.unmute();
    }
  };
  const toggleVideo = () => {
    if (visible) {
      call.own.stopVideo();
    } else if (own.camera !== 'starting') {
      void call.own.startVideo();
    }
  };
  const toggleScreen = () => {
    if (sharing) {
      call.own.stopScreen();
    } else if (own.screen !== 'starting') {
      void call.own.startScreen();
    }
  };
  const list = () => {
    setListed(true);
  };
  useShortcut({ key: 'm', label: 'Mute or unmute', press: toggleSound });
  usePushToTalk(call.own);
  useShortcut({ key: 'v', label: 'Start or stop video', press: toggleVideo });
  useShortcut(
    { key: 's', label: 'Share screen or stop sharing', press: toggleScreen },
    canShareScreen(),
  );
  useShortcut({ key: '?', label: 'Show this list', press: list });
  return (
    <div
      role="group"
      aria-label="Call controls"
      className="flex flex-wrap items-center justify-center gap-1 sm:gap-2"
    >
      <Control
        icon={audible ? Mic : MicOff}
        label={audible ? 'Mute' : 'Unmute'}
        off={!audible}
        shortcut="m"
        disabled={own.microphone === 'starting'}
        onClick={toggleSound}
      />
      <Control
        icon={visible ? Video : VideoOff}
        label={visible ? 'Stop video' : 'Start video'}
        off={!visible}
        shortcut="v"
        disabled={own.camera === 'starting'}
        onClick={toggleVideo}
      />
      {canShareScreen() && (
        <Control
          icon={sharing ? MonitorX : MonitorUp}
          label={sharing ? 'Stop sharing' : 'Share screen'}
          shortcut="s"
          pressed={sharing}
          disabled={own.screen === 'starting'}
          onClick={toggleScreen}
        />
      )}
      <Control
        icon={QrCode}
        label="Measure"
        pressed={measuring.open}
        aria-expanded={measuring.open}
        aria-controls={measuring.open ? measurePanelId : undefined}
        onClick={measuring.toggle}
      />
      <DevicesControl call={call} output={output} onListShortcuts={list} />
      <CopyLink meetingId={meetingId} />
      {account !== null && (
        <Link
          href={`/m/${meetingId}/history`}
          target="_blank"
          aria-label="History"
          className={`${shape} ${looks.plain}`}
        >
          <ChartLine aria-hidden className="size-5" />
          <Caption>History</Caption>
        </Link>
      )}
      <Control icon={PhoneOff} label="Leave" danger onClick={call.leave} />
      {listed && (
        <ShortcutList
          onClose={() => {
            setListed(false);
          }}
        />
      )}
    </div>
  );
}

const shape =
  'flex h-12 min-w-10 flex-col items-center justify-center gap-0.5 rounded-xl border border-transparent px-2 transition-colors disabled:opacity-55 sm:h-14 sm:min-w-18';

const looks = {
  plain: 'hover:bg-raised',
  off: 'bg-danger-soft text-danger hover:brightness-95',
  pressed: 'bg-accent-soft text-accent hover:brightness-95',
  danger: 'bg-danger-solid text-white hover:brightness-110',
} as const;

function Caption({ children }: { children: ReactNode }) {
  return <span className="hidden text-xs font-medium whitespace-nowrap sm:block">{children}</span>;
}

interface ControlProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon;
  label: string;
  off?: boolean;
  pressed?: boolean;
  danger?: boolean;
  /** The key that does the same. */
  shortcut?: string;
}

/** The label names the button even where the caption is hidden. */
function Control({ icon: Icon, label, off, pressed, danger, shortcut, ...props }: ControlProps) {
  const look = danger ? 'danger' : off ? 'off' : pressed ? 'pressed' : 'plain';
  return (
    <button
      type="button"
      aria-label={label}
      title={useTooltip(label, shortcut)}
      aria-keyshortcuts={shortcut?.toUpperCase()}
      className={`${shape} ${looks[look]}`}
      {...props}
    >
      <Icon aria-hidden className="size-5" />
      <Caption>{label}</Caption>
    </button>
  );
}

interface DevicesControlProps {
  call: Call;
  output: SoundOutput;
  onListShortcuts: () => void;
}

function DevicesControl({ call, output, onListShortcuts }: DevicesControlProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Control icon={Settings} label="Devices" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={10}
          collisionPadding={12}
          aria-label="Devices"
          className="z-50 flex w-80 max-w-[calc(100vw-1.5rem)] flex-col gap-4 rounded-xl border border-line bg-surface p-4 shadow-lg"
        >
          <DeviceFields
            onChoose={(use, deviceId) => {
              if (use === 'speaker') {
                output.choose(deviceId);
              } else {
                void call.own.chooseDevice(use, deviceId);
              }
            }}
          />
          <Button
            look="secondary"
            onClick={() => {
              setOpen(false);
              onListShortcuts();
            }}
          >
            <Keyboard aria-hidden />
            Keyboard shortcuts
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** How long the button shows that the link was copied, in ms. */
const copiedMs = 2500;

function CopyLink({ meetingId }: { meetingId: string }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const link = `${location.origin}/m/${meetingId}`;
  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => {
      setCopied(null);
    }, copiedMs);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  return (
    <>
      <Control
        icon={copied === true ? Check : Copy}
        label="Copy link"
        onClick={() => {
          // There is no clipboard unless the page is a secure origin. Then show what to copy.
          const clipboard = navigator.clipboard as Clipboard | undefined;
          (clipboard?.writeText(link) ?? Promise.reject(new Error('no clipboard'))).then(
            () => {
              setCopied(true);
            },
            () => {
              setCopied(false);
              window.prompt('Copy this link:', link);
            },
          );
        }}
      />
      <span role="status" className="sr-only">
        {copied === true && 'Link copied'}
      </span>
    </>
  );
}
