import { describe, expect, it } from 'vitest';
import { camera, participant } from '../testing/participant';
import { noRecording } from './recording-consent';
import { isSent, reduceRoom, remotePublications } from './room';

const ann = participant({
  id: 'a',
  displayName: 'Ann',
  you: true,
  publications: [camera('own')],
});
const ben = participant({ publications: [camera('x')] });

describe('reduceRoom', () => {
  it('starts with the participants of the join', () => {
    const message = {
      type: 'joined',
      ref: 1,
      participantId: 'a',
      resumeToken: 't',
      iceServers: [],
      meeting: {
        id: 'm',
        createdAt: '',
        moveSuggested: false,
        stampsRequested: false,
        recording: noRecording,
        title: null,
        shortCode: 'fox-candle-ocean-42',
        smallPictures: false,
      },
      participants: [ann, ben],
    } as const;
    expect(reduceRoom([ben], { ...message, iceServers: [], participants: [ann, ben] })).toEqual([
      ann,
      ben,
    ]);
  });

  it('adds a new participant at the end', () => {
    expect(reduceRoom([ann], { type: 'participant', participant: ben })).toEqual([ann, ben]);
  });

  it('keeps the order when a participant changes', () => {
    const changed = { ...ann, status: 'reconnecting' } as const;
    expect(reduceRoom([ann, ben], { type: 'participant', participant: changed })).toEqual([
      changed,
      ben,
    ]);
  });

  it('removes a participant who left', () => {
    expect(reduceRoom([ann, ben], { type: 'participantLeft', participantId: 'b' })).toEqual([ann]);
  });

  it('keeps the same object when nothing changed', () => {
    const room = [ann];
    expect(reduceRoom(room, { type: 'participantLeft', participantId: 'b' })).toBe(room);
    expect(reduceRoom(room, { type: 'latency', measurements: [] })).toBe(room);
  });
});

it('views everything except its own publications', () => {
  expect(remotePublications([ann, ben]).map(({ id }) => id)).toEqual(['x']);
});

it('knows what is sent: something that is not muted, of somebody who is there', () => {
  const muted = { ...camera('y'), audioMuted: true, videoMuted: true };
  const room = [participant({ publications: [camera('x'), muted] })];
  expect(isSent(room, 'x', 'large')).toBe(true);
  expect(isSent(room, 'y', 'large')).toBe(false);
  const silent = participant({ publications: [{ ...camera('x'), audioMuted: true }] });
  expect(isSent([silent], 'x', 'small')).toBe(true);
  expect(isSent([silent], 'x', 'none')).toBe(false);
  expect(isSent(room, 'x', 'none')).toBe(true);
  expect(isSent(room, 'z', 'large')).toBe(false);
  expect(isSent([{ ...ben, status: 'reconnecting' }], 'x', 'large')).toBe(false);
});
