import { Check, ChartLine, Copy, MessageSquare, PhoneOff, QrCode } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useSession } from '../../session';
import { Dialog } from '../../ui/dialog';
import { useMediaQuery } from '../../ui/use-media-query';
import type { Call } from '../engine/call';
import { canShareScreen } from '../engine/devices';
import { isHost } from '../engine/room';
import { HandControl, ReactControl } from './chat/gesture-controls';
import { chatPanelId, type Chatting } from './chat/use-chatting';
import { Caption, Control, controlLooks, controlShape } from './control';
import { CallDevices, DevicesControl } from './devices-control';
import { useFullscreen } from './layout/use-fullscreen';
import { useNarrow } from './layout/use-phone';
import type { Layout } from './layout/use-layout';
import { measurePanelId, type Measuring } from './measure/use-measuring';
import { MoreMenu } from './more-menu';
import { NarrowItems } from './narrow-items';
import {
  InviteDialog,
  NotificationSettings,
  ShortcutList,
  StartRecordingDialog,
} from './on-demand';
import { ShareControl, SoundAndVideo, useOwnSwitches } from './own-switches';
import type { CallWindow } from './picture-in-picture/use-call-window';
import { usePushToTalk } from './shortcuts/push-to-talk';
import { useShortcut, useTooltip } from './shortcuts/use-shortcut';
import type { SoundOutput } from './sound';
import type { ShownStatistics } from './statistics/use-statistics';
import { useCopied } from '../../ui/use-copied';
import { useStore } from './use-store';

interface ControlsProps {
  call: Call;
  output: SoundOutput;
  meetingId: string;
  measuring: Measuring;
  chatting: Chatting;
  statistics: ShownStatistics;
  layout: Layout;
  /** Null where the browser has no such window. */
  callWindow: CallWindow | null;
}

/** The control bar below the tiles. */
export function Controls(props: ControlsProps) {
  const { call, output, meetingId, measuring, chatting, statistics, layout, callWindow } = props;
  const { microphone, camera, screen } = useOwnSwitches(call);
  const { account } = useSession();
  const unread = useStore(call.conversation.unread);
  const { room } = useStore(call.state);
  const recording = useStore(call.recording.state).active;
  const [dialog, setDialog] = useState<
    'shortcuts' | 'devices' | 'notifications' | 'invite' | 'record' | null
  >(null);
  const { copied, copy } = useCopied(`${location.origin}/m/${meetingId}`);
  const fullscreen = useFullscreen();
  const narrow = useNarrow();
  const wide = useMediaQuery('(min-width: 1024px)');
  const history = account === null ? null : `/m/${meetingId}/history`;
  const historyTooltip = useTooltip('History', undefined, '; N notes something');
  const list = () => {
    setDialog('shortcuts');
  };
  const closeDialog = () => {
    setDialog(null);
  };
  useShortcut({ key: 'm', label: 'Mute or unmute', press: microphone.toggle });
  usePushToTalk(call.own);
  useShortcut({ key: 'v', label: 'Start or stop video', press: camera.toggle });
  useShortcut(
    { key: 's', label: 'Share screen or stop sharing', press: screen.toggle },
    canShareScreen(),
  );
  useShortcut({ key: 'c', label: 'Open or close the chat', press: chatting.toggle });
  useShortcut(
    {
      key: 'f',
      label: 'Full screen',
      press: () => {
        fullscreen?.toggle();
      },
    },
    fullscreen !== null,
  );
  useShortcut({ key: 'i', label: 'Open or close the statistics', press: statistics.toggle });
  useShortcut({ key: '?', label: 'Show this list', press: list });
  return (
    <div
      role="group"
      aria-label="Call controls"
      className="safe-x flex flex-wrap items-center justify-center gap-1 sm:gap-2"
    >
      <SoundAndVideo microphone={microphone} camera={camera} />
      {!narrow && <ShareControl screen={screen} />}
      <HandControl call={call} />
      {!narrow && <ReactControl call={call} />}
      <Control
        icon={MessageSquare}
        label="Chat"
        shortcut="c"
        count={unread}
        pressed={chatting.open}
        aria-expanded={chatting.open}
        aria-controls={chatting.open ? chatPanelId : undefined}
        onClick={chatting.toggle}
      />
      {!narrow && (
        <>
          <Control
            icon={QrCode}
            label="Measure"
            pressed={measuring.open}
            aria-expanded={measuring.open}
            aria-controls={measuring.open ? measurePanelId : undefined}
            onClick={measuring.toggle}
          />
          <DevicesControl call={call} output={output} />
        </>
      )}
      {wide && <Control icon={copied ? Check : Copy} label="Copy link" onClick={copy} />}
      <span role="status" className="sr-only">
        {copied && 'Link copied'}
      </span>
      {wide && history !== null && (
        <Link
          href={history}
          target="_blank"
          aria-label="History"
          title={historyTooltip}
          className={`${controlShape} ${controlLooks.plain}`}
        >
          <ChartLine aria-hidden className="size-5" />
          <Caption label="History" />
        </Link>
      )}
      <MoreMenu
        call={call}
        layout={layout}
        fullscreen={fullscreen}
        callWindow={callWindow}
        onInvite={() => {
          setDialog('invite');
        }}
        onRecord={
          isHost(room) && !recording
            ? () => {
                setDialog('record');
              }
            : undefined
        }
        onStatistics={() => {
          statistics.show(null);
        }}
        onNotifications={() => {
          setDialog('notifications');
        }}
        onListShortcuts={list}
        narrow={wide ? null : { onCopyLink: copy, history }}
      >
        {narrow && (
          <NarrowItems
            call={call}
            screen={screen}
            measuring={measuring}
            onDevices={() => {
              setDialog('devices');
            }}
          />
        )}
      </MoreMenu>
      <Control icon={PhoneOff} label="Leave" danger onClick={call.leave} />
      {dialog === 'shortcuts' && <ShortcutList onClose={closeDialog} />}
      {dialog === 'devices' && (
        <Dialog title="Devices" onClose={closeDialog}>
          <CallDevices call={call} output={output} />
        </Dialog>
      )}
      {dialog === 'invite' && (
        <InviteDialog call={call} meetingId={meetingId} onClose={closeDialog} />
      )}
      {dialog === 'record' && (
        <StartRecordingDialog call={call} meetingId={meetingId} onClose={closeDialog} />
      )}
      {dialog === 'notifications' && <NotificationSettings onClose={closeDialog} />}
    </div>
  );
}
