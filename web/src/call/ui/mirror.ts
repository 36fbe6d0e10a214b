import { StoredSwitch } from './stored-switch';

/** Whether the person sees the own camera mirrored. Others never do. */
export const mirroredOwnVideo = new StoredSwitch('chattycat.mirror');
