import { instantsOf } from './local-time';

/** The value of an input of the type `datetime-local`, to the second, in the reader's zone; empty for no time. */
export function toLocalInput(ms: number): string {
  if (!Number.isFinite(ms)) return '';
  const date = new Date(ms);
  const two = (number: number) => String(number).padStart(2, '0');
  return (
    `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}` +
    `T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  );
}

/**
 * The instant of such a value, in ms since 1970. Inputs leave out seconds that are zero.
 *
 * @param near of the two instants of a time that the clock shows twice, the one that is nearer to this
 */
export function fromLocalInput(value: string, near: number): number {
  const instants = instantsOf(Date.parse(`${value}Z`) / 1000).map((at) => 1000 * at);
  // The clock never shows a time that it skips. Date takes one that is as much later.
  return (
    instants.sort((one, other) => Math.abs(one - near) - Math.abs(other - near))[0] ??
    new Date(value).getTime()
  );
}
