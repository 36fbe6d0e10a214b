import { StoredSwitch } from '../stored-switch';

/** Whether the person wants to be told that the own connection is slow. */
export const slowNotices = new StoredSwitch('chattycat.notices.slow');
