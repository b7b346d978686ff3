/*
 * Not Web Crypto: it is missing where the page is served without https, as in an office's own network.
 * FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2.2.
 */

/** The first 32 bits of the fraction of a root of a whole number. */
const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;
const isPrime = (number: number): boolean => {
  for (let factor = 2; factor * factor <= number; factor++) if (number % factor === 0) return false;
  return true;
};
const PRIMES: readonly number[] = Array.from({ length: 311 }, (_, at) => at + 2)
  .filter(isPrime)
  .slice(0, 64);
const ROUND_WORDS = PRIMES.map((prime) => fraction(Math.cbrt(prime)));
const FIRST_STATE = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

const BLOCK_BYTES = 64;
const turned = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits));

/** SHA-256 of the bytes as 64 hex digits. */
export function sha256(bytes: Uint8Array): string {
  // A one bit, zeros, and the length in bits as 64 bits at the end of a block.
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK_BYTES) * BLOCK_BYTES);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);

  const state = Int32Array.from(FIRST_STATE);
  const words = new Int32Array(64);
  for (let block = 0; block < padded.length; block += BLOCK_BYTES) {
    for (let at = 0; at < 16; at++) words[at] = view.getInt32(block + at * 4);
    for (let at = 16; at < 64; at++) {
      const [early, late] = [words[at - 15]!, words[at - 2]!];
      const small = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
      const large = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
      words[at] = words[at - 16]! + small + words[at - 7]! + large;
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    for (let at = 0; at < 64; at++) {
      const sumE = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const first = (h + sumE + ((e & f) ^ (~e & g)) + ROUND_WORDS[at]! + words[at]!) | 0;
      const sumA = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const second = (sumA + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] = state[at]! + word;
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
