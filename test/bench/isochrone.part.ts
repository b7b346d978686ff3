import { concave } from "@turf/turf";
import concaveman from "concaveman";
import { contours } from "d3-contour";
import type { MultiPolygon, Position } from "geojson";
import { isochrone } from "../../src/core/analysis/isochrone.ts";
import { type PreparedPack, preparePack } from "../../src/core/analysis/prepare.ts";
import { traceOutline } from "../../src/core/geo/trace-outline.ts";
import { heldBytes } from "../../src/core/graph/lookup-raster.ts";
import type { ReachedEdges } from "../../src/core/model/isochrone.ts";
import { openPack } from "../../src/sources/pack-reader.ts";
import { planningRules } from "../../src/sources/rule-packs.ts";
import { createFolderSource } from "../../workers/headless/folder-source.ts";
import { createLattice } from "../fixtures/create-lattice.ts";
import { createScenario } from "../fixtures/create-pack.ts";
import { createRandom } from "../fixtures/create-random.ts";
import { createOutlineTruth } from "../fixtures/outline-truth.ts";
import { describeNetwork } from "./bench-networks.ts";
import type { BenchContext, BenchRow } from "./bench-row.ts";
import { sideBySide } from "./side-by-side.ts";

const MINUTES = 15;
const GRID_DEGREES = 0.001;
const SAMPLE_METRES = 5;

const multi = (...rings: Position[][]): MultiPolygon => ({
  type: "MultiPolygon",
  coordinates: rings.map((ring) => [ring]),
});

/** Ends of the reached stretches: what the hulls are drawn round. */
function reachedPoints({ positions }: ReachedEdges): [number, number][] {
  return Array.from({ length: positions.length / 2 }, (_, k) => [positions[k * 2]!, positions[k * 2 + 1]!]);
}

/** Squares of 0.001° that hold a reached point. */
function coarseGrid(points: readonly (readonly [number, number])[]): MultiPolygon {
  const cells = new Set(
    points.map(([lng, lat]) => `${Math.floor(lng / GRID_DEGREES)}/${Math.floor(lat / GRID_DEGREES)}`),
  );
  return multi(
    ...[...cells].map((cell) => {
      const [west, south] = cell.split("/").map((part) => Number(part) * GRID_DEGREES) as [number, number];
      const [east, north] = [west + GRID_DEGREES, south + GRID_DEGREES];
      return [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ];
    }),
  );
}

/** Metres reached and metres of them or of others on the wrong side, every walkable street near sampled each 5 m. */
function wrongMetres(
  { pack, index }: PreparedPack,
  edges: ReachedEdges,
  origin: readonly number[],
  drawn: MultiPolygon,
) {
  const { isInside } = createOutlineTruth(drawn, index.plane);
  const spans = new Map<number, [number, number][]>();
  const { network } = pack;
  // shares of each edge that are reached, from the paths in its order
  edges.edge.forEach((edge, path) => {
    const whole = network.edgeLengthDecimetres[edge]! / 10;
    const own = spans.get(edge) ?? [];
    const first = edges.firstShare[path]!;
    own.push([first, first + edges.metres[path]! / whole]);
    spans.set(edge, own);
  });
  let wrong = 0;
  let reached = 0;
  for (let edge = 0; edge < network.edgeCount; edge++) {
    if ((network.edgeFlags[edge]! & 3) === 0) continue;
    const node = network.edgeFrom[edge]!;
    if (
      Math.abs(network.nodeLng[node]! - origin[0]!) > 0.04 ||
      Math.abs(network.nodeLat[node]! - origin[1]!) > 0.03
    )
      continue;
    const own = spans.get(edge);
    for (let piece = index.pieceOffsets[edge]!; piece < index.pieceOffsets[edge + 1]!; piece++) {
      const [x0, y0, x1, y1] = index.pieceMetres.subarray(piece * 4, piece * 4 + 4) as unknown as number[];
      const metres = Math.hypot(x1! - x0!, y1! - y0!);
      const count = Math.max(1, Math.ceil(metres / SAMPLE_METRES));
      const start = index.pieceStartShare[piece]!;
      const end = piece + 1 < index.pieceOffsets[edge + 1]! ? index.pieceStartShare[piece + 1]! : 1;
      for (let k = 0; k < count; k++) {
        const part = (k + 0.5) / count;
        const share = start + (end - start) * part;
        const isReached = own?.some(([low, high]) => share >= low && share <= high) ?? false;
        const place = [
          index.plane.centre[0] + (x0! + (x1! - x0!) * part) / index.plane.metresPerDegreeLng,
          index.plane.centre[1] + (y0! + (y1! - y0!) * part) / index.plane.metresPerDegreeLat,
        ];
        if (isReached) reached += metres / count;
        if (isReached !== isInside(place)) wrong += metres / count;
      }
    }
  }
  return { wrong, reached };
}

