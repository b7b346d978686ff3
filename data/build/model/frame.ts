import { distance, type Point, type Ring } from "./plane.ts";
import type { Random } from "./random.ts";

/** Own axes of a block: u about east, v about north, bent a little so that nothing is ruler-straight. */
export interface Frame {
  readonly minU: number;
  readonly maxU: number;
  readonly minV: number;
  readonly maxV: number;
  at(u: number, v: number): Point;
}

/** Direction in (-45°, 45°] that most of the outline follows or stands square to, radians. */
function mainDirection(ring: Ring): number {
  let x = 0;
  let y = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i] as Point;
    const b = ring[(i + 1) % ring.length] as Point;
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
    const weight = distance(a, b) ** 1.5;
    x += weight * Math.cos(4 * angle);
    y += weight * Math.sin(4 * angle);
  }
  return Math.atan2(y, x) / 4;
}

export function frameOf(ring: Ring, bendMetres: number, random: Random): Frame {
  const angle = mainDirection(ring);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const origin = ring[0] as Point;
  let minU = Number.POSITIVE_INFINITY;
  let maxU = Number.NEGATIVE_INFINITY;
  let minV = Number.POSITIVE_INFINITY;
  let maxV = Number.NEGATIVE_INFINITY;
  for (const [px, py] of ring) {
    const u = (px - origin[0]) * cos + (py - origin[1]) * sin;
    const v = -(px - origin[0]) * sin + (py - origin[1]) * cos;
    minU = Math.min(minU, u);
    maxU = Math.max(maxU, u);
    minV = Math.min(minV, v);
    maxV = Math.max(maxV, v);
  }
  const waves = [0, 1, 2, 3].map((i) => ({
    phase: random.between(0, 2 * Math.PI),
    length: random.between(1, 1.5) * (i < 2 ? 75 : 28),
    height: bendMetres * (i < 2 ? 1 : 0.3),
  }));
  const [w0, w1, w2, w3] = waves as [
    (typeof waves)[0],
    (typeof waves)[0],
    (typeof waves)[0],
    (typeof waves)[0],
  ];
  const wave = (w: (typeof waves)[0], t: number) => w.height * Math.sin(t / w.length + w.phase);
  return {
    minU,
    maxU,
    minV,
    maxV,
    at: (u, v) => {
      const bentU = u + wave(w0, v) + wave(w2, v);
      const bentV = v + wave(w1, u) + wave(w3, u);
      return [origin[0] + bentU * cos - bentV * sin, origin[1] + bentU * sin + bentV * cos];
    },
  };
}
