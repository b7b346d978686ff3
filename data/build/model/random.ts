/** Uniform numbers in [0, 1) from one seed; the same seed gives the same row for ever. */
export interface Random {
  next(): number;
  between(low: number, high: number): number;
  integer(low: number, high: number): number;
  chance(share: number): boolean;
  /** Index drawn with probability proportional to its weight. */
  weighted(weights: readonly number[]): number;
}

/** FNV-1a, 32 bits: turns a label into a number that splits the seed. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/**
 * A generator of its own for each `label` (a block, a park, a step), so that a change in one place does not
 * reshuffle the rest of the city. Algorithm: mulberry32 (public domain, T. Ettinger).
 */
export function randomFor(seed: number, label: string): Random {
  let state = (hashText(label) ^ Math.imul(seed | 0, 0x9e3779b1)) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    integer: (low, high) => low + Math.floor((high - low + 1) * next()),
    chance: (share) => next() < share,
    weighted: (weights) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      let at = next() * total;
      for (let i = 0; i < weights.length; i++) {
        at -= weights[i] as number;
        if (at < 0) return i;
      }
      return weights.length - 1;
    },
  };
}
