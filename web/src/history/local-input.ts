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

/** The instant of such a value, in ms since 1970. Inputs leave out seconds that are zero. */
export function fromLocalInput(value: string): number {
  return new Date(value).getTime();
}
