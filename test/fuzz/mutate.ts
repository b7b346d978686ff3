/** One damage to a file's bytes, drawn from what happens on sticks, in mail and in hostile hands. */
export function mutate(
  seed: Uint8Array,
  other: Uint8Array,
  random: () => number,
): { readonly kind: string; readonly bytes: Uint8Array } {
  const at = (length: number) => Math.floor(random() * Math.max(1, length));
  const bytes = seed.slice();
  const view = new DataView(bytes.buffer);
  switch (at(7)) {
    case 0:
      for (let flips = 1 + at(16); flips > 0; flips--) {
        const i = at(bytes.length);
        bytes[i] = (bytes[i] as number) ^ (1 << at(8));
      }
      return { kind: "flipped bits", bytes };
    case 1:
      return { kind: "truncated", bytes: bytes.slice(0, at(bytes.length)) };
    case 2: {
      const size = 1 + at(Math.min(200, bytes.length / 3));
      const from = at(bytes.length - size);
      bytes.copyWithin(at(bytes.length - size), from, from + size);
      return { kind: "block copied", bytes };
    }
    case 3: {
      const from = at(bytes.length);
      const block = bytes.slice(from, from + 1 + at(300));
      const times = 1 + at(40);
      const parts = [bytes.slice(0, from), ...Array.from({ length: times }, () => block), bytes.slice(from)];
      return { kind: "block repeated", bytes: joined(parts) };
    }
    case 4: {
      // Lengths, counts and offsets are 16 or 32 bit numbers; the worst values are the ends of their ranges.
      const worst = [
        0,
        1,
        0x7f,
        0xff,
        0xffff,
        0x7fffffff,
        0x80000000,
        0xffffffff,
        at(bytes.length),
        at(2 ** 24),
      ];
      for (let edits = 1 + at(3); edits > 0 && bytes.length > 4; edits--)
        view.setUint32(at(bytes.length - 4), worst[at(worst.length)] as number, random() < 0.7);
      return { kind: "length edited", bytes };
    }
    case 5:
      return {
        kind: "spliced",
        bytes: joined([bytes.slice(0, at(bytes.length)), other.slice(at(other.length))]),
      };
    default: {
      const from = at(bytes.length);
      bytes.fill(at(256), from, from + 1 + at(64));
      return { kind: "block filled", bytes };
    }
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
