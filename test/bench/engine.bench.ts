import { existsSync, readFileSync } from "node:fs";
import { lookupRaster } from "../../src/core/analysis/contour.ts";
import { isochrone } from "../../src/core/analysis/isochrone.ts";
import { minutesField } from "../../src/core/analysis/minutes-field.ts";
import { demandTies, openCosts, preparePack } from "../../src/core/analysis/prepare.ts";
import { search } from "../../src/core/graph/search.ts";
import type { StreetNetwork } from "../../src/core/model/network.ts";
import { decodeNetwork } from "../../src/sources/network-binary.ts";
import { planningRules } from "../../src/sources/rule-packs.ts";
import { createTown } from "../fixtures/create-network.ts";
import { createGate, createPack, createScenario, createShelter } from "../fixtures/create-pack.ts";
import { createRandom } from "../fixtures/create-random.ts";
import { heapDijkstra } from "./heap-dijkstra.ts";

/** Median milliseconds of a run, after two that do not count; each run gets its own number. */
function medianMilliseconds(run: (k: number) => void, runs = 15): number {
  const times: number[] = [];
  for (let k = -2; k < runs; k++) {
    const start = performance.now();
    run(k + 2);
    if (k >= 0) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[runs >> 1] as number;
}

function bench(title: string, network: StreetNetwork) {
  const random = createRandom(42);
  const node = () => Math.floor(random() * network.nodeCount);
  const placeOf = (k: number) => [network.nodeLng[k] as number, network.nodeLat[k] as number] as const;
  const gateNodes = Array.from({ length: 100 }, node);
  const pack = createPack({
    network,
    shelters: gateNodes.map((k, i) => createShelter({ id: `s${i}`, lngLat: placeOf(k) })),
    gates: gateNodes.map((k, i) => createGate({ id: `g${i}`, shelterId: `s${i}`, lngLat: placeOf(k) })),
  });
  const rows: [string, number][] = [];
  const once = (name: string, run: () => void) => {
    const start = performance.now();
    run();
    rows.push([name, performance.now() - start]);
  };
  let prepared = preparePack(pack, planningRules);
  once("prepare: index of street pieces, once", () => {
    prepared = preparePack(pack, planningRules);
  });
  const costs = openCosts(prepared, "slow");
  once("lookup raster, once", () => lookupRaster(prepared, "slow"));
  demandTies(prepared, "slow");
  const { scratch } = prepared;
  const sources = Array.from({ length: 20 }, node);
  const seed = (k: number) => ({ node: sources[k % 20] as number, deciseconds: 0, id: 0 });
  const sweep = medianMilliseconds((k) => {
    search({ network, costs, direction: "forward", seeds: [seed(k)], scratch });
  });
  const heap = medianMilliseconds((k) => {
    heapDijkstra(network, costs.forward, [sources[k % 20] as number]);
  });
  const nearest = medianMilliseconds(() => {
    const seeds = gateNodes.map((at, i) => ({ node: at, deciseconds: 0, id: i }));
    search({ network, costs, direction: "reverse", seeds, scratch });
  });
  const heapNearest = medianMilliseconds(() => {
    heapDijkstra(network, costs.reverse, gateNodes);
  });
  const limited = medianMilliseconds((k) => {
    search({ network, costs, direction: "forward", seeds: [seed(k)], limitDeciseconds: 9000, scratch });
  });
  const scenario = createScenario();
  const polygon = medianMilliseconds((k) => {
    isochrone(prepared, {
      scenario,
      origin: placeOf(sources[k % 20] as number),
      cutoffMinutes: [15],
      direction: "from",
    });
  });
  const field = medianMilliseconds(() => {
    minutesField(prepared, { scenario, cutoffMinutes: [5, 10, 15, 20] });
  }, 5);
  rows.push(
    ["whole network, one source", sweep],
    ["  the same on a binary heap", heap],
    ["nearest of 100, whole network", nearest],
    ["  the same on a binary heap", heapNearest],
    ["15-minute walk, search only", limited],
    ["15-minute isochrone polygon, search included", polygon],
    ["field of minutes, whole network, 4 cut-offs", field],
  );
  const raster = lookupRaster(prepared, "slow");
  console.log(`\n${title}: ${network.nodeCount} nodes, ${network.arcCount} arcs`);
  for (const [name, milliseconds] of rows)
    console.log(`  ${milliseconds.toFixed(2).padStart(8)} ms  ${name}`);
  console.log(
    `  heap / buckets: ${(heap / sweep).toFixed(1)} one source, ${(heapNearest / nearest).toFixed(1)} of 100`,
  );
  console.log(
    `  raster: ${raster.edge.length} cells of ${raster.cellMetres} m, ${((raster.edge.length * 12) / 1e6).toFixed(1)} MB`,
  );
}

bench("generated town", createTown({ columns: 274, rows: 274, spacingMetres: 60, random: createRandom(7) }));
const file = new URL("../../data/xicheng/pack/network.bin", import.meta.url);
if (existsSync(file)) {
  const decoded = decodeNetwork(readFileSync(file), "xicheng");
  if (decoded.ok) bench("xicheng", decoded.value);
  else console.log(`xicheng: ${decoded.failure.code}`);
} else console.log("xicheng: no network.bin yet");
