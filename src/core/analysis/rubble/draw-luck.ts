/** A bijection of 32-bit numbers in which every bit of the answer hangs on every bit of the question (lowbias32, C. Wellons, 2018). */
function mixed(value: number): number {
  let bits = value >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Odd, the golden ratio of 2^32: consecutive draws land far from each other. */
const STRIDE = 0x9e3779b9;

/**
 * What all luck of one draw hangs on. Luck is a function of seed, draw and building and not of a running state, so any
 * draw can be computed alone, by anybody, in any order.
 */
export const drawSalt = (seed: number, draw: number): number =>
  mixed(mixed(seed) + Math.imul(draw + 1, STRIDE));

/** A whole number in [0, 2^32), evenly spread; a building of that chance collapses when it is below chance * 2^32. */
export const buildingLuck = (salt: number, luckKey: number): number => mixed(mixed(luckKey ^ salt) + salt);

export const LUCK_RANGE = 4_294_967_296;

/** The key of a name: FNV-1a over its UTF-16 units, mixed. `occurrence` tells apart rows that share one name. */
export function luckKeyOf(name: string, occurrence: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return mixed(mixed(hash) + Math.imul(occurrence, STRIDE));
}
