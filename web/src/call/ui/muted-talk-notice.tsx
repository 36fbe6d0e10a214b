import { useEffect, useState } from 'react';
import { Banner } from '../../ui/banner';
import { MutedTalk } from '../engine/muted-talk';
import type { OwnMediaState } from '../engine/own-media';
import { shortcuts } from './shortcuts/shortcuts';
import { useStore } from './use-store';

/** How long the notice stays after the last speech, in ms. */
const shownMs = 6000;

/** Tells people who talk into their muted microphone that nobody hears them. */
export function MutedTalkNotice({ own }: { own: OwnMediaState }) {
  const { microphone, microphoneTrack: track } = own;
  const keys = useStore(shortcuts.enabled);
  const [talkedAt, setTalkedAt] = useState<number | null>(null);
  const muted = microphone === 'muted' ? track : null;
  useEffect(() => {
    if (muted === null) return;
    const talk = new MutedTalk(muted, () => {
      setTalkedAt(Date.now());
    });
    return () => {
      talk.close();
      setTalkedAt(null);
    };
  }, [muted]);
  useEffect(() => {
    if (talkedAt === null) return;
    const timer = setTimeout(() => {
      setTalkedAt(null);
    }, shownMs);
    return () => {
      clearTimeout(timer);
    };
  }, [talkedAt]);
  return talkedAt === null || muted === null ? null : (
    <Banner tone="warning" title="You are talking while muted.">
      {keys ? 'Press M to unmute, or hold the space bar to talk.' : 'Press Unmute to be heard.'}
    </Banner>
  );
}
