import type { BoardPacks } from "../../model/board-packs.ts";
import type { Response, Scenario } from "../../model/scenario.ts";
import type { DriveTimes } from "../drive-times.ts";
import { figure, type PreparedPack } from "../prepare.ts";
import { type DepotNow, depotsNow } from "./depots-now.ts";
import { type ItemNeed, itemNeeds } from "./item-needs.ts";

/** Drives by the minute after T0 a truck sets off at: water rises, streets are closed and cleared. */
export interface TimedDrives {
  /** The same object for minutes between which nothing changes. */
  readonly at: (departMinute: number) => DriveTimes;
  /** Rising minutes at which it changes; a truck may wait for one of them. Empty: the same all along, or they wait by themselves. */
  readonly changeMinutes: readonly number[];
  /** No drive of any minute is quicker than these; absent: look at the minutes of change. */
  readonly least?: DriveTimes;
  /** Minutes of one drive that leaves at a minute and waits where that helps; absent: ask `at`. */
  readonly outTo?: (depot: number, gate: number, departMinute: number) => number;
}

export const constantDrives = (times: DriveTimes): TimedDrives => ({ at: () => times, changeMinutes: [] });

/** Persons in need at shelters. */
interface NeedAtShelters {
  readonly shelters: readonly {
    readonly shelterId: string;
    readonly persons: number;
    /** Where it can be delivered: indexes into pack.index.gates. */
    readonly gates: readonly number[];
  }[];
}

/** Everything a supply plan hangs on. Minutes count from T0. */
export interface SupplyQuestion {
  readonly need: NeedAtShelters;
  readonly drives: TimedDrives;
  readonly needs: readonly ItemNeed[];
  /** In the pack's order, which is that of the drives. */
  readonly depots: readonly DepotNow[];
  readonly unloadMinutes: number;
  readonly firstSuppliesMinutes: number;
  /** Basic relief: what is unloaded later serves nobody in time. */
  readonly deadlineMinutes: number;
}

export function supplyQuestion(
  prepared: PreparedPack,
  packs: BoardPacks,
  { scenario, response }: { readonly scenario: Scenario; readonly response: Response },
  need: NeedAtShelters,
  drives: TimedDrives,
): SupplyQuestion {
  const needs = itemNeeds(packs.reliefNeeds, scenario.phase);
  return {
    need,
    drives,
    needs,
    depots: depotsNow(prepared, needs, response),
    unloadMinutes: figure(prepared, "unloadMinutes"),
    firstSuppliesMinutes: figure(prepared, "firstSuppliesMinutes"),
    deadlineMinutes: figure(prepared, "basicReliefMinutes"),
  };
}
