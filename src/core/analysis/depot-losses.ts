import type { BoardPacks } from "../model/board-packs.ts";
import type { Failure } from "../model/failure.ts";
import type { DepotLoss, DepotLossesAnswer, DepotLossesRequest } from "../model/supplies.ts";
import { ok, type Result } from "../result.ts";
import { drivesOverTime } from "./drives-over-time.ts";
import { needOf, unfoldRequest } from "./forecast.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { planSupply, type SupplyPlan } from "./supply/plan-supply.ts";
import { type SupplyQuestion, supplyQuestion } from "./supply/supply-question.ts";

const servedPersons = ({ shelters }: SupplyPlan) =>
  shelters.reduce((sum, shelter) => sum + shelter.servedPersons, 0);

const without = (question: SupplyQuestion, lost: number): SupplyQuestion => ({
  ...question,
  depots: question.depots.map((row, d) =>
    d === lost ? { ...row, trucks: 0, units: new Float64Array(row.units.length) } : row,
  ),
});

/** N-1: the plan made again without each depot that sends something, one at a time, and what breaks then. */
export function depotLosses(
  prepared: PreparedPack,
  request: DepotLossesRequest,
  packs: BoardPacks,
  onProgress?: (share: number) => void,
): Result<DepotLossesAnswer, Failure> {
  const unfolded = unfoldRequest(prepared, packs, request);
  if (!unfolded.ok) return unfolded;
  const need = needOf(prepared, unfolded.value);
  const drives = drivesOverTime(prepared, unfolded.value.unfolding);
  const question = supplyQuestion(prepared, packs, request, need, drives);
  const firstSuppliesMinutes = figure(prepared, "firstSuppliesMinutes");
  const plan = planSupply(question);
  const sending = [...new Set(plan.trips.map(({ depot }) => depot))].sort((a, b) => a - b);
  const losses = sending.map((lost, i): DepotLoss => {
    const { depot } = question.depots[lost]!;
    const rest = planSupply(without(question, lost));
    onProgress?.((i + 1) / sending.length);
    const idsWhere = (
      broke: (before: SupplyPlan["shelters"][number], after: SupplyPlan["shelters"][number]) => boolean,
    ) =>
      need.shelters.flatMap(({ shelterId }, s) =>
        broke(plan.shelters[s]!, rest.shelters[s]!) ? [shelterId] : [],
      );
    const isLate = ({ first }: SupplyPlan["shelters"][number]) =>
      (first?.unloadedMinute ?? Infinity) > firstSuppliesMinutes;
    return {
      depotId: depot.id,
      level: depot.level,
      servedPersons: servedPersons(rest),
      latePersons: rest.latePersons,
      unmetPersonMinutes: rest.unmetPersonMinutes,
      lateShelterIds: idsWhere((before, after) => !isLate(before) && isLate(after)),
      shortShelterIds: idsWhere(
        (before, after) => before.servedByMinutes < Infinity && after.servedByMinutes === Infinity,
      ),
    };
  });
  losses.sort(
    (one, other) => other.latePersons - one.latePersons || other.unmetPersonMinutes - one.unmetPersonMinutes,
  );
  return ok({
    request,
    servedPersons: servedPersons(plan),
    latePersons: plan.latePersons,
    unmetPersonMinutes: plan.unmetPersonMinutes,
    losses,
  });
}
