import type { Act } from "../../core/model/operation.ts";
import type { SaveAction } from "../../core/model/save-actions.ts";

/** What stands in the log once the action is ordered: the board is then asked as it was tried. */
export function actsOfSave(action: SaveAction, newId: () => string): readonly Act[] {
  switch (action.kind) {
    case "add-truck":
      return [{ kind: "depot-trucks", depotId: action.depotId, trucks: action.trucks }];
    case "move-truck":
      return [
        { kind: "depot-trucks", depotId: action.fromDepotId, trucks: action.fromTrucks },
        { kind: "depot-trucks", depotId: action.toDepotId, trucks: action.toTrucks },
      ];
    case "open-gate":
      return [{ kind: "gate-state", gateId: action.gateId, isOpen: true }];
    case "lift-closure":
      return [{ kind: "closure-lifted", closureId: action.closureId }];
    case "transfer-stock":
      return [
        {
          kind: "stock-moved",
          movement: {
            id: newId(),
            kind: "transfer",
            depotId: action.fromDepotId,
            toId: action.toDepotId,
            item: action.item,
            quantity: action.quantity,
            expires: null,
            paper: "",
          },
        },
      ];
    case "open-shelter":
      return [{ kind: "shelter-status", shelterId: action.shelterId, status: "opened" }];
    default: {
      const never: never = action;
      throw new Error(String(never));
    }
  }
}
