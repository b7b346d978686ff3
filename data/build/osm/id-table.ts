/** Ids seen so far, 64-bit safe (up to 2^53), eight bytes each. */
export class IdCollector {
  private ids = new Float64Array(1 << 16);
  length = 0;

  push(id: number): void {
    if (this.length === this.ids.length) {
      const larger = new Float64Array(this.ids.length * 2);
      larger.set(this.ids);
      this.ids = larger;
    }
    this.ids[this.length++] = id;
  }

  /** In the order they came. */
  values(): Float64Array {
    return this.ids.subarray(0, this.length);
  }

  /** Ascending, each once. */
  sorted(): Float64Array {
    const sorted = this.values().slice().sort();
    let length = 0;
    for (let i = 0; i < sorted.length; i++)
      if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[length++] = sorted[i] as number;
    return sorted.slice(0, length);
  }
}

/** Place of an id in ascending ids; -1 = not there. */
export function indexOfId(ids: Float64Array, id: number): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = ids[middle] as number;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
