import type { Reaction } from '../../engine/protocol';

/** How reactions look, and what they are called. */
export const reactionLooks: Record<Reaction, { emoji: string; label: string }> = {
  thumbsUp: { emoji: '👍', label: 'Thumbs up' },
  clap: { emoji: '👏', label: 'Clap' },
  heart: { emoji: '❤️', label: 'Heart' },
  laugh: { emoji: '😂', label: 'Laugh' },
  surprise: { emoji: '😮', label: 'Surprise' },
  party: { emoji: '🎉', label: 'Party' },
};
