import type { CommitmentValue, LedgerAnswer, LedgerRequest } from "../model/answers.ts";
import type { BoardPacks } from "../model/board-packs.ts";
import type { Failure } from "../model/failure.ts";
import { ok, type Result } from "../result.ts";
import { weakestMethod } from "./ledger-facts.ts";
import { rescueValues } from "./ledger-rescue.ts";
import { shelterValues } from "./ledger-shelter.ts";
import { supplyValues } from "./ledger-supplies.ts";
import type { PreparedPack } from "./prepare.ts";

/** Order of the commitment table. */
const IDS: readonly string[] = [
  ...numbered("S", 10),
  ...numbered("L", 7),
  ...numbered("R", 7),
  ...numbered("Z", 12),
];

function numbered(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
}

/**
 * Every commitment of the plan held against the pack, in the order of the table. What the pack cannot answer is
 * "cannot-judge" with no value; the table says which input is missing. Keys have their words in `i18n`.
 */
export function ledger(
  prepared: PreparedPack,
  request: LedgerRequest,
  packs: BoardPacks,
  onProgress?: (share: number) => void,
): Result<LedgerAnswer, Failure> {
  const values = new Map<string, CommitmentValue>();
  const put = (some: readonly CommitmentValue[]) => {
    for (const value of some) values.set(value.id, value);
  };
  put(shelterValues(prepared, request));
  onProgress?.(0.5);
  put(supplyValues(prepared, request, packs));
  onProgress?.(0.8);
  put(rescueValues(prepared, request));
  put(countsOnly(prepared));
  return ok({
    request,
    values: IDS.map(
      (id) =>
        values.get(id) ?? { id, state: "cannot-judge", value: null, readings: [], inputs: [], method: null },
    ),
  });
}

/** Commitments of which the pack knows only how many things there are to be judged. */
function countsOnly(prepared: PreparedPack): CommitmentValue[] {
  const { communities, subDistricts, waterlogging, depots } = prepared.pack.index;
  const floodPoints = weakestMethod(prepared, ["waterlogging"]);
  const row = (
    id: string,
    key: string,
    value: number,
    method: CommitmentValue["method"],
  ): CommitmentValue => ({
    id,
    state: "cannot-judge",
    value: null,
    readings: [],
    inputs: [{ key, value }],
    method,
  });
  const communityMethod = weakestMethod(prepared, ["communities"]);
  return [
    row("L7", "depots", depots.length, weakestMethod(prepared, ["depots"])),
    row("R6", "communities", communities.length, communityMethod),
    row("Z2", "communities", communities.length, communityMethod),
    row("Z3", "communities", communities.length, communityMethod),
    row("Z6", "waterloggingPoints", waterlogging.length, floodPoints),
    row("Z10", "subDistricts", subDistricts.length, weakestMethod(prepared, ["subdistricts"])),
    row("Z12", "communities", communities.length, communityMethod),
  ];
}
