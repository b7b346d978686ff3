import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { walkCosts } from "../../src/core/graph/costs.ts";
import { costSetsOf } from "../../src/core/graph/kernel/wasm-kernel.ts";
import {
  createNetworkScratch,
  createSearchScratch,
  type SearchDirection,
  type SearchScratch,
  search,
  UNREACHED,
} from "../../src/core/graph/search.ts";
import { queueWords, recordsWords } from "../../src/core/graph/search-records.ts";
import type { StreetNetwork } from "../../src/core/model/network.ts";
import { createRandom } from "../fixtures/create-random.ts";
import { createBigTown, describeNetwork, packNetwork } from "./bench-networks.ts";
import type { BenchContext, BenchRow } from "./bench-row.ts";
import type { LineServer } from "./line-server.ts";
import { measureMatrix } from "./measure-matrix.ts";
import { type SearchCases, startCpp, startScipy, writeCases } from "./search-elsewhere.ts";
import { graphologySearch, ngraphSearch } from "./search-peers.ts";
import { type Contestant, sideBySide } from "./side-by-side.ts";

const PACE_METRES_PER_SECOND = 0.83;
const WALK_DECISECONDS = 15 * 600;
const NO_LIMIT = UNREACHED - 1;
const MOST_GATE_START_DECISECONDS = 3000;
/** Packages from npm hold objects per arc (and graphology every way): beyond this they run out of memory or patience. */
const MOST_PEER_NODES = 200_000;

const WASM = "ours, WebAssembly";
const PLAIN = "ours, TypeScript";
const CPP = "C++ -O2";
const CPP_TIMES = "C++ -O2, times without ways";
const SCIPY = "scipy";
const PEERS = ["ngraph.path", "graphology"];

interface Task {
  readonly title: string;
  readonly direction: SearchDirection;
  readonly isFromGates: boolean;
  readonly limitDeciseconds: number;
  /** Searches in one counted run, each from another source, by everybody who takes part but the packages of npm. */
  readonly repeats: number;
}
const TASKS: readonly Task[] = [
  {
    title: "15-min walk, one source",
    direction: "forward",
    isFromGates: false,
    limitDeciseconds: WALK_DECISECONDS,
    repeats: 20,
  },
  {
    title: "15-min walk to one place",
    direction: "reverse",
    isFromGates: false,
    limitDeciseconds: WALK_DECISECONDS,
    repeats: 20,
  },
  {
    title: "whole network, one source",
    direction: "forward",
    isFromGates: false,
    limitDeciseconds: NO_LIMIT,
    repeats: 3,
  },
  {
    title: "nearest of 100 with start delays, whole network",
    direction: "reverse",
    isFromGates: true,
    limitDeciseconds: NO_LIMIT,
    repeats: 3,
  },
];

function createCases(network: StreetNetwork, scratch: SearchScratch): SearchCases {
  const random = createRandom(42);
  const node = () => Math.floor(random() * network.nodeCount);
  const costs = walkCosts(network, PACE_METRES_PER_SECOND, "foot");
  const reachesMost = (from: number) =>
    search({ network, costs, direction: "forward", seeds: [{ node: from, deciseconds: 0, id: 0 }], scratch })
      .touchedCount >
    network.nodeCount / 2;
  const sources = Uint32Array.from({ length: 20 }, () => {
    let source = node();
    while (!reachesMost(source)) source = node();
    return source;
  });
  const gates = Uint32Array.from({ length: 200 }, (_, i) =>
    i % 2 === 0 ? node() : Math.floor(random() * MOST_GATE_START_DECISECONDS),
  );
  return { network, costs, sources, gates };
}

/** Milliseconds of one search of ours. */
function ourSearch(cases: SearchCases, task: Task, scratch: SearchScratch): Contestant["run"] {
  const { network, costs, sources, gates } = cases;
  const gateSeeds = Array.from({ length: gates.length / 2 }, (_, id) => ({
    node: gates[id * 2] as number,
    deciseconds: gates[id * 2 + 1] as number,
    id,
  }));
  return (round) => {
    const { direction, limitDeciseconds } = task;
    const started = performance.now();
    for (let k = 0; k < task.repeats; k++) {
      const source = sources[(round + k) % sources.length] as number;
      const seeds = task.isFromGates ? gateSeeds : [{ node: source, deciseconds: 0, id: 0 }];
      search({ network, costs, direction, seeds, limitDeciseconds, scratch });
    }
    return (performance.now() - started) / task.repeats;
  };
}

function elsewhere(cases: SearchCases, task: Task, server: LineServer, wanted: "t" | "d"): Contestant["run"] {
  return async (round) => {
    let milliseconds = 0;
    for (let k = 0; k < task.repeats; k++) {
      const source = task.isFromGates ? -1 : (round + k) % cases.sources.length;
      const line = `${task.direction === "forward" ? "f" : "r"} ${source} ${task.limitDeciseconds} ${wanted}`;
      milliseconds += (await server.ask(line)).milliseconds;
    }
    return milliseconds / task.repeats;
  };
}

