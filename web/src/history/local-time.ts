const day = 86_400;

/** The offset of the reader's zone from UTC at an instant, both in s. */
export function offsetAt(at: number): number {
  return -60 * new Date(1000 * at).getTimezoneOffset();
}

/** What the clock of the reader's zone shows at an instant, in s as if it were UTC. */
function wallOf(at: number): number {
  return at + offsetAt(at);
}

/** The instants at which the clock shows this: one, none where it is set forward, two where it is set back. */
export function instantsOf(wall: number): number[] {
  // The offset changes at most once within two days.
  const offsets = new Set([offsetAt(wall - day), offsetAt(wall + day)]);
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((at) => wallOf(at) === wall)
    .sort((one, other) => one - other);
}

/** Whether the clock shows the same again an hour before or after this instant, in s since 1970. */
export function isTwice(at: number): boolean {
  return instantsOf(wallOf(Math.floor(at))).length > 1;
}

/** The instants in a range at which the clock shows a multiple of a step, in s. Steps of days begin at midnight. */
export function ticksOf(from: number, to: number, step: number): number[] {
  const [first, last] = [wallOf(from), wallOf(to)];
  // The clock may show more between the ends than at them.
  const change = Math.abs(offsetAt(to) - offsetAt(from));
  const start = Math.ceil((Math.min(first, last) - change) / step);
  const end = Math.floor((Math.max(first, last) + change) / step);
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => (start + index) * step)
    .flatMap((wall) => {
      const instants = instantsOf(wall);
      // In some zones, the clock is set forward or back at midnight.
      return step < day ? instants : [instants[0] ?? wall - offsetAt(wall - day)];
    })
    .filter((at) => at >= from && at <= to)
    .sort((one, other) => one - other);
}
