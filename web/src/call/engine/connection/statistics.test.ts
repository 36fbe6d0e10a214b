import { expect, it } from 'vitest';
import type { PeerLink } from '../peer-link';
import { StatisticsReader } from './statistics';

const audio = (packets: number) => ({
  id: 'a',
  type: 'inbound-rtp',
  kind: 'audio',
  ssrc: 1,
  timestamp: packets * 20,
  packetsReceived: packets,
  bytesReceived: packets * 100,
});

it('reads each connection from one time to the next, and leaves out what has no publication', async () => {
  let packets = 50;
  const stats = () => Promise.resolve(new Map([['a', audio(packets)]]));
  const links = [
    { state: 'live', strategy: { publicationId: 'a', picture: 'small' }, stats },
    { state: 'waiting', strategy: { publicationId: 'b', picture: 'large' }, stats: () => null },
    { state: 'connecting', strategy: { publicationId: null }, stats: () => null },
  ] as unknown as PeerLink[];
  const reader = new StatisticsReader(() => links);
  expect((await reader.read()).get('a')?.streams).toMatchObject([{ bitsPerSecond: null }]);
  packets = 100;
  const read = await reader.read();
  expect([...read.keys()]).toEqual(['a', 'b']);
  expect(read.get('a')).toMatchObject({
    state: 'live',
    picture: 'small',
    streams: [{ bitsPerSecond: 40_000 }],
  });
  expect(read.get('b')).toEqual({ state: 'waiting', picture: 'large', streams: [] });
});
