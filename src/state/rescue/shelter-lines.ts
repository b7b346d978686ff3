import type { BoardAnswer } from "../../core/model/answers.ts";
import type { ShelterStatus } from "../../core/model/operation.ts";
import type { Gate, Shelter } from "../../core/model/pack.ts";
import type { PackIndex } from "../../core/model/pack-data.ts";
import type { ShelterStanding } from "../../core/model/shelter-board.ts";
import type { GateReport, Said, ShelterReport, Situation } from "../../core/model/situation.ts";

/** One shelter as it stands: what is reported with its age, and what the plan sends. Not reported is null, never 0. */
export interface ShelterLine {
  readonly shelter: Shelter;
  readonly report: ShelterReport | null;
  readonly status: ShelterStatus | null;
  /** Minutes since anything was last reported of it; null = never. */
  readonly silentMinutes: number | null;
  readonly standing: ShelterStanding | null;
  readonly gates: readonly { readonly gate: Gate; readonly report: GateReport | null }[];
}

/** A report older than this is said to be old. */
export const STALE_MINUTES = 30;

const own = <Value>(record: Readonly<Record<string, Value>>, id: string): Value | null =>
  (Object.hasOwn(record, id) ? record[id] : undefined) ?? null;

const later = (one: Said | null | undefined, other: number | null): number | null =>
  one ? Math.max(one.minute, other ?? -Infinity) : other;

/** In the pack's order. `minuteNow`: minutes after T0. */
export function shelterLines(
  pack: PackIndex,
  situation: Situation,
  board: BoardAnswer | null,
  minuteNow: number,
): readonly ShelterLine[] {
  const standings = new Map(board?.shelters.map((standing) => [standing.shelterId, standing]));
  const gatesOf = new Map<string, Gate[]>();
  for (const gate of pack.gates) gatesOf.set(gate.shelterId, [...(gatesOf.get(gate.shelterId) ?? []), gate]);
  return pack.shelters.map((shelter) => {
    const report = own(situation.shelters, shelter.id);
    const gates = (gatesOf.get(shelter.id) ?? []).map((gate) => ({
      gate,
      report: own(situation.gates, gate.id),
    }));
    const heard = gates.reduce(
      (known, gate) => later(gate.report, known),
      later(report?.occupancy, later(report?.status, null)),
    );
    return {
      shelter,
      report,
      status: report?.status?.status ?? null,
      // a report may come from a clock that is ahead
      silentMinutes: heard === null ? null : Math.max(0, minuteNow - heard),
      standing: standings.get(shelter.id) ?? null,
      gates,
    };
  });
}

/** How many are in each state; `unknown`: nobody has said. */
export function statusCounts(
  lines: readonly ShelterLine[],
): Readonly<Record<ShelterStatus | "unknown", number>> {
  const counts = { ordered: 0, opened: 0, staffed: 0, full: 0, closed: 0, unknown: 0 };
  for (const { status } of lines) counts[status ?? "unknown"] += 1;
  return counts;
}

/** What a typed number of people is: null = cleared; undefined = no number of people at all. */
export function readOccupancy(text: string): number | null | undefined {
  const trimmed = text.trim().replaceAll(/[,，\s]/g, "");
  if (trimmed === "") return null;
  return /^\d{1,7}$/.test(trimmed) ? Number(trimmed) : undefined;
}
