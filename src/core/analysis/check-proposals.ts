import type { Failure } from "../model/failure.ts";
import type { LngLat } from "../model/geometry.ts";
import { PROPOSAL_LIMITS, type Proposals, type ProposedSite } from "../model/proposal.ts";
import { err, ok, type Result } from "../result.ts";
import type { PreparedPack } from "./prepare.ts";

const FEWEST_CORNERS = 3;

interface Fault {
  /** Below `scenario.proposals`. */
  readonly field: string;
  readonly found: string;
  readonly expected: string;
}

// NaN is in no range
const isWithin = (value: number, [least, most]: readonly [number, number]) => value >= least && value <= most;
const isPlace = ([lng, lat]: LngLat) => isWithin(lng, [-180, 180]) && isWithin(lat, [-85, 85]);

function outOf(field: string, value: number, [least, most]: readonly [number, number]): Fault | null {
  return isWithin(value, [least, most])
    ? null
    : { field, found: String(value), expected: `${least}-${most}` };
}

const noPlace = (field: string, at: LngLat): Fault | null =>
  isPlace(at) ? null : { field, found: at.join(", "), expected: "longitude, latitude" };

/** The first id that is there twice or known elsewhere. */
function sameId(field: string, ids: readonly string[], taken: (id: string) => boolean): Fault | null {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id) || taken(id)) return { field, found: id, expected: "an id no other has" };
    seen.add(id);
  }
  return null;
}

function unknownId(field: string, ids: readonly string[], isKnown: (id: string) => boolean): Fault | null {
  const found = ids.find((id) => !isKnown(id));
  return found === undefined ? null : { field, found, expected: "an id of the district" };
}

function siteFault(site: ProposedSite, i: number): Fault | null {
  const at = `sites[${i}]`;
  const corners = site.rings.flat();
  if (site.rings.length === 0 || site.rings.some((ring) => ring.length < FEWEST_CORNERS))
    return {
      field: `${at}.rings`,
      found: String(site.rings[0]?.length ?? 0),
      expected: `>=${FEWEST_CORNERS}`,
    };
  if (corners.length > PROPOSAL_LIMITS.corners)
    return { field: `${at}.rings`, found: String(corners.length), expected: `<=${PROPOSAL_LIMITS.corners}` };
  const wrong = corners.find((corner) => !isPlace(corner));
  if (wrong) return noPlace(`${at}.rings`, wrong);
  const { area, gates } = site;
  if (area.kind === "typed") {
    const fault = outOf(`${at}.area.squareMetres`, area.squareMetres, PROPOSAL_LIMITS.squareMetres);
    if (fault) return fault;
  }
  for (const { lngLat, widthMetres } of gates) {
    const fault =
      noPlace(`${at}.gates.lngLat`, lngLat) ??
      (widthMetres === null
        ? null
        : outOf(`${at}.gates.widthMetres`, widthMetres, PROPOSAL_LIMITS.gateWidthMetres));
    if (fault) return fault;
  }
  return sameId(
    `${at}.gates.id`,
    gates.map(({ id }) => id),
    () => false,
  );
}

/** The first thing in proposals that nothing can be computed for, as a failure. Where a site lies is not asked. */
export function checkProposals(prepared: PreparedPack, proposals: Proposals): Result<null, Failure> {
  const { sites, closedShelterIds, gateEdits } = proposals;
  const gateIds = new Set(gateEdits.length > 0 ? prepared.pack.index.gates.map(({ id }) => id) : []);
  const isShelter = (id: string) => prepared.shelters.has(id);
  let fault: Fault | null =
    sites.length > PROPOSAL_LIMITS.sites
      ? { field: "sites", found: String(sites.length), expected: `<=${PROPOSAL_LIMITS.sites}` }
      : null;
  for (let i = 0; i < sites.length && !fault; i++) fault = siteFault(sites[i]!, i);
  fault ??=
    sameId(
      "sites.id",
      sites.map(({ id }) => id),
      isShelter,
    ) ??
    unknownId("closedShelterIds", closedShelterIds, isShelter) ??
    unknownId(
      "gateEdits",
      gateEdits.map(({ gateId }) => gateId),
      (id) => gateIds.has(id),
    );
  for (let i = 0; i < gateEdits.length && !fault; i++) {
    const { lngLat } = gateEdits[i]!;
    if (lngLat) fault = noPlace(`gateEdits[${i}].lngLat`, lngLat);
  }
  return fault
    ? err({ code: "QUESTION_NOT_VALID", ...fault, field: `scenario.proposals.${fault.field}` })
    : ok(null);
}
