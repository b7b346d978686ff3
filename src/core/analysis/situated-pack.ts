import type { ShelterStatus } from "../model/operation.ts";
import type { Gate, GateOpening, Shelter } from "../model/pack.ts";
import type { PackIndex } from "../model/pack-data.ts";
import type { Phase } from "../model/scenario.ts";
import type { Ground } from "../model/situation.ts";
import { capacityPersons } from "./capacity.ts";
import type { PreparedPack } from "./prepare.ts";

/**
 * Which shelters count: every one on the list, as a plan is made, or those that somebody has reported open, as things
 * are. Designated is not open.
 */
export type ShelterReading = "designated" | "opened";

/** The district as it is reported to be. */
export interface Situated {
  /** Its shelters have the room that is left, its gates are as reported, and shelters that take nobody have none open. */
  readonly pack: PreparedPack;
  /** Persons who are in a shelter already, by its id; more than 0. Not reported is not in here, and not 0 either. */
  readonly present: ReadonlyMap<string, number>;
}

type ShelterFacts = Ground["shelters"][number];

/** A shelter takes people while it is in one of these; `full` is open too, but has no room. */
const OPEN_STATUSES: ReadonlySet<ShelterStatus | null> = new Set<ShelterStatus>([
  "opened",
  "staffed",
  "full",
]);

export const isReportedOpen = ({ status }: Pick<ShelterFacts, "status">): boolean =>
  OPEN_STATUSES.has(status);

/** Somebody has begun to open shelters: then it matters which of them are. */
export const saysWhatIsOpen = (ground: Ground | undefined): boolean =>
  ground?.shelters.some(({ status }) => status !== null && status !== "closed") ?? false;

/** A full shelter of which nobody has said how many are in it holds as many as it has room for. */
function presentPersons({ status, persons }: ShelterFacts, capacity: number | null): number {
  if (status === "closed") return 0;
  return persons ?? (status === "full" ? (capacity ?? 0) : 0);
}

/** null = unknown, as before. */
const roomLeft = ({ status }: ShelterFacts, present: number, capacity: number | null): number | null =>
  status === "full" ? 0 : capacity === null ? null : Math.max(0, capacity - present);

const withRoom = (shelter: Shelter, room: number | null): Shelter => ({
  ...shelter,
  // what is left was counted in persons: no square metres stand behind it any more
  effectiveSquareMetres: null,
  publishedCapacityPersons: room,
});

function openingOf(gate: Gate, status: ShelterStatus | null, reported: boolean | undefined): GateOpening {
  if (reported !== undefined) return { kind: reported ? "always" : "locked" };
  // the order to open has been carried out
  return gate.opening.kind === "on-order" && OPEN_STATUSES.has(status) ? { kind: "always" } : gate.opening;
}

function lay(prepared: PreparedPack, ground: Ground, phase: Phase, reading: ShelterReading): Situated {
  const { index } = prepared.pack;
  const facts = new Map(ground.shelters.map((shelter) => [shelter.shelterId, shelter]));
  const reported = new Map(ground.gates.map(({ gateId, isOpen }) => [gateId, isOpen]));
  const present = new Map<string, number>();
  const shelters = index.shelters.map((shelter): Shelter => {
    const said = facts.get(shelter.id);
    if (!said) return shelter;
    const capacity = capacityPersons(prepared, shelter, phase);
    const persons = presentPersons(said, capacity);
    if (persons > 0) present.set(shelter.id, persons);
    const room = roomLeft(said, persons, capacity);
    return room === capacity ? shelter : withRoom(shelter, room);
  });
  const gates = index.gates.map((gate): Gate => {
    const said = facts.get(gate.shelterId);
    const status = said?.status ?? null;
    const takesNobody = status === "closed" || (reading === "opened" && !OPEN_STATUSES.has(status));
    const opening = takesNobody
      ? ({ kind: "locked" } as const)
      : openingOf(gate, status, reported.get(gate.id));
    return opening === gate.opening ? gate : { ...gate, opening };
  });
  return { pack: withRows(prepared, { ...index, shelters, gates }), present };
}

/** Every shelter and gate is where it was and in its old place in the list: ties, searches and drives stay the pack's. */
const withRows = (prepared: PreparedPack, index: PackIndex): PreparedPack => ({
  ...prepared,
  pack: { ...prepared.pack, index },
  shelters: new Map(index.shelters.map((shelter) => [shelter.id, shelter])),
  base: prepared.base && withRows(prepared.base, index),
  unplanned: prepared.unplanned ?? prepared,
});

/** Situations remembered: two readings of what is, of what would be saved, and of what was a moment ago. */
const SITUATIONS_KEPT = 6;
interface Kept {
  readonly key: string;
  readonly situated: Situated;
}
const keptSituations = new WeakMap<PreparedPack, Kept[]>();

const NOBODY: ReadonlyMap<string, number> = new Map();

/**
 * Reports laid over the pack: a closed shelter takes nobody, a full one nobody more; persons who are in one take its
 * room; a gate reported open or shut is that whatever its hours. Nothing reported of shelters and gates: the pack itself.
 * The same object for the same reports while they are remembered. Ids the pack does not know change nothing.
 */
export function situatedPack(
  prepared: PreparedPack,
  ground: Ground | undefined,
  phase: Phase,
  reading: ShelterReading,
): Situated {
  if (!ground || (reading === "designated" && ground.shelters.length === 0 && ground.gates.length === 0))
    return { pack: prepared, present: NOBODY };
  const kept = keptSituations.get(prepared) ?? [];
  const key = JSON.stringify([phase, reading, ground.shelters, ground.gates]);
  const known = kept.find((each) => each.key === key);
  const situated = known?.situated ?? lay(prepared, ground, phase, reading);
  const others = kept.filter((each) => each !== known);
  keptSituations.set(prepared, [{ key, situated }, ...others].slice(0, SITUATIONS_KEPT));
  return situated;
}
