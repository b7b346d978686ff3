import type { BoardPacks } from "../model/board-packs.ts";
import type { Failure } from "../model/failure.ts";
import type { RunContext } from "../model/progress.ts";
import type {
  SaveAction,
  SaveActionsAnswer,
  SaveActionsRequest,
  VerifiedSave,
} from "../model/save-actions.ts";
import { err, ok, type Result } from "../result.ts";
import { type Forecast, forecast, needOf, type UnfoldedRequest, unfoldRequest } from "./forecast.ts";
import type { PeopleInNeed } from "./needs.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { applySave } from "./saves/apply-save.ts";
import {
  breachesOf,
  createComparison,
  type DueMinutes,
  type ShelterSaved,
} from "./saves/compare-forecasts.ts";
import { depotFacts } from "./saves/depot-facts.ts";
import { saveCandidates } from "./saves/save-candidates.ts";
import { isReportedOpen, type ShelterReading, saysWhatIsOpen } from "./situated-pack.ts";

/** Shelters whose opening is tried: those the plan sends most people to. */
const OPENINGS_TRIED = 12;
/** Told of them. */
const OPENINGS_TOLD = 5;

/** What changes nobody's shelter changes nobody's need: it is not worked out again. */
const KEEPS_NEED: ReadonlySet<SaveAction["kind"]> = new Set(["add-truck", "move-truck", "transfer-stock"]);

const placedPersons = ({ shelters }: PeopleInNeed) => shelters.reduce((sum, each) => sum + each.persons, 0);

const brokenBy = ({ worse }: VerifiedSave) => worse.filter((each) => each.isBroken).length;
/** Persons with everything in time, here and elsewhere together. */
const netPersons = ({ gainedPersons, worse }: VerifiedSave) =>
  worse.reduce((net, { lostPersons }) => net - lostPersons, gainedPersons);

/** Saved first, and at least cost to others; what only helps by how many it helps. */
function compareSaves(a: VerifiedSave, b: VerifiedSave): number {
  if (a.isSaved !== b.isSaved) return a.isSaved ? -1 : 1;
  const byMinutes = a.gainedMinutes === b.gainedMinutes ? 0 : b.gainedMinutes - a.gainedMinutes;
  const byPersons = netPersons(b) - netPersons(a);
  return (
    brokenBy(a) * Number(a.isSaved) - brokenBy(b) * Number(b.isSaved) ||
    b.alsoSaved - a.alsoSaved ||
    byMinutes ||
    byPersons ||
    a.worse.length - b.worse.length
  );
}

/** The best of each kind before the second best of any: ways to choose among, not one way many times. */
function bestOfEachKind(saves: readonly VerifiedSave[], most: number): VerifiedSave[] {
  const sorted = [...saves].sort(compareSaves);
  const kinds = new Set<SaveAction["kind"]>();
  const firsts = sorted.filter(({ action }) => !kinds.has(action.kind) && kinds.add(action.kind));
  return [...firsts, ...sorted.filter((save) => !firsts.includes(save))].slice(0, most).sort(compareSaves);
}

/**
 * What would save the promises that break: every action of a closed set that could help is put to the test by working the
 * board out again with it, and told with what it gains here and costs elsewhere. What does not help is not told.
 */
export function saveActions(
  prepared: PreparedPack,
  request: SaveActionsRequest,
  packs: BoardPacks,
  run: RunContext,
): Result<SaveActionsAnswer, Failure> {
  const asked = { scenario: request.scenario, response: request.response };
  const unfolded = unfoldRequest(prepared, packs, asked);
  if (!unfolded.ok) return unfolded;
  const before = forecast(prepared, packs, unfolded.value, needOf(prepared, unfolded.value));
  const due: DueMinutes = {
    supply: figure(prepared, "firstSuppliesMinutes"),
    service: figure(prepared, "basicReliefMinutes"),
  };
  const breaches = breachesOf(before, due);
  const targets = request.shelterIds
    ? breaches.filter(({ shelterId }) => request.shelterIds?.includes(shelterId))
    : breaches.slice(0, request.mostShelters);
  const candidates =
    targets.length > 0
      ? saveCandidates(
          { prepared, request: asked, before, depots: depotFacts(prepared, packs, asked) },
          targets,
        )
      : [];
  const openings = openingCandidates(prepared, unfolded.value, before);
  const steps = candidates.length + openings.actions.length;
  const saves = new Map<ShelterSaved, VerifiedSave[]>(targets.map((target) => [target, []]));
  let tried = 0;
  for (const action of candidates) {
    if (run.isCancelled()) return err({ code: "CANCELLED" });
    const then = unfoldRequest(prepared, packs, applySave(asked, action));
    if (!then.ok) return then;
    const need = KEEPS_NEED.has(action.kind) ? before.need : needOf(prepared, then.value);
    const comparison = createComparison(before, forecast(prepared, packs, then.value, need), due);
    for (const [target, found] of saves) {
      const save = comparison.saveOf(action, target);
      if (save) found.push(save);
    }
    tried++;
    run.onProgress({ share: tried / steps, found: null });
  }
  const opened: SaveActionsAnswer["openings"][number][] = [];
  for (const action of openings.actions) {
    if (run.isCancelled()) return err({ code: "CANCELLED" });
    const then = unfoldRequest(prepared, packs, applySave(asked, action));
    if (!then.ok) return then;
    const need = needOf(prepared, then.value, openings.reading);
    const gainedPersons = placedPersons(need) - openings.placedPersons;
    if (gainedPersons > 0) opened.push({ action, gainedPersons });
    tried++;
    run.onProgress({ share: tried / steps, found: null });
  }
  return ok({
    request,
    shelters: targets.map((target) => ({
      ...target,
      saves: bestOfEachKind(saves.get(target) ?? [], request.mostActions),
    })),
    unplacedPersons: openings.unplacedPersons,
    openings: opened.sort((a, b) => b.gainedPersons - a.gainedPersons).slice(0, OPENINGS_TOLD),
    triedActions: tried,
    // core has no clock: whoever runs this puts the time in
    computeMilliseconds: 0,
  });
}

/** Opening counts where somebody is without a place: of all on the list, or of those that are open where that is said. */
function openingCandidates(prepared: PreparedPack, unfolded: UnfoldedRequest, before: Forecast) {
  const { ground } = unfolded.request.response;
  const reading: ShelterReading = saysWhatIsOpen(ground) ? "opened" : "designated";
  const need = reading === "designated" ? before.need : needOf(prepared, unfolded, reading);
  const placed = placedPersons(need);
  const unplacedPersons = need.persons - placed;
  const reports = new Map(ground?.shelters.map((shelter) => [shelter.shelterId, shelter]));
  const wouldGet = new Map(before.need.shelters.map(({ shelterId, persons }) => [shelterId, persons]));
  const shut = prepared.pack.index.shelters.filter(({ id }) => {
    const report = reports.get(id);
    return reading === "opened" ? !report || !isReportedOpen(report) : report?.status === "closed";
  });
  const actions =
    unplacedPersons > 0
      ? shut
          .sort((a, b) => (wouldGet.get(b.id) ?? 0) - (wouldGet.get(a.id) ?? 0))
          .slice(0, OPENINGS_TRIED)
          .map(({ id }): SaveAction => ({ kind: "open-shelter", shelterId: id }))
      : [];
  return { reading, placedPersons: placed, unplacedPersons, actions };
}
