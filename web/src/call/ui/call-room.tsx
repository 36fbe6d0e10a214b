import { Volume2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSession } from '../../session';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Loading } from '../../ui/panels';
import { SkipLink } from '../../ui/skip-link';
import { useTitle } from '../../ui/use-title';
import { keepScreenOn } from '../../ui/wake-lock';
import { Call, type CallOptions } from '../engine/call';
import { AlertNotice } from './alert-notice';
import { Annotate } from './annotate';
import { RoomAnnouncers } from './announcements/room-announcers';
import { useChatting } from './chat/use-chatting';
import { ServerLossNotice } from './connection/server-loss';
import { Controls } from './controls';
import { Ended } from './ended';
import { HostNotices } from './hosting/host-notices';
import { Stage } from './layout/stage';
import { useLayout } from './layout/use-layout';
import { useMeasuring } from './measure/use-measuring';
import { MoveNotice } from './move-notice';
import { MutedTalkNotice } from './muted-talk-notice';
import { SlowNetworkNotice } from './notifications/slow-network-notice';
import { VideoPausedNotice } from './notifications/video-paused-notice';
import {
  CallInWindow,
  ChatPanel,
  InviteCard,
  MeasurePanel,
  preloadRoomParts,
  StatisticsPanel,
  WaitingRoom,
} from './on-demand';
import { OtherSession } from './other-session';
import { useCallWindow } from './picture-in-picture/use-call-window';
import { RecordingNotice } from './recording/recording-notice';
import { RoomHeader } from './room-header';
import { shortcuts } from './shortcuts/shortcuts';
import { SoundOutput, Sounds } from './sound';
import { StampRequestNotice } from './stamp-request-notice';
import { useShownStatistics } from './statistics/use-statistics';
import { useStore } from './use-store';
import { KnockNotice } from './waiting/knock-notice';
import { useKnockSound } from './waiting/use-knock-sound';

/** The first pictures come before the parts that nobody has asked for, in ms after joining. */
const partsAfterMs = 3000;

interface CallRoomProps {
  options: CallOptions;
  /** The name of the person, where the options have none for this meeting. */
  displayName: string;
  /** Joins again; `switchHere` ends the other sessions of the same person. */
  onRejoin: (switchHere: boolean) => void;
}

/** The meeting, from joining to its end. */
export function CallRoom({ options, displayName, onRejoin }: CallRoomProps) {
  const [call, setCall] = useState<Call | null>(null);
  useEffect(() => {
    const opened = new Call(options);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the call is an external system
    setCall(opened);
    opened.open();
    return opened.leave;
  }, [options]);
  return call === null ? null : (
    <Room
      call={call}
      meetingId={options.meetingId}
      displayName={options.displayName ?? displayName}
      onRejoin={onRejoin}
    />
  );
}

interface RoomProps {
  call: Call;
  meetingId: string;
  displayName: string;
  onRejoin: (switchHere: boolean) => void;
}

