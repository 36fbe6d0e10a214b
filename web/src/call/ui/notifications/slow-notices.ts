import { Store } from '../../engine/store';

const key = 'chattycat.notices.slow';

/** Whether the person wants to be told that the own connection is slow. */
export const slowNotices = new Store(localStorage.getItem(key) !== 'off');

export function setSlowNotices(wanted: boolean): void {
  localStorage.setItem(key, wanted ? 'on' : 'off');
  slowNotices.set(wanted);
}
