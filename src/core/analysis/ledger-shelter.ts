import type { CommitmentValue, LedgerRequest } from "../model/answers.ts";
import { HAZARDS } from "../model/pack.ts";
import type { Scenario } from "../model/scenario.ts";
import { coverage } from "./coverage.ts";
import { demandTimes } from "./demand-times.ts";
import { stateOf, weakestMethod } from "./ledger-facts.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { cellPersons } from "./shelter-reach.ts";
import { gateSurface } from "./surface.ts";

/** Factors of S5 the plan names for a site; the pack can hold the first four. */
const SITE_FACTORS = 9;

const LAYERS = ["demand", "shelters", "gates", "network"] as const;

/** S1, S2, S3, S5, S6, S7, S8, S10. */
export function shelterValues(prepared: PreparedPack, { scenario }: LedgerRequest): CommitmentValue[] {
  const { shelters, gates, candidates } = prepared.pack.index;
  const method = weakestMethod(prepared, LAYERS);
  const shelterMethod = weakestMethod(prepared, ["shelters"]);
  const years = shelters.filter((shelter) => shelter.yearCompleted !== null).length;
  const shelterInputs = [
    { key: "shelters", value: shelters.length },
    { key: "sheltersWithYear", value: years },
  ];
  const emergencyTier = shelters.filter((shelter) => shelter.tier === "emergency").length;
  const byHazard = HAZARDS.map((hazard) => ({
    key: `reachedShare-${hazard}`,
    value: reachedShare(prepared, { ...scenario, hazard }),
  }));
  const hazardShares = byHazard.map(({ value }) => value).filter((value) => value !== null);
  const minimumSquareMetres = figure(prepared, "standardShelterSquareMetres");
  return [
    fullCoverage(prepared, scenario),
    // the audit of S4 needs facts the pack does not have, so no site is known to conform: not zero, not known
    { id: "S2", state: "cannot-judge", value: null, readings: [], inputs: shelterInputs, method: null },
    { id: "S3", state: "cannot-judge", value: null, readings: [], inputs: shelterInputs, method: null },
    {
      id: "S4",
      state: "cannot-judge",
      value: null,
      readings: [
        {
          key: "sheltersLargeEnough",
          value: shelters.filter((shelter) => (shelter.effectiveSquareMetres ?? 0) > minimumSquareMetres)
            .length,
        },
        {
          key: "sheltersAreaUnknown",
          value: shelters.filter((shelter) => shelter.effectiveSquareMetres === null).length,
        },
      ],
      inputs: [{ key: "shelters", value: shelters.length }],
      method: shelterMethod,
    },
    siteRecords(prepared),
    {
      id: "S6",
      state: "cannot-judge",
      value: candidates.filter((candidate) => candidate.grossSquareMetres >= minimumSquareMetres).length,
      readings: [],
      inputs: [{ key: "candidates", value: candidates.length }],
      method: weakestMethod(prepared, ["candidates"]),
    },
    {
      id: "S7",
      state: "cannot-judge",
      value: emergencyTier,
      readings: [
        {
          key: "reachedShare-emergencyTier",
          value: reachedShare(prepared, { ...scenario, tier: "emergency" }),
        },
      ],
      inputs: [
        { key: "shelters", value: shelters.length },
        { key: "gates", value: gates.length },
      ],
      method,
    },
    {
      id: "S8",
      state: "cannot-judge",
      value: null,
      readings: [],
      inputs: [
        {
          key: "publicBuildingCandidates",
          value: candidates.filter((candidate) => candidate.landUse === "public-building").length,
        },
        { key: "indoorShelters", value: shelters.filter((shelter) => shelter.setting === "indoor").length },
      ],
      method: null,
    },
    {
      id: "S10",
      state: "cannot-judge",
      value: hazardShares.length === 0 ? null : Math.min(...hazardShares),
      readings: byHazard,
      inputs: [{ key: "reachMinutes", value: scenario.reachMinutes }],
      method,
    },
  ];
}

function fullCoverage(prepared: PreparedPack, scenario: Scenario): CommitmentValue {
  const answer = coverage(prepared, { scenario });
  if (!answer.ok)
    return { id: "S1", state: "cannot-judge", value: null, readings: [], inputs: [], method: null };
  const { district, squareMetresPerPerson, straightLineMetres } = answer.value;
  const { persons } = district;
  const share = (part: number) => (persons === 0 ? null : part / persons);
  const known = (value: number) => (Number.isNaN(value) ? null : value);
  const withRoomShare = share(district.withRoomPersons);
  return {
    id: "S1",
    state: stateOf(withRoomShare ?? Number.NaN),
    value: withRoomShare,
    readings: [
      { key: "straightLineAreaShare", value: known(district.straightLineAreaShare) },
      { key: "networkAreaShare", value: known(district.networkAreaShare) },
      { key: "reachedShare", value: reachedShare(prepared, scenario) },
      { key: "withRoomShare", value: withRoomShare },
      { key: "unknownPersons", value: district.unknownPersons },
    ],
    inputs: [
      { key: "persons", value: persons },
      { key: "reachMinutes", value: scenario.reachMinutes },
      { key: "straightLineMetres", value: straightLineMetres },
      { key: "squareMetresPerPerson", value: squareMetresPerPerson },
    ],
    method: weakestMethod(prepared, LAYERS),
  };
}

/** Share (0-1) of the period's persons with a counting gate within the minutes, room not asked; null without persons. */
function reachedShare(prepared: PreparedPack, scenario: Scenario): number | null {
  const persons = cellPersons(prepared, scenario);
  const surface = gateSurface(prepared, scenario, { limitSeconds: scenario.reachMinutes * 60 });
  const { gate } = demandTimes(prepared, scenario, surface);
  let all = 0;
  let reached = 0;
  persons.forEach((count, cell) => {
    all += count;
    if (gate[cell] !== -1) reached += count;
  });
  return all === 0 ? null : reached / all;
}

function siteRecords(prepared: PreparedPack): CommitmentValue {
  const { shelters, description } = prepared.pack.index;
  const withCapacity = shelters.filter(
    (shelter) => shelter.effectiveSquareMetres !== null || shelter.publishedCapacityPersons !== null,
  ).length;
  const withArea = shelters.filter((shelter) => shelter.effectiveSquareMetres !== null).length;
  const withGate = shelters.filter(
    (shelter) => (prepared.gatesOfShelter.get(shelter.id) ?? []).length > 0,
  ).length;
  const withResidents = description.residents > 0 ? shelters.length : 0;
  const filledShare =
    shelters.length === 0
      ? null
      : (withResidents + withCapacity + withArea + withGate) / (SITE_FACTORS * shelters.length);
  return {
    id: "S5",
    state: stateOf(filledShare ?? Number.NaN),
    value: filledShare,
    readings: [
      { key: "sheltersWithCapacity", value: withCapacity },
      { key: "sheltersWithArea", value: withArea },
      { key: "sheltersWithGate", value: withGate },
    ],
    inputs: [
      { key: "shelters", value: shelters.length },
      { key: "siteFactors", value: SITE_FACTORS },
    ],
    method: weakestMethod(prepared, ["shelters", "gates"]),
  };
}
