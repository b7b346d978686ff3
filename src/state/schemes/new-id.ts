const ID_BYTES = 12;

/** Never used before, on this device or another. Not randomUUID: an office's own network may be without https. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(ID_BYTES)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
