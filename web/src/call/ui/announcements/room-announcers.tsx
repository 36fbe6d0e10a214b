import { useState } from 'react';
import { ChatAnnouncements } from '../../engine/announcements/chat-announcements';
import { LatencyAnnouncements } from '../../engine/announcements/latency-announcements';
import { describeHands, describePeople } from '../../engine/announcements/room-announcements';
import type { Call } from '../../engine/call';
import { visibleClocks } from '../../engine/latency';
import type { Room } from '../../engine/room';
import type { StoredSwitch } from '../stored-switch';
import { announced } from './announced';
import { Announcer } from './announcer';

/** People who come and hands that go up are announced within this time, in ms. */
const soonMs = 1000;
/** Live values arrive ten times a second; they are announced less often, in ms. */
const latencyMs = 10_000;

/**
 * Announces to screen readers who comes and goes, raised hands, messages, and latencies that become better or worse. What
 * happens while the person has turned a kind off is not announced later.
 */
export function RoomAnnouncers({ call }: { call: Call }) {
  const [people] = useState(() => changes(call, announced.people, describePeople));
  const [hands] = useState(() => changes(call, announced.hands, describeHands));
  const [chat] = useState(() => messages(call));
  const [latency] = useState(() => latencies(call));
  return (
    <>
      <Announcer everyMs={soonMs} next={people} />
      <Announcer everyMs={soonMs} next={hands} />
      <Announcer everyMs={soonMs} next={chat} />
      <Announcer everyMs={latencyMs} next={latency} />
    </>
  );
}

function changes(
  call: Call,
  wanted: StoredSwitch,
  describe: (before: Room, now: Room) => string[],
) {
  let before: Room = [];
  return () => {
    const { room } = call.state.get();
    const sentences = describe(before, room);
    before = room;
    return wanted.get() ? sentences : [];
  };
}

function messages(call: Call) {
  const announcements = new ChatAnnouncements();
  return () => {
    const { messages: known, unread } = call.conversation;
    // While the chat is open, its list is read.
    const sentences = announcements.next(known.get(), unread.get());
    return announced.chat.get() ? sentences : [];
  };
}

function latencies(call: Call) {
  const announcements = new LatencyAnnouncements();
  return () => {
    const sentences = announcements.next(call.state.get().room, (id) =>
      visibleClocks(call.latency.of(id).get()).find(({ source }) => source !== 'PAIR'),
    );
    return announced.latency.get() ? sentences : [];
  };
}
