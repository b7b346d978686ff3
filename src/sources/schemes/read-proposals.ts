import * as v from "valibot";
import type { FaultPlace } from "../../core/model/failure.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import { HAZARDS, SHELTER_TIERS } from "../../core/model/pack.ts";
import {
  BASE_KINDS,
  PROPOSAL_LIMITS,
  type Proposals,
  type ProposedBase,
  type ProposedGate,
  type ProposedSite,
  SITE_FACTS,
  ZONE_USES,
} from "../../core/model/proposal.ts";
import { SCHEME_EXPECTATIONS } from "../../core/model/scheme.ts";
import { faultOf } from "../data-package.ts";

const finite = (minimum: number, maximum: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(minimum), v.maxValue(maximum));
const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const Name = v.pipe(v.string(), v.maxLength(200));
const Place = v.pipe(
  v.tuple([finite(-180, 180), finite(-85, 85)]),
  v.transform((pair): LngLat => pair),
);
const MinuteOfDay = v.pipe(finite(0, 1440), v.integer());
const Opening = v.variant("kind", [
  v.object({ kind: v.literal("always") }),
  v.object({ kind: v.literal("hours"), opensMinute: MinuteOfDay, closesMinute: MinuteOfDay }),
  v.object({ kind: v.literal("on-order") }),
  v.object({ kind: v.literal("locked") }),
  v.object({ kind: v.literal("unknown") }),
]);
const Gate = v.object({
  id: Id,
  lngLat: Place,
  widthMetres: v.nullable(finite(...PROPOSAL_LIMITS.gateWidthMetres)),
  opening: Opening,
  stepFree: v.nullable(v.boolean()),
});

const isSame = ([lng, lat]: LngLat, other: LngLat | undefined) => lng === other?.[0] && lat === other[1];
/** Rings of other programs repeat their first corner at the end; ours do not. */
const open = (ring: LngLat[]): LngLat[] => {
  const [first] = ring;
  return first && ring.length > 3 && isSame(first, ring.at(-1)) ? ring.slice(0, -1) : ring;
};
/** Twice the area in square degrees, whichever way round. */
const doubleArea = (ring: readonly LngLat[]): number =>
  Math.abs(
    ring.reduce((sum, [lng, lat], at) => {
      const [nextLng, nextLat] = ring[(at + 1) % ring.length] ?? [lng, lat];
      return sum + lng * nextLat - nextLng * lat;
    }, 0),
  );
/** About a tenth of a square metre: less is a line. */
const LEAST_DOUBLE_AREA = 2e-11;
const Ring = v.pipe(
  v.array(Place),
  v.minLength(3),
  v.transform(open),
  v.check((ring) => doubleArea(ring) > LEAST_DOUBLE_AREA, SCHEME_EXPECTATIONS.area),
);
const Site = v.object({
  id: Id,
  name: Name,
  candidateId: v.nullable(Id),
  rings: v.pipe(
    v.array(Ring),
    v.minLength(1),
    v.check(
      (rings) => rings.reduce((sum, ring) => sum + ring.length, 0) <= PROPOSAL_LIMITS.corners,
      `<=${PROPOSAL_LIMITS.corners} corners`,
    ),
  ),
  tier: v.picklist(SHELTER_TIERS),
  setting: v.picklist(["outdoor", "indoor"]),
  fitFor: v.array(v.picklist(HAZARDS)),
  gates: v.array(Gate),
  area: v.variant("kind", [
    v.object({ kind: v.literal("derived") }),
    v.object({ kind: v.literal("typed"), squareMetres: finite(...PROPOSAL_LIMITS.squareMetres) }),
  ]),
  zones: v.record(v.picklist(ZONE_USES), finite(...PROPOSAL_LIMITS.squareMetres)),
  facts: v.record(v.picklist(SITE_FACTS), v.union([v.boolean(), v.pipe(v.number(), v.finite())])),
  year: v.nullable(v.pipe(finite(...PROPOSAL_LIMITS.year), v.integer())),
});
const GateEdit = v.object({ gateId: Id, lngLat: v.nullable(Place), opening: v.nullable(Opening) });
const Base = v.object({
  id: Id,
  kind: v.picklist(BASE_KINDS),
  name: Name,
  lngLat: Place,
  mobilisationMinutes: v.nullable(finite(...PROPOSAL_LIMITS.mobilisationMinutes)),
});

/** What the open pack has; absent: ids are not looked up. */
export interface KnownIds {
  readonly shelters: ReadonlySet<string>;
  readonly gates: ReadonlySet<string>;
  /** Depots, stations and seismic stations. */
  readonly bases: ReadonlySet<string>;
}

