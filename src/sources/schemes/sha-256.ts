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
const ROUND_WORDS = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
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
      const early = words[at - 15]!;
      const late = words[at - 2]!;
      const small = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
      const large = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
      words[at] = words[at - 16]! + small + words[at - 7]! + large;
    }
    // Plain assignments, no arrays taken apart: a log hashes a thousand lines a second.
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    let e = state[4]!;
    let f = state[5]!;
    let g = state[6]!;
    let h = state[7]!;
    for (let at = 0; at < 64; at++) {
      const sumE = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const first = (h + sumE + ((e & f) ^ (~e & g)) + ROUND_WORDS[at]! + words[at]!) | 0;
      const sumA = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const second = (sumA + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + first) | 0;
      d = c;
      c = b;
      b = a;
      a = (first + second) | 0;
    }
    state[0] = state[0]! + a;
    state[1] = state[1]! + b;
    state[2] = state[2]! + c;
    state[3] = state[3]! + d;
    state[4] = state[4]! + e;
    state[5] = state[5]! + f;
    state[6] = state[6]! + g;
    state[7] = state[7]! + h;
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