function Room({ call, meetingId, displayName, onRejoin }: RoomProps) {
  const [output] = useState(() => new SoundOutput());
  const { phase, error, room } = useStore(call.state);
  const title = useStore(call.conversation.title);
  const shortCode = useStore(call.conversation.shortCode);
  useTitle(title ?? 'Meeting');
  const measuring = useMeasuring(call);
  const chatting = useChatting(measuring);
  const statistics = useShownStatistics(measuring, chatting);
  useKnockSound(call, output);
  const layout = useLayout();
  const callWindow = useCallWindow(phase !== 'ended');
  const [inviting, setInviting] = useState(true);
  const alone = room.length === 1 && phase === 'joined';
  const inRoom = phase !== 'ended';
  const joined = phase === 'joined';
  useEffect(() => {
    if (!joined) return undefined;
    const timer = setTimeout(preloadRoomParts, partsAfterMs);
    return () => {
      clearTimeout(timer);
    };
  }, [joined]);
  useEffect(() => (inRoom ? shortcuts.listen() : undefined), [inRoom]);
  useEffect(() => (inRoom ? keepScreenOn() : undefined), [inRoom]);
  const { refresh } = useSession();
  useEffect(() => {
    // After a sign-out elsewhere, the page asks to sign in again and returns to this meeting.
    if (error?.code === 'SESSION_ENDED') {
      void refresh();
    }
  }, [error, refresh]);
  if (phase === 'ended' && error?.code === 'ADMISSION_REQUIRED') {
    // The page did not pass a lobby, or the host has switched the waiting room on meanwhile.
    const rejoin = () => {
      onRejoin(false);
    };
    return (
      <WaitingRoom
        meetingId={meetingId}
        displayName={displayName}
        onAdmitted={rejoin}
        onAgain={rejoin}
      />
    );
  }
  if (phase === 'ended') {
    return <Ended meetingId={meetingId} error={error} onRejoin={onRejoin} />;
  }
  return (
    <div className="relative flex h-dvh flex-col bg-stage pt-[env(safe-area-inset-top)]">
      <SkipLink target="controls">Skip to call controls</SkipLink>
      <RoomHeader call={call} meetingId={meetingId} />
      <Notices call={call} output={output} meetingId={meetingId} />
      <div className="safe-x flex min-h-0 flex-1 flex-col md:flex-row">
        <main className="flex min-h-0 min-w-0 flex-1 flex-col gap-2.5 px-2.5 pb-2.5 md:flex-row">
          {phase === 'joining' && room.length === 0 ? (
            <Loading>Joining the meeting…</Loading>
          ) : (
            <div className="min-h-0 min-w-0 flex-1">
              <Stage
                call={call}
                layout={layout}
                measuring={measuring.open}
                onStatistics={statistics.show}
              />
            </div>
          )}
          {alone && inviting && !measuring.open && !chatting.open && !statistics.open && (
            <InviteCard
              meetingId={meetingId}
              title={title}
              shortCode={shortCode}
              onClose={() => {
                setInviting(false);
              }}
            />
          )}
        </main>
        {chatting.open && <ChatPanel call={call} meetingId={meetingId} onClose={chatting.close} />}
        {statistics.open && (
          <StatisticsPanel call={call} meetingId={meetingId} shown={statistics} />
        )}
        {measuring.open && (
          <MeasurePanel
            call={call}
            meetingId={meetingId}
            asked={measuring.asked}
            onClose={measuring.close}
          />
        )}
      </div>
      <footer
        id="controls"
        tabIndex={-1}
        className="outline-none border-t border-line bg-surface px-2 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]"
      >
        <Controls
          call={call}
          output={output}
          meetingId={meetingId}
          measuring={measuring}
          chatting={chatting}
          statistics={statistics}
          layout={layout}
          callWindow={callWindow}
        />
      </footer>
      {callWindow !== null && callWindow.window !== null && (
        <CallInWindow call={call} window={callWindow.window} />
      )}
      <Sounds call={call} output={output} />
      <Annotate call={call} meetingId={meetingId} />
      <RoomAnnouncers call={call} />
    </div>
  );
}

/** What people in the call should know or do, most urgent first. */
function Notices({
  call,
  output,
  meetingId,
}: {
  call: Call;
  output: SoundOutput;
  meetingId: string;
}) {
  const { phase, room, own, mediaServerAway } = useStore(call.state);
  const blocked = useStore(output.blocked);
  return (
    <div className="safe-x flex flex-col gap-2 px-2.5 pb-2.5 empty:hidden">
      <ServerLossNotice call={call} />
      {mediaServerAway && phase === 'joined' && (
        <Banner tone="warning" title="The media server is not responding.">
          Audio and video are paused until it recovers. Keep this page open; the call then continues
          automatically.
        </Banner>
      )}
      {phase !== 'ended' && <MutedTalkNotice own={own} />}
      {phase === 'joined' && <RecordingNotice call={call} meetingId={meetingId} />}
      {phase === 'joined' && <HostNotices call={call} />}
      {phase === 'joined' && !mediaServerAway && <VideoPausedNotice call={call} />}
      {phase === 'joined' && !mediaServerAway && <SlowNetworkNotice call={call} />}
      {phase === 'joined' && !mediaServerAway && <MoveNotice call={call} meetingId={meetingId} />}
      {phase === 'joined' && <KnockNotice call={call} meetingId={meetingId} />}
      {phase === 'joined' && <OtherSession room={room} switchHere={call.switchHere} />}
      {phase === 'joined' && <AlertNotice call={call} />}
      {phase === 'joined' && <StampRequestNotice call={call} />}
      {blocked && (
        <Banner
          tone="warning"
          action={
            <Button
              onClick={() => {
                output.unblock();
              }}
            >
              <Volume2 aria-hidden />
              Turn sound on
            </Button>
          }
        >
          Your browser blocks sound until you press a button.
        </Banner>
      )}
      {own.problem !== null && (
        <Banner
          tone="danger"
          onDismiss={() => {
            call.own.dismissProblem();
          }}
        >
          {own.problem}
        </Banner>
      )}
      {own.notice !== null && (
        <Banner
          tone="warning"
          onDismiss={() => {
            call.own.dismissNotice();
          }}
        >
          {own.notice}
        </Banner>
      )}
      {own.linkProblem !== null && phase === 'joined' && !mediaServerAway && (
        <Banner tone="warning" title="The others cannot see or hear you yet.">
          {own.linkProblem} Retrying…
        </Banner>
      )}
    </div>
  );
}
