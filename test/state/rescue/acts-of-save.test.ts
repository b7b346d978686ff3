import { describe, expect, it } from "vitest";
import { applySave } from "../../../src/core/analysis/saves/apply-save.ts";
import type { SaveAction } from "../../../src/core/model/save-actions.ts";
import { applyEntries } from "../../../src/core/operation/apply-entries.ts";
import { EMPTY_SITUATION } from "../../../src/core/operation/empty-situation.ts";
import { groundOf } from "../../../src/core/operation/ground-of.ts";
import { actsOfSave } from "../../../src/state/rescue/acts-of-save.ts";
import { createScenario } from "../../fixtures/create-pack.ts";

const ACTIONS: readonly SaveAction[] = [
  { kind: "add-truck", depotId: "d", trucks: 4 },
  { kind: "move-truck", fromDepotId: "d", toDepotId: "e", fromTrucks: 1, toTrucks: 3 },
  { kind: "open-gate", gateId: "g" },
  { kind: "lift-closure", closureId: "c" },
  { kind: "transfer-stock", fromDepotId: "d", toDepotId: "e", item: "quilt", quantity: 12 },
  { kind: "open-shelter", shelterId: "s" },
];

describe("acts of a save", () => {
  it.each(ACTIONS)("once in the log ask the board what was tried: $kind", (action) => {
    const closure = { kind: "street", id: "c", lngLat: [116, 39] } as const;
    const entriesOf = (acts: ReturnType<typeof actsOfSave>) =>
      acts.map((act, sequence) => ({
        sequence,
        recordedAt: 0,
        minute: 0,
        source: "person" as const,
        by: "",
        act,
        hash: "",
      }));
    const before = applyEntries(
      EMPTY_SITUATION,
      entriesOf([
        { kind: "closure-made", closure },
        { kind: "shelter-status", shelterId: "s", status: "closed" },
        { kind: "occupancy", shelterId: "s", persons: 3 },
        { kind: "gate-state", gateId: "g", isOpen: false },
        { kind: "depot-trucks", depotId: "d", trucks: 2 },
      ]),
    );
    const request = (situation: typeof before) => {
      const ground = groundOf(situation);
      return {
        scenario: createScenario({ closures: situation.closures }),
        response: { elapsedMinutes: 0, inNeedShare: 0.1, lostDepotIds: [], ...(ground && { ground }) },
      };
    };
    const after = applyEntries(
      before,
      entriesOf(actsOfSave(action, () => "save")).map((entry) => ({ ...entry, minute: 1 })),
    );
    const sorted = ({ scenario, response }: ReturnType<typeof request>) => ({
      scenario,
      trucks: new Map(response.ground?.depotTrucks.map(({ depotId, trucks }) => [depotId, trucks])),
      ground: { ...response.ground, depotTrucks: null },
    });
    expect(sorted(request(after))).toEqual(sorted(applySave(request(before), action) as never));
  });
});
