import type { CommitmentState } from "../model/answers.ts";
import { type LayerId, METHODS, type Method } from "../model/pack.ts";
import type { PreparedPack } from "./prepare.ts";

/** Within a tenth of the target counts as near. */
const NEAR_SHARE = 0.9;

/** `reached` ÷ target for "at least", target ÷ value for "at most"; a hair forgives sums of fractions. */
export function stateOf(reachedShare: number): CommitmentState {
  if (Number.isNaN(reachedShare)) return "cannot-judge";
  if (reachedShare >= 1 - 1e-9) return "kept";
  return reachedShare >= NEAR_SHARE ? "near" : "not-kept";
}

/** The weakest method among the layers; null when the pack describes none of them. */
export function weakestMethod(
  prepared: PreparedPack,
  layers: readonly (LayerId | "network")[],
): Method | null {
  let weakest = -1;
  for (const resource of prepared.pack.index.description.resources)
    if (layers.includes(resource.name)) weakest = Math.max(weakest, METHODS.indexOf(resource.method));
  return METHODS[weakest] ?? null;
}
