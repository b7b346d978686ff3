import { contours } from "d3-contour";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metresToSegment, segmentsTouch } from "../../../src/core/geo/ring.ts";
import { INSIDE, type OutlineRing, traceOutline } from "../../../src/core/geo/trace-outline.ts";
import { createLattice } from "../../fixtures/create-lattice.ts";
import { createRandom } from "../../fixtures/create-random.ts";

/** Values from -1 to 1 but never near 0, with a border of -1. Low `roughness` = larger areas. */
function createValues(columns: number, rows: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const values = new Float64Array(columns * rows).fill(-1);
  const share = 0.2 + random() * 0.6;
  for (let row = 1; row + 1 < rows; row++)
    for (let column = 1; column + 1 < columns; column++) {
      const size = 0.2 + random() * 0.8;
      values[row * columns + column] = random() < share ? size : -size;
    }
  return values;
}

const trace = (
  values: Float64Array,
  columns: number,
  rows: number,
  joined: boolean,
  isMixed?: (block: number) => boolean,
  straightenShare = 0,
) => {
  const inside = Uint8Array.from(values, (value) => (value >= 0 ? 1 : 0));
  const valueAt = (column: number, row: number) =>
    column < columns && row < rows ? values[row * columns + column]! : -1;
  return traceOutline({
    ...createLattice(columns, rows, inside, isMixed),
    crossing: (column, row, outColumn, outRow) => {
      const value = valueAt(column, row);
      return value / (value - valueAt(outColumn, outRow));
    },
    joined: () => joined,
    straightenShare,
  });
};

/** One spelling per ring: from its smallest corner on, in the direction of the smaller neighbour. */
function spelling(points: readonly (readonly number[])[]): string {
  const words = points.map(([x, y]) => `${x!.toFixed(6)},${y!.toFixed(6)}`);
  const least = words.reduce((a, b) => (b < a ? b : a));
  const at = words.indexOf(least);
  const turned = [...words.slice(at), ...words.slice(0, at)];
  const back = [turned[0]!, ...turned.slice(1).reverse()];
  return (turned[1]! < back[1]! ? turned : back).join(" ");
}
const pairs = (ring: OutlineRing) =>
  Array.from({ length: ring.points.length / 2 }, (_, i) => [ring.points[i * 2]!, ring.points[i * 2 + 1]!]);

const lattices = fc.record({
  columns: fc.integer({ min: 3, max: 24 }),
  rows: fc.integer({ min: 3, max: 24 }),
  seed: fc.integer(),
});