/** 1 for the nodes of the largest part of the network that hangs together on foot: where the sources are drawn from. */
function largestComponent(network: PreparedPack["pack"]["network"]): Uint8Array {
  const part = new Int32Array(network.nodeCount).fill(-1);
  const sizes: number[] = [];
  for (let first = 0; first < network.nodeCount; first++) {
    if (part[first] !== -1) continue;
    const open = [first];
    part[first] = sizes.length;
    let size = 0;
    while (open.length > 0) {
      const node = open.pop()!;
      size++;
      for (let arc = network.arcOffsets[node]!; arc < network.arcOffsets[node + 1]!; arc++) {
        const head = network.arcHead[arc]!;
        if ((network.edgeFlags[network.arcEdge[arc]! >>> 1]! & 3) === 0 || part[head] !== -1) continue;
        part[head] = sizes.length;
        open.push(head);
      }
    }
    sizes.push(size);
  }
  const largest = sizes.indexOf(Math.max(...sizes));
  return Uint8Array.from(part, (id) => (id === largest ? 1 : 0));
}

/** Is inside or not on a lattice of 10 m over a drawn outline: one surface for both tracers. */
function latticeOf({ index }: PreparedPack, drawn: MultiPolygon, points: readonly (readonly number[])[]) {
  const { isInside } = createOutlineTruth(drawn, index.plane);
  const step = [10 / index.plane.metresPerDegreeLng, 10 / index.plane.metresPerDegreeLat] as const;
  const [lngs, lats] = [points.map(([lng]) => lng!), points.map(([, lat]) => lat!)];
  const west = Math.min(...lngs) - 20 * step[0];
  const south = Math.min(...lats) - 20 * step[1];
  const columns = Math.ceil((Math.max(...lngs) - west) / step[0]) + 20;
  const rows = Math.ceil((Math.max(...lats) - south) / step[1]) + 20;
  const values = new Float64Array(columns * rows).fill(-1);
  for (let row = 1; row + 1 < rows; row++)
    for (let column = 1; column + 1 < columns; column++)
      if (isInside([west + column * step[0], south + row * step[1]])) values[row * columns + column] = 1;
  return { columns, rows, values };
}

