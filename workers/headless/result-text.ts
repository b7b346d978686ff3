const MOST_DIGITS = 9;

/** The shortest decimal that reads back as the same 32-bit float. */
export function shortestFloat32(value: number): number {
  for (let digits = 1; digits < MOST_DIGITS; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

function plain(value: unknown): unknown {
  if (typeof value !== "number" || Number.isFinite(value)) return value;
  // JSON has no such numbers and would write null, which means "unknown" here.
  return String(value);
}

/**
 * JSON of a result. Typed arrays become arrays; Infinity, -Infinity and NaN the strings "Infinity", "-Infinity" and
 * "NaN"; a number of 32 bits its shortest decimal. Keys keep their order, so that equal results are equal bytes.
 */
export function resultText(result: unknown): string {
  return `${JSON.stringify(result, (_, value: unknown) => {
    if (value instanceof Float32Array)
      return Array.from(value, (each) => (Number.isFinite(each) ? shortestFloat32(each) : String(each)));
    if (ArrayBuffer.isView(value) && !(value instanceof DataView))
      return Array.from(value as unknown as ArrayLike<number>, plain);
    return plain(value);
  })}\n`;
}
