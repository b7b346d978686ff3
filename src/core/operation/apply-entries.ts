import type { ActKind, ActOf, LogEntry } from "../model/operation.ts";
import type { CrewsOut, Said, ShelterReport, Situation } from "../model/situation.ts";

const NOTHING_REPORTED: ShelterReport = { status: null, history: [], occupancy: null };

/** A report of an earlier minute that comes in late does not replace what was said of a later one. */
const isNewer = (said: Said, known: Said | null | undefined): boolean =>
  !known || said.minute >= known.minute;

/** In the order of their minutes; of one minute, in the order they came in. */
function insertByMinute<Line extends Said>(lines: readonly Line[], line: Line): readonly Line[] {
  const at = lines.findLastIndex((each) => each.minute <= line.minute) + 1;
  return [...lines.slice(0, at), line, ...lines.slice(at)];
}

const without = <Item>(items: readonly Item[], item: Item) => items.filter((each) => each !== item);

function latest<Value extends Said>(
  known: Readonly<Record<string, Value>>,
  id: string,
  value: Value,
): Readonly<Record<string, Value>> {
  const before = Object.hasOwn(known, id) ? known[id] : undefined;
  return isNewer(value, before) ? { ...known, [id]: value } : known;
}

function changeCrews(
  crewsOut: readonly CrewsOut[],
  said: Said,
  act: ActOf<"crews-out"> | ActOf<"crews-back">,
): readonly CrewsOut[] {
  const { stationId, incidentId } = act;
  const known = crewsOut.find((out) => out.stationId === stationId && out.incidentId === incidentId);
  const crews = (known?.crews ?? 0) + (act.kind === "crews-out" ? act.crews : -act.crews);
  const others = known ? without(crewsOut, known) : crewsOut;
  return crews > 0 ? [...others, { ...said, stationId, incidentId, crews }] : others;
}

type Change<Kind extends ActKind> = (
  situation: Situation,
  act: ActOf<Kind>,
  said: Said,
) => Partial<Situation>;

const reportOf = (situation: Situation, shelterId: string): ShelterReport =>
  (Object.hasOwn(situation.shelters, shelterId) && situation.shelters[shelterId]) || NOTHING_REPORTED;

const CHANGES: { readonly [Kind in ActKind]: Change<Kind> } = {
  "operation-opened": (_, { head }) => ({ head, isOver: false }),
  "operation-closed": () => ({ isOver: true }),
  "closure-made": ({ closures }, { closure }) => ({
    closures: [...closures.filter(({ id }) => id !== closure.id), closure],
  }),
  "closure-lifted": ({ closures }, { closureId }) => ({
    closures: closures.filter(({ id }) => id !== closureId),
  }),
  "hazards-set": (_, { hazards }) => ({ hazards }),
  "need-set": (_, { inNeedShare }) => ({ inNeedShare }),
  "depot-lost": ({ lostDepotIds }, { depotId }) => ({
    lostDepotIds: lostDepotIds.includes(depotId) ? lostDepotIds : [...lostDepotIds, depotId],
  }),
  "depot-back": ({ lostDepotIds }, { depotId }) => ({
    lostDepotIds: lostDepotIds.filter((id) => id !== depotId),
  }),
  "depot-trucks": ({ depotTrucks }, { depotId, trucks }) => {
    const { [depotId]: _, ...others } = depotTrucks;
    return { depotTrucks: trucks === null ? others : { ...others, [depotId]: trucks } };
  },
  "shelter-status": (situation, { shelterId, status }, said) => {
    const report = reportOf(situation, shelterId);
    const line = { ...said, status };
    return {
      shelters: {
        ...situation.shelters,
        [shelterId]: {
          ...report,
          status: isNewer(said, report.status) ? line : report.status,
          history: insertByMinute(report.history, line),
        },
      },
    };
  },
  occupancy: (situation, { shelterId, persons }, said) => {
    const report = reportOf(situation, shelterId);
    if (!isNewer(said, report.occupancy)) return {};
    return {
      shelters: { ...situation.shelters, [shelterId]: { ...report, occupancy: { ...said, persons } } },
    };
  },
  "gate-state": ({ gates }, { gateId, isOpen }, said) => ({
    gates: latest(gates, gateId, { ...said, isOpen }),
  }),
  "incident-entered": ({ incidents }, { incident }, said) => ({
    incidents: { ...incidents, [incident.id]: { ...said, incident, isEnded: false } },
  }),
  "incident-ended": ({ incidents }, { incidentId }) => {
    const known = Object.hasOwn(incidents, incidentId) ? incidents[incidentId] : undefined;
    return known ? { incidents: { ...incidents, [incidentId]: { ...known, isEnded: true } } } : {};
  },
  "crews-out": ({ crewsOut }, act, said) => ({ crewsOut: changeCrews(crewsOut, said, act) }),
  "crews-back": ({ crewsOut }, act, said) => ({ crewsOut: changeCrews(crewsOut, said, act) }),
  "stock-moved": ({ movements }, { movement }, said) =>
    // told twice is done once
    movements.some((line) => line.movement.id === movement.id)
      ? {}
      : { movements: insertByMinute(movements, { ...said, movement }) },
  "gauge-read": ({ readings }, { reading }, said) => {
    const known = Object.hasOwn(readings, reading.gaugeId) ? (readings[reading.gaugeId] ?? []) : [];
    return {
      readings: { ...readings, [reading.gaugeId]: insertByMinute(known, { ...said, reading }) },
    };
  },
  "vehicle-seen": ({ vehicles }, { vehicle }, said) => ({
    vehicles: latest(vehicles, vehicle.vehicleId, { ...said, vehicle }),
  }),
  "alert-issued": ({ alerts }, { alert }, said) => ({ alerts: latest(alerts, alert.id, { ...said, alert }) }),
  "step-marked": ({ steps }, { stepId, isDone }, said) => ({
    steps: latest(steps, stepId, { ...said, isDone }),
  }),
  noted: ({ notes }, { text }, said) => ({ notes: insertByMinute(notes, { ...said, text }) }),
};

/** What is known once these lines are added to a log: the same lines in the same order give the same, bit for bit. */
export function applyEntries(situation: Situation, entries: readonly LogEntry[]): Situation {
  let now = situation;
  for (const { minute, source, by, act } of entries) {
    const change = CHANGES[act.kind] as Change<ActKind>;
    now = { ...now, ...change(now, act as never, { minute, source, by }) };
  }
  return now;
}