export async function measure(context: BenchContext): Promise<BenchRow[]> {
  const folder = context.packFolder(context.quick ? "xicheng" : "porto");
  const task = `isochrone of ${MINUTES} minutes, search included`;
  if (!folder)
    return [
      { task, on: "porto", who: "ours", milliseconds: Number.NaN, note: "no built pack of porto here" },
    ];
  const opened = await openPack(createFolderSource(folder), "bench", () => {});
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const prepared = preparePack(opened.value.data, planningRules);
  const { network } = prepared.pack;
  const on = describeNetwork(context.quick ? "xicheng" : "porto", network);
  const random = createRandom(42);
  const scenario = createScenario();
  const ask = (origin: readonly [number, number], edges = false) =>
    isochrone(prepared, { scenario, origin, cutoffMinutes: [MINUTES], direction: "from", edges });
  const runs = context.quick ? 4 : 60;
  const component = largestComponent(network);
  const origins: [number, number][] = [];
  const cold: number[] = [];
  let first = Number.NaN;
  while (origins.length < runs) {
    const node = Math.floor(random() * network.nodeCount);
    if (component[node] !== 1) continue;
    const origin: [number, number] = [network.nodeLng[node]!, network.nodeLat[node]!];
    const started = performance.now();
    if (!ask(origin).ok) continue;
    const took = performance.now() - started;
    if (Number.isNaN(first)) first = took;
    else cold.push(took);
    origins.push(origin);
  }
  const errors = new Map<string, number[]>();
  const wrongs = new Map<string, number[]>();
  const lengths = new Map<string, number[]>();
  const times = new Map<string, number[]>();
  const put = (map: Map<string, number[]>, who: string, value: number) =>
    map.set(who, [...(map.get(who) ?? []), value]);
  let cellMetres = Number.NaN;
  let greatestBytes = 0;
  context.say(`${task}, ${runs} sources, ${on}`);
  for (const origin of origins) {
    const reach = ask(origin, true);
    if (!reach.ok || !reach.value.edges) continue;
    const { edges, polygons } = reach.value;
    if (edges.edge.length < 4) continue;
    cellMetres = reach.value.cellMetres;
    const points = reachedPoints(edges);
    const drawn = polygons[0]!.geometry;
    const lattice = latticeOf(prepared, drawn, points);
    const blocks = createLattice(
      lattice.columns,
      lattice.rows,
      lattice.values.map((value) => (value > 0 ? 1 : 0)),
    );
    const turfPoints = {
      type: "FeatureCollection" as const,
      features: points.map((coordinates) => ({
        type: "Feature" as const,
        properties: {},
        geometry: { type: "Point" as const, coordinates },
      })),
    };
    let hull: MultiPolygon = multi();
    let tight: MultiPolygon = multi();
    let grid: MultiPolygon = multi();
    const round = await sideBySide(
      [
        { who: "ours", run: () => void ask(origin) },
        {
          who: "turf.concave, 100 m, polygon alone",
          mostRuns: 1,
          run: () => {
            const found = concave(turfPoints, { maxEdge: 0.1, units: "kilometers" })?.geometry;
            hull = !found
              ? multi()
              : found.type === "Polygon"
                ? { type: "MultiPolygon", coordinates: [found.coordinates] }
                : found;
          },
        },
        {
          who: "concaveman, polygon alone",
          run: () => {
            tight = multi(concaveman(points) as Position[]);
          },
        },
        {
          who: "grid of 0.001°, polygon alone",
          run: () => {
            grid = coarseGrid(points);
          },
        },
        {
          who: "outline: ours",
          run: () =>
            void traceOutline({
              ...blocks,
              crossing: () => 0.5,
              joined: () => false,
              straightenShare: 0,
            }),
        },
        {
          who: "outline: d3-contour",
          run: () =>
            void contours()
              .size([lattice.columns, lattice.rows])
              .contour(lattice.values as unknown as number[], 0),
        },
      ],
      { runs: 5, warmUpRuns: 1 },
    );
    for (const [who, milliseconds] of round) put(times, who, milliseconds);
    greatestBytes = Math.max(
      greatestBytes,
      [...prepared.kept.rasters.values()].reduce((sum, raster) => sum + heldBytes(raster), 0),
    );
    for (const [who, polygon] of [
      ["ours", drawn],
      ["turf.concave, 100 m, polygon alone", hull],
      ["concaveman, polygon alone", tight],
      ["grid of 0.001°, polygon alone", grid],
    ] as const) {
      const { wrong, reached } = wrongMetres(prepared, edges, origin, polygon);
      if (reached === 0) continue;
      put(errors, who, wrong / reached);
      put(wrongs, who, wrong);
      put(lengths, who, reached);
    }
  }
  const median = (values: readonly number[]) =>
    [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const weighted = (who: string) =>
    mean(wrongs.get(who) ?? [Number.NaN]) / mean(lengths.get(who) ?? [Number.NaN]);
  const rows = [...times].map(([who, each]): BenchRow => {
    const wrong = errors.get(who);
    const note = wrong
      ? `${(mean(wrong) * 100).toFixed(2)} % of the length on the wrong side, ${(weighted(who) * 100).toFixed(2)} % weighted by length`
      : "";
    const [outline, tracer] = who.split("outline: ");
    return tracer && outline === ""
      ? { task: "outline of one 10 m lattice", on, who: tracer, milliseconds: median(each) }
      : { task, on, who, milliseconds: median(each), ...(note ? { note } : {}) };
  });
  const ours = rows.findIndex(({ who }) => who === "ours");
  const row = rows[ours];
  if (row)
    rows[ours] = {
      ...row,
      note: `${row.note}; points ${cellMetres} m apart; sources of the largest component; tiles at most ${(greatestBytes / 1e6).toFixed(0)} MB`,
      target: {
        words: "at most 6 ms and 0.8 % on the wrong side",
        isMet:
          row.milliseconds <= 6 &&
          mean(errors.get("ours") ?? [Number.NaN]) <= 0.008 &&
          weighted("ours") <= 0.008,
      },
    };
  rows.push({ task, on, who: "ours, in ground not looked at before", milliseconds: median(cold) });
  rows.push({ task, on, who: "ours, the very first with all preparation", milliseconds: first });
  return rows;
}
