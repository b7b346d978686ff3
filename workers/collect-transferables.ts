/** Every ArrayBuffer inside a plain value, once each: what is handed over instead of copied. */
export function collectTransferables(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (value instanceof ArrayBuffer) {
    found.add(value);
  } else if (Array.isArray(value)) {
    // Long arrays of plain rows hold no buffers below their first rows: answers keep them in typed arrays.
    const limit = typeof value[0] === "object" ? value.length : 0;
    for (let i = 0; i < limit; i++) collectTransferables(value[i], found);
  } else if (value && typeof value === "object") {
    for (const part of Object.values(value)) collectTransferables(part, found);
  }
  return [...found];
}
