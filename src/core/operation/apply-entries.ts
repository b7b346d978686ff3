import type { ActKind, ActOf, LogEntry } from "../model/operation.ts";
import type { Closure } from "../model/scenario.ts";
import type { CrewsOut, Said, ShelterReport, Situation } from "../model/situation.ts";

const NOTHING_REPORTED: ShelterReport = { status: null, history: [], occupancy: null };

/**
 * A report of an earlier minute that comes in late does not replace what was said of a later one. Of one minute the later
 * line holds; of two feeds, whose order of arrival is chance, the one later in the alphabet.
 */
const isNewer = (said: Said, known: Said | null | undefined): boolean =>
  !known ||
  said.minute > known.minute ||
  (said.minute === known.minute &&
    (said.source !== "feed" || known.source !== "feed" || said.by >= known.by));

/**
 * In the order of their minutes; of one minute, in the order they came in. A feed says one thing at one moment: what it
 * says twice, before and after the page was opened anew, is said once.
 */
function insertByMinute<Line extends Said>(lines: readonly Line[], line: Line): readonly Line[] {
  const at = lines.findLastIndex((each) => isNewer(line, each)) + 1;
  const before = lines[at - 1];
  const isTwice = before?.minute === line.minute && before.source === "feed" && before.by === line.by;
  if (line.source === "feed" && isTwice) return lines;
  return [...lines.slice(0, at), line, ...lines.slice(at)];
}

const without = <Item>(items: readonly Item[], item: Item) => items.filter((each) => each !== item);

const saidOf = <Value>(known: Readonly<Record<string, Value>>, id: string): Value | undefined =>
  Object.hasOwn(known, id) ? known[id] : undefined;

function latest<Value extends Said>(
  known: Readonly<Record<string, Value>>,
  id: string,
  value: Value,
): Readonly<Record<string, Value>> {
  return isNewer(value, saidOf(known, id)) ? { ...known, [id]: value } : known;
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

/** Made (or lifted: null), unless something later has been said about it. In the order of the minutes they are made at. */
function changeClosure(
  { closures, closuresSaid }: Situation,
  closureId: string,
  closure: Closure | null,
  said: Said,
): Partial<Situation> {
  if (!isNewer(said, saidOf(closuresSaid, closureId))) return {};
  const others = closures.filter(({ id }) => id !== closureId);
  const at = others.findLastIndex(({ id }) => isNewer(said, saidOf(closuresSaid, id))) + 1;
  return {
    closuresSaid: { ...closuresSaid, [closureId]: said },
    closures: closure ? [...others.slice(0, at), closure, ...others.slice(at)] : others,
  };
}

type Change<Kind extends ActKind> = (
  situation: Situation,
  act: ActOf<Kind>,
  said: Said,
) => Partial<Situation>;

const reportOf = (situation: Situation, shelterId: string): ShelterReport =>
  saidOf(situation.shelters, shelterId) ?? NOTHING_REPORTED;

const CHANGES: { readonly [Kind in ActKind]: Change<Kind> } = {
  "operation-opened": (_, { head }) => ({ head, isOver: false }),
  "operation-closed": () => ({ isOver: true }),
  "closure-made": (situation, { closure }, said) => changeClosure(situation, closure.id, closure, said),
  "closure-lifted": (situation, { closureId }, said) => changeClosure(situation, closureId, null, said),
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
  "incident-entered": ({ incidents, incidentsEnded }, { incident }, said) => {
    const ended = saidOf(incidentsEnded, incident.id);
    const isEnded = ended !== undefined && isNewer(ended, said) && !isNewer(said, ended);
    return { incidents: latest(incidents, incident.id, { ...said, incident, isEnded }) };
  },
  // The end may be told before the beginning.
  "incident-ended": ({ incidents, incidentsEnded }, { incidentId }, said) => {
    const known = saidOf(incidents, incidentId);
    return {
      incidentsEnded: latest(incidentsEnded, incidentId, said),
      ...(known &&
        isNewer(said, known) && { incidents: { ...incidents, [incidentId]: { ...known, isEnded: true } } }),
    };
  },
  "crews-out": ({ crewsOut, firstOut }, act, said) => {
    const first = saidOf(firstOut, act.stationId);
    return {
      crewsOut: changeCrews(crewsOut, said, act),
      ...((!first || said.minute < first.minute) && { firstOut: { ...firstOut, [act.stationId]: said } }),
    };
  },
  "crews-back": ({ crewsOut }, act, said) => ({ crewsOut: changeCrews(crewsOut, said, act) }),
  "stock-moved": ({ movements }, { movement }, said) =>
    // told twice is done once
    movements.some((line) => line.movement.id === movement.id)
      ? {}
      : { movements: insertByMinute(movements, { ...said, movement }) },
  "agreement-made": ({ agreements }, { agreement }, said) => ({
    agreements: { ...agreements, [agreement.id]: { ...said, agreement } },
  }),
  "agreement-ended": ({ agreements }, { agreementId }) => {
    const { [agreementId]: _, ...others } = agreements;
    return { agreements: others };
  },
  "kits-counted": ({ kits }, { count }, said) => ({
    kits: latest(kits, count.areaId, { ...said, count }),
  }),
  "gauge-read": ({ readings }, { reading }, said) => {
    const known = saidOf(readings, reading.gaugeId) ?? [];
    return {
      readings: { ...readings, [reading.gaugeId]: insertByMinute(known, { ...said, reading }) },
    };
  },
  "vehicle-seen": ({ vehicles }, { vehicle }, said) => ({
    vehicles: latest(vehicles, vehicle.vehicleId, { ...said, vehicle }),
  }),
  "alert-issued": ({ alerts }, { alert }, said) => ({ alerts: latest(alerts, alert.id, { ...said, alert }) }),
  "level-set": ({ level: known }, { level }, said) =>
    isNewer(said, known) ? { level: { ...said, level } } : {},
  "step-marked": ({ steps }, { stepId, isDone }, said) => ({
    steps: latest(steps, stepId, { ...said, isDone }),
  }),
  // of the log and its report; nothing on the ground has changed
  "promise-forecast": () => ({}),
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
