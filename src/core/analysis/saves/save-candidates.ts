import type { BoardRequest } from "../../model/answers.ts";
import type { SupplyItem } from "../../model/pack.ts";
import type { SaveAction } from "../../model/save-actions.ts";
import type { Forecast } from "../forecast.ts";
import { gateCounts, type PreparedPack } from "../prepare.ts";
import { type ShelterSaved, shelterIndexOf } from "./compare-forecasts.ts";

/** Depots tried per shelter: those from which its trucks would come soonest, and those that have most to give. */
const NEAREST_TRIED = 4;
const GIVERS_TRIED = 3;
/** Beyond so many closures each is not tried alone any more. */
const CLOSURES_TRIED = 24;

export interface DepotFacts {
  readonly index: number;
  readonly id: string;
  readonly trucks: number;
  readonly unitsOf: (item: SupplyItem) => number;
}

interface CandidateGround {
  readonly prepared: PreparedPack;
  readonly request: BoardRequest;
  readonly before: Forecast;
  /** Depots that are not lost. */
  readonly depots: readonly DepotFacts[];
}

function shutGateActions({ prepared, request }: CandidateGround, shelterId: string): SaveAction[] {
  const { gates } = prepared.pack.index;
  const shelter = prepared.shelters.get(shelterId);
  const reported = new Map(request.response.ground?.gates.map(({ gateId, isOpen }) => [gateId, isOpen]));
  return (prepared.gatesOfShelter.get(shelterId) ?? []).flatMap((i): SaveAction[] => {
    const gate = gates[i];
    if (!gate || !shelter) return [];
    const isOpen = reported.get(gate.id) ?? gateCounts(gate, shelter, request.scenario);
    return isOpen ? [] : [{ kind: "open-gate", gateId: gate.id }];
  });
}

/** Depots with trucks by the drive to the shelter, nearest first. */
function nearestDepots({ before, depots }: CandidateGround, shelterId: string): readonly DepotFacts[] {
  const gates = before.need.shelters[shelterIndexOf(before, shelterId)]?.gates ?? [];
  const minutes = ({ index }: DepotFacts) =>
    gates.reduce(
      (least, gate) => Math.min(least, before.times.outMinutes[index]?.[gate] ?? Infinity),
      Infinity,
    );
  return depots
    .filter((depot) => depot.trucks > 0)
    .map((depot) => ({ depot, minutes: minutes(depot) }))
    .filter((each) => each.minutes < Infinity)
    .sort((a, b) => a.minutes - b.minutes || a.depot.index - b.depot.index)
    .slice(0, NEAREST_TRIED)
    .map(({ depot }) => depot);
}

/** Units of an item that all shelters together are short of. */
const shortOf = ({ plan }: Forecast, item: SupplyItem): number =>
  plan.shelters.reduce((sum, row) => sum + (row.scarcestItem === item ? row.shortQuantity : 0), 0);

function depotActions(ground: CandidateGround, shelterId: string): SaveAction[] {
  const near = nearestDepots(ground, shelterId);
  const givers = [...ground.depots]
    .filter(({ trucks }) => trucks > 0)
    .sort((a, b) => b.trucks - a.trucks || a.index - b.index)
    .slice(0, GIVERS_TRIED + 1);
  const item = ground.before.plan.shelters[shelterIndexOf(ground.before, shelterId)]?.scarcestItem ?? null;
  const actions: SaveAction[] = [];
  for (const to of near) {
    actions.push({ kind: "add-truck", depotId: to.id, trucks: to.trucks + 1 });
    for (const from of givers)
      if (from !== to)
        actions.push({
          kind: "move-truck",
          fromDepotId: from.id,
          toDepotId: to.id,
          fromTrucks: from.trucks - 1,
          toTrucks: to.trucks + 1,
        });
  }
  if (item === null) return actions;
  const stocked = [...ground.depots]
    .filter(({ unitsOf }) => unitsOf(item) >= 1)
    .sort((a, b) => b.unitsOf(item) - a.unitsOf(item) || a.index - b.index)
    .slice(0, GIVERS_TRIED);
  for (const to of near)
    for (const from of stocked) {
      const quantity = Math.floor(Math.min(from.unitsOf(item), shortOf(ground.before, item)));
      if (from !== to && quantity > 0)
        actions.push({ kind: "transfer-stock", fromDepotId: from.id, toDepotId: to.id, item, quantity });
    }
  return actions;
}

/** What could help any of these shelters, each action once; bridges stay laid. */
export function saveCandidates(ground: CandidateGround, targets: readonly ShelterSaved[]): SaveAction[] {
  const closures = ground.request.scenario.closures.filter(({ kind }) => kind !== "bridge");
  const lifted = (closures.length <= CLOSURES_TRIED ? closures : []).map(
    ({ id }): SaveAction => ({ kind: "lift-closure", closureId: id }),
  );
  const all = targets.flatMap(({ shelterId }) => [
    ...shutGateActions(ground, shelterId),
    ...depotActions(ground, shelterId),
  ]);
  const byKey = new Map([...lifted, ...all].map((action) => [JSON.stringify(action), action]));
  return [...byKey.values()];
}
