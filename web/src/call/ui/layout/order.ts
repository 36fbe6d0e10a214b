/** What decides about the order of tiles. All are keys of tiles. */
export interface Wishes {
  /** Raised hands, the first one first. */
  hands: readonly string[];
  /** Who spoke, the latest first. */
  recent: readonly string[];
  /** Never gives its place to somebody who speaks. */
  own: string | undefined;
}

/**
 * The order of tiles on pages. It is the order in which people came, unless they need several pages: then raised hands
 * come first, and whoever speaks takes the place of the person on the first page who has been silent longest. Nobody
 * else moves.
 *
 * @param before the order until now
 * @param present the tiles to order, in the order in which people came
 */
export function arrange(
  before: readonly string[],
  present: readonly string[],
  { hands, recent, own }: Wishes,
  pageSize: number,
): readonly string[] {
  if (present.length <= pageSize) {
    return present;
  }
  const here = new Set(present);
  const known = new Set(before);
  const order = [
    ...before.filter((key) => here.has(key)),
    ...present.filter((key) => !known.has(key)),
  ];
  const raised = hands.filter((key) => here.has(key));
  const arranged = [...raised, ...order.filter((key) => !raised.includes(key))];
  const [speaker] = recent;
  const from = speaker === undefined ? -1 : arranged.indexOf(speaker);
  if (speaker !== undefined && from >= pageSize) {
    const silence = (key: string) => (recent.includes(key) ? recent.indexOf(key) : recent.length);
    const [quietest] = arranged
      .slice(raised.length, pageSize)
      .filter((key) => key !== own)
      .sort((one, other) => silence(other) - silence(one));
    if (quietest !== undefined) {
      const to = arranged.indexOf(quietest);
      arranged[to] = speaker;
      arranged[from] = quietest;
    }
  }
  return arranged;
}
