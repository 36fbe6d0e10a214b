import { useState } from 'react';
import { Redirect, useParams } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { parseMeetingCode } from '../home/meeting-code';
import { RequireAccount } from '../session/require-account';
import type { Account } from '../session/session';
import type { CallOptions } from './call';
import { CallRoom } from './call-room';
import { Lobby } from './lobby';

/** What the history entry of a meeting's page says: it survives a reload, which is then a fresh join. */
interface MeetingState {
  join?: boolean;
  displayName?: string;
}

/** `/m/<uuid>`: the lobby, then the call. Who came by a button of ours goes straight into the call. */
export default function MeetingPage() {
  const { id = '' } = useParams<{ id: string }>();
  const meetingId = parseMeetingCode(id);
  if (meetingId === null) {
    return <Redirect to="/" replace />;
  }
  return (
    <RequireAccount reason="Sign in to join the meeting">
      {(account) => <Meeting key={meetingId} meetingId={meetingId} account={account} />}
    </RequireAccount>
  );
}

function Meeting({ meetingId, account }: { meetingId: string; account: Account }) {
  const state = useHistoryState<MeetingState | null>();
  const [options, setOptions] = useState<CallOptions | null>(() =>
    state?.join === true
      ? {
          meetingId,
          audio: null,
          video: null,
          ...(state.displayName === undefined ? {} : { displayName: state.displayName }),
        }
      : null,
  );
  if (options === null) {
    return (
      <Lobby
        displayName={account.displayName}
        onJoin={({ displayName, audio, video }) => {
          const entry: MeetingState = { join: true, displayName };
          history.replaceState(entry, '', location.pathname);
          setOptions({ meetingId, displayName, audio, video });
        }}
      />
    );
  }
  return (
    <CallRoom
      options={options}
      onRejoin={() => {
        setOptions({ ...options, audio: null, video: null });
      }}
    />
  );
}
