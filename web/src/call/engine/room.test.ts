import { describe, expect, it } from 'vitest';
import { camera, participant } from '../testing/participant';
import { reduceRoom, remotePublications } from './room';

const ann = participant({
  id: 'a',
  displayName: 'Ann',
  you: true,
  publications: [camera('own')],
});
const ben = participant({ publications: [camera('x')] });

describe('reduceRoom', () => {
  it('starts with whoever is there', () => {
    const message = {
      type: 'joined',
      ref: 1,
      participantId: 'a',
      resumeToken: 't',
      iceServers: [],
      meeting: { id: 'm', createdAt: '' },
      participants: [ann, ben],
    } as const;
    expect(reduceRoom([ben], { ...message, iceServers: [], participants: [ann, ben] })).toEqual([
      ann,
      ben,
    ]);
  });

  it('adds who comes at the end', () => {
    expect(reduceRoom([ann], { type: 'participant', participant: ben })).toEqual([ann, ben]);
  });

  it('keeps everybody in place when something about them changes', () => {
    const changed = { ...ann, status: 'reconnecting' } as const;
    expect(reduceRoom([ann, ben], { type: 'participant', participant: changed })).toEqual([
      changed,
      ben,
    ]);
  });

  it('removes who left', () => {
    expect(reduceRoom([ann, ben], { type: 'participantLeft', participantId: 'b' })).toEqual([ann]);
  });

  it('is the same room when nothing changed', () => {
    const room = [ann];
    expect(reduceRoom(room, { type: 'participantLeft', participantId: 'b' })).toBe(room);
    expect(reduceRoom(room, { type: 'latency', measurements: [] })).toBe(room);
  });
});

it('looks at everything but what is one’s own', () => {
  expect(remotePublications([ann, ben]).map(({ id }) => id)).toEqual(['x']);
});
