import { Worker } from "node:worker_threads";
import { type RowsTask, rowSlices } from "../../src/core/graph/travel-rows.ts";
import type { MatrixWork } from "./matrix.worker.ts";

const shared = (values: Uint32Array): Uint32Array => {
  const copy = new Uint32Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
};

const WORKER_SCRIPT = new URL("./matrix.worker.ts", import.meta.url).href;

/** Node 20 hands no loader on to its threads, so each takes the one of this program for itself before the first import. */
const BOOT = `
  const { workerData } = require("node:worker_threads");
  import("tsx/esm/api").then(({ register }) => {
    register();
    return import(workerData.script);
  });
`;

/** Workers that fill the rows of one matrix together; each has its own kernel, all read and write shared arrays. */
export interface MatrixPool {
  readonly rows: Uint32Array;
  /** Fills all rows anew. */
  fill(): Promise<void>;
  close(): Promise<void>;
}

/** Slices a worker: of a row or two, so that nobody waits long for the last one. */
const SLICES_PER_WORKER = 50;

export async function createMatrixPool(
  task: RowsTask,
  workerCount: number,
  isCompiled: boolean,
): Promise<MatrixPool> {
  const { network, costs, targetNodes } = task;
  const rows = new Uint32Array(new SharedArrayBuffer(task.starts.length * targetNodes.length * 4));
  const next = new Int32Array(new SharedArrayBuffer(4));
  const work: MatrixWork = {
    task: {
      ...task,
      network: {
        nodeCount: network.nodeCount,
        arcCount: network.arcCount,
        arcOffsets: shared(network.arcOffsets),
        arcHead: shared(network.arcHead),
      },
      costs: {
        forward: shared(costs.forward),
        reverse: shared(costs.reverse),
        greatestDeciseconds: costs.greatestDeciseconds,
      },
      targetNodes: shared(targetNodes),
    },
    rows,
    slices: rowSlices(task.starts.length, workerCount * SLICES_PER_WORKER),
    next,
    isCompiled,
  };
  const workers = Array.from(
    { length: workerCount },
    () => new Worker(BOOT, { eval: true, workerData: { script: WORKER_SCRIPT, work } }),
  );
  const answers = () =>
    Promise.all(
      workers.map(
        (worker) =>
          new Promise<void>((settle, fail) => {
            const fall = (error: Error) => fail(error);
            worker.once("error", fall);
            worker.once("message", () => {
              worker.off("error", fall);
              settle();
            });
          }),
      ),
    );
  await answers();
  return {
    rows,
    async fill() {
      Atomics.store(next, 0, 0);
      const done = answers();
      for (const worker of workers) worker.postMessage("go");
      await done;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
