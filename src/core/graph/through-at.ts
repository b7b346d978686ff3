/** The slice of time a moment lies in: slice k holds from starts[k] until starts[k + 1], the first before that too. */
export function sliceAt(starts: readonly number[], at: number): number {
  let slice = 0;
  while (slice + 1 < starts.length && (starts[slice + 1] as number) <= at) slice++;
  return slice;
}

/**
 * When one is through a street who may set out from `at` on, and may wait: the soonest over all slices to come. What it
 * costs is what it costs when it is entered. Because waiting is allowed nobody is overtaken: who comes later is never
 * through earlier. @param costIn Deciseconds in a slice; Infinity = closed.
 */
export function throughAt(starts: readonly number[], at: number, costIn: (slice: number) => number): number {
  let slice = sliceAt(starts, at);
  let best = at + costIn(slice);
  for (slice++; slice < starts.length && (starts[slice] as number) < best; slice++)
    best = Math.min(best, (starts[slice] as number) + costIn(slice));
  return best;
}
