interface Kept {
  readonly id: string;
  readonly usedAtIso: string;
  readonly bytes: number;
}

/** Districts kept on one device, the one being opened included. */
export const MOST_KEPT_PACKS = 5;
/** All kept districts together: a phone's browser gives a page some hundred megabytes before it starts to clear. */
export const MOST_KEPT_BYTES = 256e6;
/** The browser's figure of free room is a guess, and the last of it is never to be had. */
const USABLE_SHARE = 0.8;

/**
 * Which of the other kept districts have to go for `neededBytes` more, the longest unused first; null: not even with all
 * of them gone is there room.
 */
export function chooseEvicted(
  others: readonly Kept[],
  neededBytes: number,
  freeBytes: number,
): readonly string[] | null {
  if (neededBytes > MOST_KEPT_BYTES) return null;
  const byAge = [...others].sort((a, b) =>
    a.usedAtIso < b.usedAtIso ? -1 : a.usedAtIso > b.usedAtIso ? 1 : 0,
  );
  let keptBytes = others.reduce((sum, { bytes }) => sum + bytes, 0);
  let room = freeBytes * USABLE_SHARE;
  const evicted: string[] = [];
  const fits = () =>
    neededBytes <= room &&
    keptBytes + neededBytes <= MOST_KEPT_BYTES &&
    byAge.length - evicted.length < MOST_KEPT_PACKS;
  for (const { id, bytes } of byAge) {
    if (fits()) break;
    evicted.push(id);
    keptBytes -= bytes;
    room += bytes;
  }
  return fits() ? evicted : null;
}
