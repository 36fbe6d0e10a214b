import type { ClockState } from './connection';

/** What the page says. */
export interface Sentences {
  /** The state in a few words, which screen readers announce when it changes. */
  title: string;
  /** The newest value; empty while there is none. It changes too often to be announced. */
  value: string;
  /** How well the clock is synchronised, and whose it is. */
  detail: string;
  /** What to do. */
  hint: string;
  /** Whether trying again can help. */
  retry: boolean;
}

const seenTitles = {
  FOUND: 'The camera reads this clock',
  TOO_SMALL: 'Too small',
  GLARE: 'Too much glare',
  HOLD_STILL: 'Hold still',
} as const;

const seenHints = {
  FOUND: 'Keep it in view as long as you want to measure.',
  TOO_SMALL: 'Bring the phone nearer to the camera.',
  GLARE: 'Tilt the phone a little, or turn its brightness down.',
  HOLD_STILL: 'Rest your hand, or put the phone down in front of the camera.',
} as const;

const again = 'Open Measure in the meeting and scan the code there again.';

const refusals: Record<string, { title: string; hint: string; retry: boolean }> = {
  LINK_EXPIRED: { title: 'This link has expired', hint: again, retry: false },
  LINK_UNKNOWN: { title: 'This link does not work', hint: again, retry: false },
  MEETING_OVER: {
    title: 'The meeting is over',
    hint: 'Join it again, then open Measure and scan the code there.',
    retry: false,
  },
  TOO_MANY_CLOCKS: {
    title: 'Too many clocks are open',
    hint: 'Close this page on the other phones and tabs, then try again.',
    retry: true,
  },
  CLOCK_WRONG: {
    title: 'This clock was not exact',
    hint: 'The delay of this network varies too much. Try again, or use another network.',
    retry: true,
  },
};

/** What a page without a link says. */
export const noLink: Sentences = {
  title: 'This page needs a link',
  value: '',
  detail: '',
  hint: 'Open Measure in the meeting and scan the code there with this phone.',
  retry: false,
};

/**
 * @param errorMs how exactly the server's time is known; null while it is not known, and no code is shown
 * @param screenKept whether the screen stays on by itself
 */
export function describe(
  { phase, name, seen, refusal, way }: ClockState,
  errorMs: number | null,
  screenKept: boolean,
): Sentences {
  const nothing = { value: '', detail: '', retry: false };
  switch (phase) {
    case 'ended': {
      const known = refusals[refusal?.code ?? ''];
      return {
        ...nothing,
        ...(known ?? {
          title: 'The clock has stopped',
          hint: refusal?.message ?? 'Try again.',
          retry: true,
        }),
      };
    }
    case 'connecting':
      return { ...nothing, title: 'Connecting…', hint: '' };
    case 'reconnecting':
      return {
        ...nothing,
        title: 'No connection',
        hint: 'Check the phone’s network. The clock returns by itself.',
      };
    case 'open':
      if (errorMs === null) {
        return { ...nothing, title: 'Synchronising…', hint: '' };
      }
      return {
        title:
          seen === null ? `Hold this up to ${possessive(name)} camera` : seenTitles[seen.state],
        value: value(seen),
        detail: `Synchronised ±${Math.ceil(errorMs)} ms${way === 'polling' ? ', slow connection' : ''}`,
        hint:
          seen !== null
            ? seenHints[seen.state]
            : screenKept
              ? 'Turn the screen’s brightness up.'
              : 'Turn the screen’s brightness up. Touch the screen now and then to keep it on.',
        retry: false,
      };
  }
}

function value(seen: ClockState['seen']): string {
  if (seen === null || seen.latencyMs === null) {
    return '';
  }
  const latency = Math.round(seen.latencyMs);
  return seen.plusMinusMs === null
    ? `${latency} ms`
    : `${latency} ± ${Math.ceil(seen.plusMinusMs)} ms`;
}

function possessive(name: string): string {
  return name === '' ? 'the' : `${name}’s`;
}
