import type { TimelineEvent } from './timeline';

/** Each reaction in words, which a file can have too. */
export const reactionNames: Record<
  Extract<TimelineEvent, { __typename: 'Reaction' }>['reaction'],
  string
> = {
  THUMBS_UP: 'thumbs up',
  CLAP: 'clapping',
  HEART: 'heart',
  LAUGH: 'laughing',
  SURPRISE: 'surprise',
  PARTY: 'party',
};
