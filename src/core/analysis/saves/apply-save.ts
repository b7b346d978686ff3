import type { BoardRequest } from "../../model/answers.ts";
import { NO_HAZARDS } from "../../model/hazards.ts";
import type { SaveAction } from "../../model/save-actions.ts";
import type { Ground } from "../../model/situation.ts";

const NOTHING_REPORTED: Ground = {
  hazards: NO_HAZARDS,
  shelters: [],
  gates: [],
  depotTrucks: [],
  movements: [],
};

const withTrucks = (
  depotTrucks: Ground["depotTrucks"],
  depotId: string,
  trucks: number,
): Ground["depotTrucks"] => [...depotTrucks.filter((each) => each.depotId !== depotId), { depotId, trucks }];

function groundWith(ground: Ground, action: SaveAction): Ground {
  switch (action.kind) {
    case "add-truck":
      return { ...ground, depotTrucks: withTrucks(ground.depotTrucks, action.depotId, action.trucks) };
    case "move-truck": {
      const taken = withTrucks(ground.depotTrucks, action.fromDepotId, action.fromTrucks);
      return { ...ground, depotTrucks: withTrucks(taken, action.toDepotId, action.toTrucks) };
    }
    case "open-gate": {
      const others = ground.gates.filter(({ gateId }) => gateId !== action.gateId);
      return { ...ground, gates: [...others, { gateId: action.gateId, isOpen: true }] };
    }
    case "transfer-stock":
      return {
        ...ground,
        movements: [
          ...ground.movements,
          {
            id: "save",
            kind: "transfer",
            depotId: action.fromDepotId,
            toId: action.toDepotId,
            item: action.item,
            quantity: action.quantity,
            expires: null,
            paper: "",
          },
        ],
      };
    case "open-shelter": {
      const { shelterId } = action;
      const known = ground.shelters.find((each) => each.shelterId === shelterId);
      const opened = { shelterId, status: "opened" as const, persons: known?.persons ?? null };
      return { ...ground, shelters: [...ground.shelters.filter((each) => each !== known), opened] };
    }
    case "lift-closure":
      return ground;
    default: {
      const never: never = action;
      throw new Error(String(never));
    }
  }
}

/** What the board is asked once an action is done: the same as once its acts stand in the log. */
export function applySave(request: BoardRequest, action: SaveAction): BoardRequest {
  const { scenario, response } = request;
  if (action.kind === "lift-closure")
    return {
      ...request,
      scenario: { ...scenario, closures: scenario.closures.filter(({ id }) => id !== action.closureId) },
    };
  return {
    ...request,
    response: { ...response, ground: groundWith(response.ground ?? NOTHING_REPORTED, action) },
  };
}
