import type { Call } from '../../engine/call';
import { useStore } from '../use-store';
import { reactionLooks } from './reactions';

/** The reaction of one participant, over the tile for a moment. */
export function TileReaction({ call, participantId }: { call: Call; participantId: string }) {
  const shown = useStore(call.conversation.reactions).get(participantId);
  if (shown === undefined) {
    return null;
  }
  const { emoji, label } = reactionLooks[shown.reaction];
  return (
    <span
      role="img"
      aria-label={label}
      className="pointer-events-none absolute right-2 bottom-8 text-3xl @xs:right-4 @xs:bottom-12 @xs:text-5xl"
    >
      {emoji}
    </span>
  );
}
