import { Banner } from '../../../ui/banner';
import type { Call } from '../../engine/call';
import { useStore } from '../use-store';
import { RestoringChip } from './restoring-chip';

/**
 * What the loss of this page's connection to the server affects. Sound and video have connections of their own. Where nobody
 * sends anything, none of them can stop.
 */
function useServerLoss(call: Call): 'none' | 'signalling' | 'media' {
  const { phase } = useStore(call.state);
  const connections = useStore(call.connections.states);
  if (phase !== 'reconnecting') return 'none';
  const lost = [...connections.values()].every(({ grade }) => grade === 'lost');
  return connections.size > 0 && lost ? 'media' : 'signalling';
}

/** In the header: the connection to the server is being restored, and the call goes on. */
export function ServerLossChip({ call }: { call: Call }) {
  const restoring = useServerLoss(call) === 'signalling';
  return (
    <p role="status" className="shrink-0">
      {restoring && (
        <RestoringChip className="shape mr-2 rounded-full bg-warn-soft px-2.5 py-1 text-xs font-medium text-warn" />
      )}
    </p>
  );
}

/** Above the tiles: everything has stopped. */
export function ServerLossNotice({ call }: { call: Call }) {
  return useServerLoss(call) === 'media' ? (
    <Banner tone="warning" title="The connection to the server was lost.">
      Reconnecting. Keep this page open.
    </Banner>
  ) : null;
}