describe("traceOutline", () => {
  it("has the rings of d3-contour, corner by corner", () => {
    let rings = 0;
    fc.assert(
      fc.property(lattices, ({ columns, rows, seed }) => {
        const values = createValues(columns, rows, seed);
        const ours = trace(values, columns, rows, false);
        const theirs = contours()
          .size([columns, rows])
          .contour(values as unknown as number[], 0)
          .coordinates.flat()
          // d3-contour puts the value of column i at i + 0.5, and repeats the first corner
          .map((ring) => ring.slice(1).map(([x, y]) => [x! - 0.5, y! - 0.5]));
        rings += ours.length;
        expect(ours.map((ring) => spelling(pairs(ring))).sort()).toEqual(theirs.map(spelling).sort());
      }),
      { numRuns: 300, seed: 1 },
    );
    expect(rings).toBeGreaterThan(2000);
  });

  it("never touches itself or another ring, whichever way corners hang together and however straightened", () => {
    fc.assert(
      fc.property(
        lattices,
        fc.boolean(),
        fc.constantFrom(0, 0.1, 0.6),
        ({ columns, rows, seed }, joined, most) => {
          const values = createValues(columns, rows, seed);
          const segments = trace(values, columns, rows, joined, undefined, most).flatMap((ring, k) => {
            const points = pairs(ring);
            return points.map((point, i) => ({
              k,
              i,
              n: points.length,
              a: point,
              b: points[(i + 1) % points.length]!,
            }));
          });
          for (let p = 0; p < segments.length; p++)
            for (let q = 0; q < p; q++) {
              const [s, t] = [segments[p]!, segments[q]!];
              if (s.k === t.k && [1, s.n - 1].includes(Math.abs(s.i - t.i))) continue;
              const touch = segmentsTouch(
                s.a[0]!,
                s.a[1]!,
                s.b[0]!,
                s.b[1]!,
                t.a[0]!,
                t.a[1]!,
                t.b[0]!,
                t.b[1]!,
              );
              if (touch) throw new Error(`${s.k}/${s.i} touches ${t.k}/${t.i}`);
            }
        },
      ),
      { numRuns: 60, seed: 2 },
    );
  });

  it("runs outer rings anticlockwise and holes clockwise, and knows the ring around every hole", () => {
    let holes = 0;
    fc.assert(
      fc.property(lattices, fc.boolean(), ({ columns, rows, seed }, joined) => {
        const values = createValues(columns, rows, seed);
        const rings = trace(values, columns, rows, joined);
        for (const ring of rings) {
          const points = pairs(ring);
          const twice = points.reduce((sum, [x, y], i) => {
            const [nextX, nextY] = points[(i + 1) % points.length]!;
            return sum + x! * nextY! - nextX! * y!;
          }, 0);
          expect(ring.area).toBeCloseTo(twice / 2, 9);
          expect(ring.area > 0).toBe(ring.holeOf < 0);
          if (ring.holeOf < 0) continue;
          holes++;
          // around the hole: the smallest of the outer rings that hold its corner
          const [x, y] = points[0]!;
          const around = rings
            .map((outer, k) => ({ k, outer }))
            .filter(({ outer }) => {
              let inside = false;
              const corners = pairs(outer);
              corners.forEach(([xi, yi], i) => {
                const [xj, yj] = corners[(i + 1) % corners.length]!;
                if (yi! > y! !== yj! > y! && x! < ((xj! - xi!) * (y! - yi!)) / (yj! - yi!) + xi!)
                  inside = !inside;
              });
              return outer.holeOf < 0 && inside;
            })
            .sort((a, b) => a.outer.area - b.outer.area);
          expect(ring.holeOf).toBe(around[0]?.k);
        }
      }),
      { numRuns: 200, seed: 3 },
    );
    expect(holes).toBeGreaterThan(300);
  });

  it("keeps clear of the lattice points, however near the crossing is said to be", () => {
    const values = new Float64Array(49).fill(-1);
    values[24] = 1;
    const rings = (at: number) =>
      traceOutline({
        ...createLattice(
          7,
          7,
          Uint8Array.from(values, (value) => (value > 0 ? 1 : 0)),
        ),
        crossing: () => at,
        joined: () => true,
        straightenShare: 0,
      });
    for (const at of [0, -5, Number.MIN_VALUE]) expect(rings(at)[0]?.area).toBeGreaterThan(0.0005);
    for (const at of [1, 7, Infinity]) expect(rings(at)[0]?.area).toBeLessThan(2);
  });

  it("finds the same rings whether blocks that are alike are listed point by point or not", () => {
    let uniform = 0;
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 9 }), fc.boolean(), (seed, width, joined) => {
        // large areas, so that many blocks are wholly inside or outside
        const [columns, rows] = [61, 47];
        const coarse = createValues(Math.ceil(columns / width) + 2, Math.ceil(rows / width) + 2, seed);
        const values = new Float64Array(columns * rows).fill(-1);
        for (let row = 1; row + 1 < rows; row++)
          for (let column = 1; column + 1 < columns; column++)
            values[row * columns + column] =
              coarse[
                Math.floor(row / width) * (Math.ceil(columns / width) + 2) + Math.floor(column / width)
              ]!;
        const random = createRandom(seed);
        const sparse = trace(values, columns, rows, joined);
        // as texts: the runner's picture of two long unequal lists takes more memory than there is
        const text = JSON.stringify(sparse);
        expect(JSON.stringify(trace(values, columns, rows, joined, () => true)) === text).toBe(true);
        expect(JSON.stringify(trace(values, columns, rows, joined, () => random() < 0.5)) === text).toBe(
          true,
        );
        const { blocks } = createLattice(
          columns,
          rows,
          values.map((value) => (value >= 0 ? 1 : 0)),
        );
        uniform += blocks.filter((block) => block === INSIDE).length;
      }),
      { numRuns: 60, seed: 4 },
    );
    expect(uniform).toBeGreaterThan(300);
  });

  it("leaves vertices out, not rings, and stays as near as asked to where it was", () => {
    let [before, after] = [0, 0];
    fc.assert(
      fc.property(
        lattices,
        fc.boolean(),
        fc.constantFrom(0.01, 0.2),
        ({ columns, rows, seed }, joined, most) => {
          const values = createValues(columns, rows, seed);
          const whole = trace(values, columns, rows, joined);
          const straight = trace(values, columns, rows, joined, undefined, most);
          expect(straight.map((ring) => ring.holeOf)).toEqual(whole.map((ring) => ring.holeOf));
          straight.forEach((ring, k) => {
            const corners = pairs(whole[k]!);
            const left = pairs(ring);
            before += corners.length;
            after += left.length;
            expect(ring.area > 0).toBe(ring.holeOf < 0);
            // what is left are corners of before, in their order, and those between lie near the side in their place
            const places = left.map((corner) =>
              corners.findIndex(([x, y]) => x === corner[0] && y === corner[1]),
            );
            expect(places).toEqual([...places].sort((a, b) => a - b));
            places.forEach((from, i) => {
              const to = places[i + 1] ?? corners.length;
              const [a, b] = [corners[from]!, corners[to % corners.length]!];
              for (let c = from + 1; c < to; c++) {
                const [x, y] = corners[c]!;
                expect(metresToSegment(x!, y!, a[0]!, a[1]!, b[0]!, b[1]!)).toBeLessThanOrEqual(most + 1e-9);
              }
            });
          });
        },
      ),
      { numRuns: 100, seed: 6 },
    );
    expect(after).toBeLessThan(before * 0.95);
  });

  it("has no ring where nothing is inside, and one where everything is", () => {
    const values = new Float64Array(30 * 20).fill(-1);
    expect(trace(values, 30, 20, true)).toEqual([]);
    for (let row = 1; row < 19; row++) values.fill(1, row * 30 + 1, row * 30 + 29);
    const [ring, ...others] = trace(values, 30, 20, true);
    expect(others).toEqual([]);
    // 28 x 18 points, half a side around them, the four corners cut
    expect(ring?.area).toBeCloseTo(28 * 18 - 4 * 0.125, 9);
  });
});
