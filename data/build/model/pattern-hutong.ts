import type { Pattern, PatternLine, Slot } from "./block.ts";
import type { Frame } from "./frame.ts";
import type { Point } from "./plane.ts";
import type { Random } from "./random.ts";

/** Distance between neighbouring east-west lanes; the historic grid of the inner city is about 70-77 m. */
const LANE_PITCH_METRES: readonly [number, number] = [60, 76];
const CONNECTOR_PITCH_METRES: readonly [number, number] = [105, 175];
const YARD_DEPTH_METRES = 27;
const STEP_METRES = 18;

export function bentLine(frame: Frame, u0: number, v0: number, u1: number, v1: number): Point[] {
  const steps = Math.max(1, Math.round(Math.hypot(u1 - u0, v1 - v0) / STEP_METRES));
  return Array.from({ length: steps + 1 }, (_, i) =>
    frame.at(u0 + ((u1 - u0) * i) / steps, v0 + ((v1 - v0) * i) / steps),
  );
}
export function bentBox(frame: Frame, u0: number, v0: number, u1: number, v1: number): Point[] {
  return [frame.at(u0, v0), frame.at(u1, v0), frame.at(u1, v1), frame.at(u0, v1)];
}

/** 2.5-6 m; half of the lanes are too narrow for a car (under 3.5 m). */
function laneWidth(random: Random): number {
  const widths = [2.5, 3, 3.5, 4, 5, 6];
  return widths[random.weighted([2, 3, 3, 3, 2, 1])] as number;
}

/** One courtyard house group seen from above: three or four wings round a yard, open to the lane. */
function courtyard(frame: Frame, u0: number, v0: number, u1: number, v1: number, random: Random): Point[] {
  const shape = random.weighted([4, 3, 3]);
  if (shape === 0) return bentBox(frame, u0, v0, u1, v1);
  const wing = Math.min(6.5, (u1 - u0) * 0.34);
  const depth = (v1 - v0) * random.between(0.45, 0.68);
  if (shape === 1) {
    return [
      frame.at(u0, v0),
      frame.at(u0 + wing, v0),
      frame.at(u0 + wing, v0 + depth),
      frame.at(u1 - wing, v0 + depth),
      frame.at(u1 - wing, v0),
      frame.at(u1, v0),
      frame.at(u1, v1),
      frame.at(u0, v1),
    ];
  }
  return random.chance(0.5)
    ? [
        frame.at(u0, v0),
        frame.at(u0 + wing, v0),
        frame.at(u0 + wing, v0 + depth),
        frame.at(u1, v0 + depth),
        frame.at(u1, v1),
        frame.at(u0, v1),
      ]
    : [
        frame.at(u0, v0 + depth),
        frame.at(u1 - wing, v0 + depth),
        frame.at(u1 - wing, v0),
        frame.at(u1, v0),
        frame.at(u1, v1),
        frame.at(u0, v1),
      ];
}

function yardsBetween(frame: Frame, v0: number, v1: number, random: Random): Slot[] {
  const slots: Slot[] = [];
  const rows = Math.max(1, Math.round((v1 - v0) / YARD_DEPTH_METRES));
  const depth = (v1 - v0) / rows;
  for (let row = 0; row < rows; row++) {
    const low = v0 + row * depth + 0.7;
    const high = low + depth - 1.4;
    for (let u = frame.minU + random.between(0, 12); u < frame.maxU; ) {
      const width = random.between(20, 37);
      if (random.chance(0.94)) {
        // now and then a brick block of two or three storeys stands among the yards
        const storeys = random.chance(0.05) ? random.integer(2, 4) : 1;
        slots.push({
          outline:
            storeys > 1
              ? bentBox(frame, u, low + depth * 0.25, u + width, high)
              : courtyard(frame, u, low, u + width, high, random),
          storeys,
          use: storeys > 1 ? "slab" : "courtyard",
        });
      }
      u += width + random.between(0.8, 2.6);
    }
  }
  return slots;
}

/** East-west lanes with staggered cross lanes, some of them blind; yards in rows between. */
export function hutongPattern(frame: Frame, random: Random): Pattern {
  const lines: PatternLine[] = [];
  const slots: Slot[] = [];
  const rows: { v: number; width: number }[] = [];
  for (
    let v = frame.minV + random.between(30, 62);
    v < frame.maxV - 22;
    v += random.between(...LANE_PITCH_METRES)
  )
    rows.push({ v, width: rows.length % 4 === 2 ? random.between(5, 7) : laneWidth(random) });
  for (const { v, width } of rows) {
    lines.push({
      points: bentLine(frame, frame.minU - 20, v, frame.maxU + 20, v),
      kind: "hutong",
      widthMetres: width,
      toStreet: true,
      gated: false,
    });
  }
  const bounds = [{ v: frame.minV - 10, width: 0 }, ...rows, { v: frame.maxV + 10, width: 0 }];
  for (let row = 0; row + 1 < bounds.length; row++) {
    const below = bounds[row] as { v: number; width: number };
    const above = bounds[row + 1] as { v: number; width: number };
    slots.push(
      ...yardsBetween(frame, below.v + below.width / 2 + 0.8, above.v - above.width / 2 - 0.8, random),
    );
    for (
      let u = frame.minU + random.between(40, 110);
      u < frame.maxU - 25;
      u += random.between(...CONNECTOR_PITCH_METRES)
    ) {
      const blind = random.chance(0.14);
      const reach = blind ? random.between(0.4, 0.7) : 1;
      const fromBelow = !blind || random.chance(0.5);
      const [from, to] = fromBelow
        ? [below.v, below.v + (above.v - below.v) * reach]
        : [above.v, above.v - (above.v - below.v) * reach];
      const lean = random.between(-9, 9);
      lines.push({
        points: bentLine(frame, u, from, u + lean, to),
        kind: "hutong",
        widthMetres: laneWidth(random),
        toStreet: !blind,
        gated: false,
      });
    }
  }
  return { lines, slots };
}
