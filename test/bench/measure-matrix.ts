import { createNetworkScratch, UNREACHED } from "../../src/core/graph/search.ts";
import { type RowsTask, travelRows } from "../../src/core/graph/travel-rows.ts";
import { SILENT } from "../../src/core/model/progress.ts";
import { createRandom } from "../fixtures/create-random.ts";
import type { BenchContext, BenchRow } from "./bench-row.ts";
import type { LineServer } from "./line-server.ts";
import { createMatrixPool } from "./matrix-pool.ts";
import type { SearchCases } from "./search-elsewhere.ts";
import { sideBySide } from "./side-by-side.ts";

const STARTS = 100;
const TARGETS = 1000;
const TWO_WORKERS_AT_LEAST = 1.7;

const ONE_CPP = "C++ -O2, one process, no rows kept";
const TWO_CPP = "C++ -O2, two processes, no rows kept";

/** Every server takes its share of the starts, all at once; the searches alone, no rows are made. */
async function searchAll(servers: readonly LineServer[], sourceCount: number): Promise<void> {
  const answers = Array.from({ length: STARTS }, (_, i) =>
    (servers[i % servers.length] as LineServer).ask(`f ${i % sourceCount} ${UNREACHED - 1} t`),
  );
  await Promise.all(answers);
}

/**
 * 100 starts to 1,000 nodes, the whole network searched from each: by one worker, by two, and in C++ by one process and by
 * two, which tells what a second core of this machine is worth.
 * @param cpp none or two
 */
export async function measureMatrix(
  context: BenchContext,
  cases: SearchCases,
  on: string,
  cpp: readonly LineServer[],
): Promise<BenchRow[]> {
  const { network, costs, sources } = cases;
  const title = `matrix of ${STARTS} x ${TARGETS}, whole network`;
  context.say(`${title}, ${on}`);
  const random = createRandom(5);
  const task: RowsTask = {
    network,
    costs,
    direction: "forward",
    starts: Array.from({ length: STARTS }, (_, i) => [
      { node: sources[i % sources.length] as number, deciseconds: 0, id: 0 },
    ]),
    targetNodes: Uint32Array.from({ length: TARGETS }, () => Math.floor(random() * network.nodeCount)),
  };
  const one = await createMatrixPool(task, 1, true);
  const two = await createMatrixPool(task, 2, true);
  const plainTwo = await createMatrixPool(task, 2, false);
  try {
    const times = await sideBySide(
      [
        { who: "ours, WebAssembly, one worker", run: () => one.fill() },
        { who: "ours, WebAssembly, two workers", run: () => two.fill() },
        { who: "ours, TypeScript, two workers", run: () => plainTwo.fill() },
        ...(cpp[0]
          ? [
              { who: ONE_CPP, run: () => searchAll(cpp.slice(0, 1), sources.length) },
              { who: TWO_CPP, run: () => searchAll(cpp, sources.length) },
            ]
          : []),
      ],
      { runs: context.quick ? 1 : 5, warmUpRuns: 1 },
    );
    const alone = new Uint32Array(one.rows.length);
    const scratch = createNetworkScratch(network);
    travelRows(task, { firstRow: 0, rowCount: STARTS }, scratch, alone, SILENT);
    for (const rows of [one.rows, two.rows, plainTwo.rows])
      if (rows.some((time, i) => time !== alone[i])) throw new Error(`${title}: workers found other times`);
    const gain = (one: string, two: string) => (times.get(one) ?? 0) / (times.get(two) ?? Number.NaN);
    const ours = gain("ours, WebAssembly, one worker", "ours, WebAssembly, two workers");
    const theirs = cpp[0] ? `; C++ ${gain(ONE_CPP, TWO_CPP).toFixed(2)}` : "";
    return [...times].map(([who, milliseconds]) => ({
      task: title,
      on,
      who,
      milliseconds,
      ...(who === "ours, WebAssembly, two workers"
        ? {
            target: {
              words: `at least ${TWO_WORKERS_AT_LEAST} x one worker (here ${ours.toFixed(2)}${theirs})`,
              isMet: ours >= TWO_WORKERS_AT_LEAST,
            },
          }
        : {}),
    }));
  } finally {
    await Promise.all([one.close(), two.close(), plainTwo.close()]);
  }
}