export interface ReadProposals {
  readonly proposals: Proposals;
  /** What was left out, `row` counting in its list from 1. */
  readonly faults: readonly FaultPlace[];
}

/**
 * Proposals as somebody may have written them by hand: what is good loads, and each thing that is not is named. Nothing
 * is mended in silence.
 */
export function readProposals(value: unknown, file: string, known?: KnownIds): ReadProposals {
  const faults: FaultPlace[] = [];
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const raw: Readonly<Record<string, unknown>> = isObject ? { ...value } : {};
  if (!isObject) faults.push({ file, field: "proposals", found: shown(value), expected: "Object" });

  function rowsOf<Row>(
    list: string,
    schema: v.GenericSchema<unknown, Row>,
    idOf: (row: Row) => string,
    most: number,
    refused: (id: string) => string | null = () => null,
  ): Row[] {
    const rows = raw[list];
    const wrong = (place: Omit<FaultPlace, "file">) => faults.push({ file, ...place });
    if (rows === undefined) return [];
    if (!Array.isArray(rows)) {
      wrong({ field: list, found: shown(rows), expected: "Array" });
      return [];
    }
    if (rows.length > most)
      wrong({ row: most + 1, field: list, found: String(rows.length), expected: `<=${most}` });
    const seen = new Set<string>();
    return rows.slice(0, most).flatMap((each: unknown, at) => {
      const parsed = v.safeParse(schema, each, { abortEarly: true });
      if (!parsed.success) {
        const fault = faultOf(parsed.issues[0]);
        const field = [list, fault.field].filter(Boolean).join(".");
        wrong({ row: at + 1, ...fault, field });
        return [];
      }
      const id = idOf(parsed.output);
      const why = seen.has(id) ? SCHEME_EXPECTATIONS.ownId : refused(id);
      if (why !== null) {
        wrong({ row: at + 1, field: list, found: shown(id), expected: why });
        return [];
      }
      seen.add(id);
      return [parsed.output];
    });
  }
  const inPack = (ids: ReadonlySet<string> | undefined) => (id: string) =>
    ids && !ids.has(id) ? SCHEME_EXPECTATIONS.packId : null;
  const notInPack = (ids: ReadonlySet<string> | undefined) => (id: string) =>
    ids?.has(id) ? SCHEME_EXPECTATIONS.ownId : null;
  const own = ({ id }: { readonly id: string }) => id;
  const self = (id: string) => id;
  const MANY = 100_000;

  const sites = rowsOf<ProposedSite>(
    "sites",
    Site as v.GenericSchema<unknown, ProposedSite>,
    own,
    PROPOSAL_LIMITS.sites,
    notInPack(known?.shelters),
  );
  const closedShelterIds = rowsOf("closedShelterIds", Id, self, MANY, inPack(known?.shelters));
  const gateEdits = rowsOf("gateEdits", GateEdit, ({ gateId }) => gateId, MANY, inPack(known?.gates));
  const bases = rowsOf<ProposedBase>("bases", Base, own, PROPOSAL_LIMITS.bases, notInPack(known?.bases));
  const closedBaseIds = rowsOf("closedBaseIds", Id, self, MANY, inPack(known?.bases));
  return {
    proposals: {
      sites: sites.map((site, at) => ({ ...site, gates: ownGates(site.gates, file, at + 1, faults) })),
      closedShelterIds,
      gateEdits,
      ...(raw.bases === undefined ? {} : { bases }),
      ...(raw.closedBaseIds === undefined ? {} : { closedBaseIds }),
    },
    faults,
  };
}

/** Gates of one site with ids of their own. */
function ownGates(
  gates: readonly ProposedGate[],
  file: string,
  row: number,
  faults: FaultPlace[],
): readonly ProposedGate[] {
  const seen = new Set<string>();
  return gates.filter(({ id }) => {
    const isNew = !seen.has(id);
    seen.add(id);
    if (!isNew)
      faults.push({
        file,
        row,
        field: "sites.gates.id",
        found: shown(id),
        expected: SCHEME_EXPECTATIONS.ownId,
      });
    return isNew;
  });
}

const MOST_LETTERS = 60;
/** A value as a fault names it, never longer than a line. */
function shown(value: unknown): string {
  const text =
    typeof value === "object" && value !== null
      ? Array.isArray(value)
        ? "Array"
        : "Object"
      : JSON.stringify(value);
  return (text ?? "undefined").slice(0, MOST_LETTERS);
}
