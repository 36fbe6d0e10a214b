import { handOrder } from '../conversation';
import type { Participant } from '../protocol';
import type { Room } from '../room';

/** More people at once are announced by their number only. */
const namedAtMost = 2;

/** Who came, left, was lost, is back, and became a co-host or none, as sentences. */
export function describePeople(before: Room, now: Room): string[] {
  const others = now.filter(({ you }) => !you);
  return [
    ...withNames(others.filter(without(before)), 'is here.', 'are here.'),
    ...now.flatMap((person) => describeChange(before.find(same(person)), person)),
    ...withNames(before.filter(without(now)), 'left.', 'left.'),
  ];
}

/** Who of the others raised a hand, in the order of raising, as sentences. */
export function describeHands(before: Room, now: Room): string[] {
  const order = handOrder(now);
  const raised = now.filter(
    (person) =>
      !person.you &&
      person.handRaisedAt !== null &&
      person.handRaisedAt !== before.find(same(person))?.handRaisedAt,
  );
  raised.sort((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0));
  return withNames(raised, 'raised a hand.', 'raised their hands.');
}

function describeChange(
  before: Participant | undefined,
  { displayName, status, coHost }: Participant,
): string[] {
  const sentences: string[] = [];
  if (before !== undefined && before.status !== status) {
    sentences.push(`${displayName} is ${status === 'present' ? 'back' : 'reconnecting'}.`);
  }
  if ((before?.coHost ?? false) !== coHost) {
    sentences.push(`${displayName} is ${coHost ? 'a co-host' : 'no longer a co-host'}.`);
  }
  return sentences;
}

function withNames(people: Room, predicate: string, ofMany: string): string[] {
  return people.length > namedAtMost
    ? [`${people.length} people ${ofMany}`]
    : people.map(({ displayName }) => `${displayName} ${predicate}`);
}

function same({ id }: Participant) {
  return (other: Participant) => other.id === id;
}

/** Whether a person is not in a room. */
function without(room: Room) {
  return (person: Participant) => !room.some(same(person));
}
