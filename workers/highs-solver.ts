import type { Highs, HighsCallbackMap } from "highs";
import type { MilpResult, MilpWatch, SolveMilp } from "../src/core/model/milp.ts";

const failed = (detail: string): MilpResult => ({
  status: "failed",
  value: null,
  bound: null,
  values: new Map(),
  detail,
});

/** Reads names in the order in which the solver numbers its columns. */
function columnValues(
  model: ReturnType<Highs["createModel"]>,
  names: readonly string[],
): ReadonlyMap<string, number> {
  const { colValue } = model.getSolution();
  return new Map(names.map((name) => [name, colValue[model.getColByName(name)] ?? 0]));
}

/** HiGHS asks at its own checkpoints, many times a second; what it tells before a first solution is infinite. */
function callbacksFor({ constants }: Highs, { isStopped, onBound }: MilpWatch): HighsCallbackMap {
  const { mipInterrupt } = constants.callbackType;
  return {
    [mipInterrupt]: (event) => {
      const { mip_primal_bound: value = Number.NaN, mip_dual_bound: bound = Number.NaN } = event.data;
      if (Number.isFinite(bound)) onBound(Number.isFinite(value) ? value : null, bound);
      if (isStopped()) event.interrupt();
    },
  };
}

/** HiGHS as WebAssembly, loaded when the first model comes: 1.2 MB that most visits never need. */
export function createHighsSolver(
  load: () => Promise<Highs> = async () => (await import("highs")).default(),
): SolveMilp {
  let loading: Promise<Highs> | null = null;
  return async (lpText, limitSeconds, watch) => {
    loading ??= load();
    let highs: Highs;
    try {
      highs = await loading;
    } catch (reason) {
      loading = null;
      return failed(`the solver could not be loaded: ${String(reason)}`);
    }
    try {
      return highs.withModel({ format: "lp", data: lpText }, (model): MilpResult => {
        // The default of 1e-4 would call a solution optimal that is not.
        model.options.set({
          output_flag: false,
          mip_rel_gap: 0,
          mip_abs_gap: 1e-6,
          time_limit: limitSeconds,
        });
        model.run(watch && callbacksFor(highs, watch));
        const status = model.getModelStatus();
        const { modelStatus } = highs.constants;
        const detail = `HiGHS model status ${status}`;
        if (status === modelStatus.infeasible)
          return { status: "infeasible", value: null, bound: null, values: new Map(), detail };
        const hasSolution =
          model.info.get("primal_solution_status") === highs.constants.solutionStatus.feasible;
        const binaries = lpText.lastIndexOf("\nBinary");
        // A model without whole numbers has no such bound: its optimum is its own.
        const bound = binaries === -1 ? model.getObjectiveValue() : Number(model.info.get("mip_dual_bound"));
        const names =
          binaries === -1
            ? []
            : lpText
                .slice(binaries + "\nBinary".length, lpText.lastIndexOf("End"))
                .split(/\s+/)
                .filter(Boolean);
        const read = () => ({
          value: hasSolution ? model.getObjectiveValue() : null,
          values: hasSolution ? columnValues(model, names) : new Map<string, number>(),
        });
        if (status === modelStatus.optimal && hasSolution)
          return { status: "optimal", bound, ...read(), detail };
        // A time limit is not an optimum, nor is an interruption.
        if (status === modelStatus.timeLimit || status === modelStatus.interrupted)
          return {
            status: "time-limit",
            bound: binaries !== -1 && Number.isFinite(bound) ? bound : null,
            ...read(),
            detail,
          };
        return failed(detail);
      });
    } catch (reason) {
      // Out of memory aborts the whole WebAssembly instance: the next model gets a fresh one.
      loading = null;
      return failed(String(reason));
    }
  };
}
