import { useEffect, useRef, useState } from 'react';
import type { Call } from '../engine/call';
import { describeChanges, summarise, type Summary } from '../engine/summary';

/** The least time between two announcements, in ms. Live values arrive ten times a second. */
const everyMs = 10_000;

/** Announces to screen readers what changed in the room. */
export function RoomAnnouncer({ call }: { call: Call }) {
  const [text, setText] = useState('');
  const told = useRef<Summary>(new Map());
  useEffect(() => {
    const timer = setInterval(() => {
      const now = summarise(call.state.get().room, (id) => call.latency.current(id));
      const changes = describeChanges(told.current, now);
      if (changes !== '') {
        told.current = now;
        setText(changes);
      }
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [call]);
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}
