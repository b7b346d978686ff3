/** One of the workers that share the rows of a matrix in the bench. */
import { parentPort, workerData } from "node:worker_threads";
import { createNetworkScratch, createSearchScratch } from "../../src/core/graph/search.ts";
import { type RowSlice, type RowsTask, travelRows } from "../../src/core/graph/travel-rows.ts";
import { SILENT } from "../../src/core/model/progress.ts";

/** What a worker gets; the arrays lie in memory all of them share. */
export interface MatrixWork {
  readonly task: RowsTask;
  readonly rows: Uint32Array;
  readonly slices: readonly RowSlice[];
  /** [0]: the next slice nobody has taken. */
  readonly next: Int32Array;
  readonly isCompiled: boolean;
}

const { task, rows, slices, next, isCompiled } = (workerData as { readonly work: MatrixWork }).work;
const scratch = isCompiled ? createNetworkScratch(task.network) : createSearchScratch(task.network.nodeCount);
parentPort?.on("message", () => {
  for (let at = Atomics.add(next, 0, 1); at < slices.length; at = Atomics.add(next, 0, 1))
    travelRows(task, slices[at] as RowSlice, scratch, rows, SILENT);
  parentPort?.postMessage("done");
});
parentPort?.postMessage("ready");
