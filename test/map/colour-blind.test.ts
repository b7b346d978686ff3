import { expect, test } from "vitest";
import { coloursOf } from "../../src/map/colours.ts";

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** Machado, Oliveira and Fernandes 2009, "A physiologically-based model…", severity 1.0, on linear RGB. */
const SIGHT: Readonly<Record<string, Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const times = (matrix: Matrix, [x, y, z]: Triple): Triple =>
  matrix.map((row) => row[0] * x + row[1] * y + row[2] * z) as unknown as Triple;
const linear = (hex: string): Triple =>
  [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;
/** sRGB primaries to XYZ under D65, IEC 61966-2-1; white of the same sums. */
const TO_XYZ: Matrix = [
  [0.4124, 0.3576, 0.1805],
  [0.2126, 0.7152, 0.0722],
  [0.0193, 0.1192, 0.9505],
];
function labOf(rgb: Triple): Triple {
  const clipped = rgb.map((value) => Math.min(1, Math.max(0, value))) as unknown as Triple;
  const white = times(TO_XYZ, [1, 1, 1]);
  const [x, y, z] = times(TO_XYZ, clipped).map((value, at) => {
    const share = value / (white[at] as number);
    return share > 216 / 24389 ? Math.cbrt(share) : (24389 / 27 / 116) * share + 16 / 116;
  }) as unknown as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degreesOf = (b: number, a: number) => ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
/** CIEDE2000 as in Sharma, Wu and Dalal 2005. */
function difference([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const chroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7)));
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
  const [h1, h2] = [degreesOf(b1, p1), degreesOf(b2, p2)];
  const isGrey = c1 * c2 === 0;
  const turn = isGrey ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const hue = 2 * Math.sqrt(c1 * c2) * Math.sin(radians(turn / 2));
  const [light, mean] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const middle = isGrey ? h1 + h2 : (h1 + turn / 2 + 360) % 360;
  const t =
    1 -
    0.17 * Math.cos(radians(middle - 30)) +
    0.24 * Math.cos(radians(2 * middle)) +
    0.32 * Math.cos(radians(3 * middle + 6)) -
    0.2 * Math.cos(radians(4 * middle - 63));
  const lightWeight = 1 + (0.015 * (light - 50) ** 2) / Math.sqrt(20 + (light - 50) ** 2);
  const [chromaWeight, hueWeight] = [1 + 0.045 * mean, 1 + 0.015 * mean * t];
  const rotation =
    -2 *
    Math.sqrt(mean ** 7 / (mean ** 7 + 25 ** 7)) *
    Math.sin(radians(60 * Math.exp(-(((middle - 275) / 25) ** 2))));
  const parts = [(l2 - l1) / lightWeight, (c2 - c1) / chromaWeight, hue / hueWeight] as const;
  return Math.sqrt(parts[0] ** 2 + parts[1] ** 2 + parts[2] ** 2 + rotation * parts[1] * parts[2]);
}

test("the difference of colours is that of the published pairs", () => {
  // Sharma, Wu and Dalal 2005, table 1, pairs 1, 7, 13 and 25
  expect(difference([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
  expect(difference([50, 0, 0], [50, -1, 2])).toBeCloseTo(2.3669, 4);
  expect(difference([50, -0.001, 2.49], [50, 0.0011, -2.49])).toBeCloseTo(4.7461, 4);
  expect(difference([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387])).toBeCloseTo(1.2644, 4);
});

/** Sets of which a reader tells one from the next by colour first; the second mark stands beside each. */
const SETS = {
  // dots, wide and narrow strokes, cross-hatch
  risk: ["risk1", "risk2", "risk3", "risk4"],
  // the isoline at the rule, and the minutes in the legend
  minutes: ["minutes1", "minutes2", "minutes3", "minutes4", "minutes5"],
} as const;

for (const tone of ["light", "dark"] as const)
  for (const [sight, matrix] of Object.entries(SIGHT))
    test.each(Object.entries(SETS))(`%s by ${tone} keeps its classes apart with ${sight}`, (_set, names) => {
      const colours = coloursOf(tone);
      const seen = names.map((name) => labOf(times(matrix, linear(colours[name as keyof typeof colours]))));
      const apart = seen.flatMap((one, at) => seen.slice(at + 1).map((other) => difference(one, other)));
      // 10 is told apart at a glance; the second mark carries what falls short of the 15 we draw for.
      expect(Math.min(...apart)).toBeGreaterThan(10);
    });
