import { StoredSwitch } from '../stored-switch';

/** What the person wants screen readers to announce. */
export const announced = {
  people: new StoredSwitch('chattycat.announce.people'),
  hands: new StoredSwitch('chattycat.announce.hands'),
  chat: new StoredSwitch('chattycat.announce.chat'),
  latency: new StoredSwitch('chattycat.announce.latency'),
};
