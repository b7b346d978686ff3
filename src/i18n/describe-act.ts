import type { Act } from "../core/model/operation.ts";
import type { SupplyItem } from "../core/model/pack.ts";
import type { Closure } from "../core/model/scenario.ts";
import { formatCount, formatPercent } from "./format.ts";
import type { Words } from "./words.ts";

/** What the things of a district are called in the reader's language; the id stands in for a name. */
export interface ActNames {
  readonly shelter: (id: string) => string;
  readonly depot: (id: string) => string;
  readonly station: (id: string) => string;
  readonly gate: (id: string) => string;
  /** What a step of the contingency plan says. */
  readonly step: (id: string) => string;
  /** null: not known, or not a street. */
  readonly closedStreet: (closureId: string) => string | null;
  readonly incidentKind: (incidentId: string) => keyof Words["command"]["log"]["acts"]["incidents"];
}

function closureWords(closure: Closure, words: Words, names: ActNames): string {
  const said = words.command.log.acts.closureMade;
  switch (closure.kind) {
    case "street":
      return said.street(names.closedStreet(closure.id) ?? words.command.log.acts.aStreet);
    case "area":
    case "edges": // worked out by the engine: never a line of the log
      return said.area;
    case "flood":
      return said.flood(String(closure.depthMetres));
    case "slow":
      return said.slow(String(closure.factor));
    case "bridge":
      return said.bridge;
    default: {
      const never: never = closure;
      throw new Error(String(never));
    }
  }
}

/** The one place where a line of the log becomes words. */
export function describeAct(act: Act, words: Words, names: ActNames): string {
  const said = words.command.log.acts;
  const goods = (item: SupplyItem, quantity: number) =>
    `${words.command.items[item]} ${words.command.quantities[item](formatCount(quantity))}`;
  switch (act.kind) {
    case "operation-opened":
      return said.opened(act.head.title);
    case "operation-closed":
      return said.closed;
    case "closure-made":
      return closureWords(act.closure, words, names);
    case "closure-lifted":
      return said.closureLifted(names.closedStreet(act.closureId) ?? said.aClosure);
    case "hazards-set": {
      const { earthquake, rain, zones } = act.hazards;
      const parts = [
        ...(earthquake ? [said.hazards.earthquake(String(earthquake.magnitude))] : []),
        ...(rain ? [said.hazards.rain(String(Math.max(0, ...rain.millimetresPerHour)))] : []),
        ...(zones.length > 0 ? [said.hazards.zones(formatCount(zones.length))] : []),
      ];
      return parts.length > 0 ? said.hazards.set(parts.join(words.shared.comma)) : said.hazards.none;
    }
    case "need-set":
      return said.need(formatPercent(act.inNeedShare));
    case "depot-lost":
      return said.depotLost(names.depot(act.depotId));
    case "depot-back":
      return said.depotBack(names.depot(act.depotId));
    case "depot-trucks":
      return act.trucks === null
        ? said.depotTrucksBack(names.depot(act.depotId))
        : said.depotTrucks(names.depot(act.depotId), formatCount(act.trucks));
    case "shelter-status":
      return said.shelterStatus(names.shelter(act.shelterId), said.statuses[act.status]);
    case "occupancy":
      return act.persons === null
        ? said.occupancyUnknown(names.shelter(act.shelterId))
        : said.occupancy(names.shelter(act.shelterId), formatCount(act.persons));
    case "gate-state":
      return act.isOpen ? said.gateOpen(names.gate(act.gateId)) : said.gateShut(names.gate(act.gateId));
    case "incident-entered": {
      const { kind, severity, text } = act.incident;
      return said.incident(said.incidents[kind], String(severity), text);
    }
    case "incident-ended":
      return said.incidentEnded(said.incidents[names.incidentKind(act.incidentId)]);
    case "crews-out":
      return said.crewsOut(names.station(act.stationId), formatCount(act.crews));
    case "crews-back":
      return said.crewsBack(names.station(act.stationId), formatCount(act.crews));
    case "stock-moved": {
      const { kind, depotId, toId, item, quantity } = act.movement;
      const to = toId === null ? "" : kind === "transfer" ? names.depot(toId) : names.shelter(toId);
      return said.moved(names.depot(depotId), said.movements[kind], goods(item, quantity), to);
    }
    case "agreement-made":
      return said.agreementMade(act.agreement.partner, goods(act.agreement.item, act.agreement.quantity));
    case "agreement-ended":
      return said.agreementEnded;
    case "kits-counted": {
      const { areaId, withKit, households } = act.count;
      return said.kitsCounted(areaId, formatCount(withKit), formatCount(households));
    }
    case "gauge-read": {
      const { gaugeId, millimetres, minutes } = act.reading;
      return said.gauge(gaugeId, String(+millimetres.toFixed(1)), String(minutes));
    }
    case "vehicle-seen":
      return said.vehicle(act.vehicle.vehicleId, act.vehicle.text);
    case "alert-issued": {
      const { level, event, headline, isCancelled } = act.alert;
      return isCancelled ? said.alertCancelled(event) : said.alert(said.alertLevels[level], event, headline);
    }
    case "level-set":
      return act.level === null ? said.levelNone : said.level(act.level);
    case "step-marked":
      return (act.isDone ? said.stepDone : said.stepUndone)(names.step(act.stepId));
    case "promise-forecast":
      return said.forecast(
        words.command.promiseShort[act.promise],
        formatCount(act.keptCount),
        formatCount(act.totalCount),
      );
    case "noted":
      return act.text;
    default: {
      const never: never = act;
      throw new Error(String(never));
    }
  }
}