/** Everybody must find the same sum of times over as many nodes. */
async function checkSums(
  cases: SearchCases,
  task: Task,
  scratches: readonly SearchScratch[],
  servers: readonly LineServer[],
) {
  const found = scratches.map((scratch) => {
    ourSearch(cases, { ...task, repeats: 1 }, scratch)(0);
    let sum = 0;
    for (let i = 0; i < scratch.touchedCount; i++)
      sum += scratch.deciseconds[scratch.touchedNodes[i] as number] as number;
    return `${scratch.touchedCount} ${sum}`;
  });
  const line = `${task.direction === "forward" ? "f" : "r"} ${task.isFromGates ? -1 : 0} ${task.limitDeciseconds} t`;
  for (const server of servers) {
    const { reached, sum } = await server.ask(line);
    found.push(`${reached} ${sum}`);
  }
  if (new Set(found).size > 1) throw new Error(`${task.title}: nodes and sums differ: ${found.join("; ")}`);
}

/** What is asked of our line against another one. */
const TARGETS: readonly { readonly who: string; readonly against: string; readonly atMost: number }[] = [
  { who: WASM, against: CPP, atMost: 1.3 },
  { who: PLAIN, against: CPP, atMost: 1.7 },
  { who: SCIPY, against: WASM, atMost: 1 / 6 },
  ...PEERS.map((who) => ({ who, against: WASM, atMost: 1 / 15 })),
];

function targetOf(who: string, times: ReadonlyMap<string, number>): BenchRow["target"] {
  const wanted = TARGETS.find((target) => target.who === who);
  const own = times.get(who);
  const other = wanted && times.get(wanted.against);
  if (!wanted || own === undefined || other === undefined) return undefined;
  if (wanted.atMost >= 1)
    return {
      words: `at most ${wanted.atMost} x ${wanted.against} (here ${(own / other).toFixed(2)})`,
      isMet: own / other <= wanted.atMost,
    };
  return {
    words: `ours at least ${Math.round(1 / wanted.atMost)} x as fast (here ${(own / other).toFixed(0)})`,
    isMet: other / own <= wanted.atMost,
  };
}

async function measureNetwork(
  context: BenchContext,
  name: string,
  network: StreetNetwork,
): Promise<BenchRow[]> {
  const on = describeNetwork(name, network);
  const compiled = createNetworkScratch(network);
  const plain = createSearchScratch(network.nodeCount);
  const cases = createCases(network, compiled);
  const folder = mkdtempSync(join(tmpdir(), "havenmap-search-"));
  const rows: BenchRow[] = [];
  const servers: LineServer[] = [];
  try {
    const file = join(folder, "cases.bin");
    writeCases(file, cases);
    const cpp = startCpp(folder, file);
    const scipy = startScipy(file);
    servers.push(...[cpp, scipy].filter((server) => server !== null));
    for (const task of TASKS) {
      context.say(`${task.title}, ${on}`);
      await checkSums(cases, task, [compiled, plain], servers);
      const isWhole = task.limitDeciseconds === NO_LIMIT;
      const contestants: Contestant[] = [
        { who: WASM, run: ourSearch(cases, task, compiled) },
        { who: PLAIN, run: ourSearch(cases, task, plain) },
      ];
      if (cpp)
        contestants.push(
          { who: CPP, run: elsewhere(cases, task, cpp, "t") },
          { who: CPP_TIMES, run: elsewhere(cases, task, cpp, "d") },
        );
      if (scipy)
        contestants.push({
          who: SCIPY,
          run: elsewhere(cases, task, scipy, "d"),
          mostRuns: 5,
        });
      if (isWhole && network.nodeCount <= MOST_PEER_NODES)
        [ngraphSearch, graphologySearch].forEach((create, i) => {
          const find = create(cases, task.isFromGates);
          const run = (round: number) =>
            find(task.isFromGates ? -1 : (cases.sources[round % cases.sources.length] as number));
          contestants.push({ who: PEERS[i] as string, run, mostRuns: context.quick ? 1 : 5 });
        });
      const times = await sideBySide(contestants, { runs: context.quick ? 3 : 15 });
      for (const [who, milliseconds] of times) {
        const target = targetOf(who, times);
        rows.push({ task: task.title, on, who, milliseconds, ...(target ? { target } : {}) });
      }
    }
    const second = cpp ? startCpp(folder, file) : null;
    if (second) servers.push(second);
    rows.push(...(await measureMatrix(context, cases, on, cpp && second ? [cpp, second] : [])));
  } finally {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const perMillion = (bytes: number) => `${(bytes / network.nodeCount).toFixed(0)} MB a million nodes`;
  const wasmBytes = compiled.deciseconds.buffer.byteLength;
  const plainBytes = network.nodeCount * 16 + (queueWords(network.nodeCount) + recordsWords(network)) * 4;
  rows.push(
    {
      task: "memory of a search",
      on,
      who: WASM,
      milliseconds: Number.NaN,
      note: `${perMillion(wasmBytes)}, rows included; sets of costs: ${costSetsOf(network)}`,
    },
    {
      task: "memory of a search",
      on,
      who: PLAIN,
      milliseconds: Number.NaN,
      note: `${perMillion(plainBytes)}, rows and one set of costs included`,
    },
  );
  return rows;
}

export async function measure(context: BenchContext): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const porto = packNetwork("porto");
  if (porto) rows.push(...(await measureNetwork(context, "porto", porto)));
  else
    rows.push({
      task: "searches",
      on: "porto",
      who: "nobody",
      milliseconds: Number.NaN,
      note: "no pack of it here: name its folder in HAVENMAP_PACKS",
    });
  const town = createBigTown(context.quick ? 50_000 : 1_000_000);
  rows.push(...(await measureNetwork(context, "generated town", town)));
  return rows;
}
