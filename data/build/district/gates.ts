import type { MultiPolygon, Polygon } from "geojson";
import { planeMetres } from "../../../src/core/geo/local-plane.ts";
import { OUTLINE_STEP_METRES, outlinePoints, wayIn } from "../../../src/core/geo/way-in.ts";
import type { EdgeIndex } from "../../../src/core/graph/edge-index.ts";
import { pointOnEdge, snapToEdge } from "../../../src/core/graph/snap.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import type { GateOpening } from "../../../src/core/model/pack.ts";
import type { OsmPoint, OsmTags } from "../osm/osm-city.ts";
import { packPoint } from "../pack/pack-feature.ts";
import { createAreaFinder } from "./area-finder.ts";
import type { Ground } from "./grounds.ts";
import { openingOfTags } from "./opening.ts";
import { OSM_ROW } from "./osm-row.ts";
import { shelterPoint } from "./shelters.ts";
import { metresOfTag } from "./tag-values.ts";

/** A gate of the map belongs to an outline this near. */
const ON_OUTLINE_METRES = 8;

export const UNKNOWN_GATE_CHOICES = ["unknown", "on-order", "always"] as const;
/** What whoever builds the pack takes a gate for whose opening nobody knows. */
export type UnknownGates = (typeof UNKNOWN_GATE_CHOICES)[number];

export interface GateInputs {
  readonly shelters: readonly LayerFeature[];
  /** Gates of a file; their shelters get no others. */
  readonly supplied: readonly LayerFeature[];
  readonly points: readonly OsmPoint[];
  readonly grounds: readonly Ground[];
  readonly index: EdgeIndex;
  /** 1 per edge that can be walked. */
  readonly walkable: Uint8Array;
  readonly unknownGates: UnknownGates;
}

export interface Gates {
  readonly rows: readonly LayerFeature[];
  /** Shelters whose gates come from the map, and those with a modelled one. */
  readonly fromMap: number;
  readonly modelled: number;
  /** Shelters that no gate known to open leads into. */
  readonly withoutWayIn: number;
}

const isGate = (tags: OsmTags) =>
  ["gate", "entrance", "lift_gate", "swing_gate", "kissing_gate", "sliding_gate", "wicket_gate"].includes(
    tags.barrier ?? "",
  ) ||
  (tags.entrance !== undefined && tags.entrance !== "no");

/**
 * Parks, squares and greens that the map draws without a barrier and without a restriction are taken to be open at any
 * time; school grounds open when the order is given. Anything else is not known.
 */
function openingOfGround(ground: Ground | undefined): { opening: GateOpening; why: string } {
  const unknown = { opening: { kind: "unknown" } as const, why: "opening not known" };
  if (!ground) return unknown;
  const { tags } = ground.area;
  if (ground.kind === "school-ground")
    return { opening: { kind: "on-order" }, why: "school ground: opens on order" };
  const said = openingOfTags(tags);
  if (said.kind !== "unknown") return { opening: said, why: "opening hours of the ground" };
  const isFree =
    ["park", "pocket-park", "square"].includes(ground.kind) &&
    tags.barrier === undefined &&
    tags.fee !== "yes" &&
    !["private", "no", "customers", "permit"].includes(tags.access ?? "");
  return isFree ? { opening: { kind: "always" }, why: "public ground without a fence on the map" } : unknown;
}

/** Gates of every shelter: of the file, else of the map's outline, else one where the outline comes nearest to a street. */
export function gatesOf(inputs: GateInputs): Gates {
  const { shelters, supplied, points, grounds, index, walkable, unknownGates } = inputs;
  const rows: LayerFeature[] = [...supplied];
  const served = new Set(supplied.map((row) => row.properties.shelterId));
  const groundFinder = createAreaFinder(grounds.map(({ area }) => area.polygon));
  const nearestStreet = (lngLat: LngLat) => {
    const snap = snapToEdge(index, walkable, lngLat);
    return snap && pointOnEdge(index, snap.edge, snap.alongShare);
  };
  const mapGates = points.filter(({ tags }) => isGate(tags));
  let [fromMap, modelled] = [0, 0];
  const decided = (opening: GateOpening): GateOpening =>
    opening.kind === "unknown" && unknownGates !== "unknown" ? { kind: unknownGates } : opening;

  for (const shelter of shelters) {
    const shelterId = shelter.properties.id as string;
    if (served.has(shelterId)) continue;
    const at = shelterPoint(shelter);
    const ground = grounds[groundFinder.at(at)];
    const isArea = shelter.geometry.type === "Polygon" || shelter.geometry.type === "MultiPolygon";
    const outline = isArea ? (shelter.geometry as Polygon | MultiPolygon) : ground?.area.polygon;
    const outlines = outline ? outlinePoints(outline) : [];
    const own = outline
      ? mapGates.filter((gate) =>
          outlines.some(
            (point) =>
              planeMetres(index.plane, point, gate.lngLat) <= ON_OUTLINE_METRES + OUTLINE_STEP_METRES / 2,
          ),
        )
      : [];
    const rule = openingOfGround(ground);
    if (own.length > 0) {
      fromMap++;
      own.forEach((gate, k) => {
        const said = openingOfTags(gate.tags);
        const opening = decided(said.kind === "unknown" ? rule.opening : said);
        rows.push(
          packPoint(gate.lngLat, {
            id: `gate-${shelterId}-${gate.osmId.replace("/", "-")}`,
            shelterId,
            nameZh: gate.tags.name ?? `${k + 1} 号门`,
            nameEn: gate.tags["name:en"] ?? `Gate ${k + 1}`,
            widthMetres: metresOfTag(gate.tags.width ?? gate.tags.maxwidth),
            opening: JSON.stringify(opening),
            stepFree: gate.tags.wheelchair === "yes" ? true : gate.tags.wheelchair === "no" ? false : null,
            ...OSM_ROW,
            source:
              said.kind === "unknown" ? `${OSM_ROW.source}; ${whyOf(opening, rule.why)}` : OSM_ROW.source,
          }),
        );
      });
      continue;
    }
    modelled++;
    const opening = decided(rule.opening);
    rows.push(
      packPoint(wayIn(outlines, at, nearestStreet), {
        id: `gate-${shelterId}`,
        shelterId,
        nameZh: "入口（推定）",
        nameEn: "Entrance (modelled)",
        widthMetres: null,
        opening: JSON.stringify(opening),
        stepFree: null,
        method: "modelled",
        source: `Havenmap: where the outline comes nearest to a street; ${whyOf(opening, rule.why)}`,
        accuracyMetres: null,
      }),
    );
  }
  const entered = new Set(
    rows.flatMap(({ properties }) => {
      const kind = (JSON.parse(String(properties.opening)) as GateOpening).kind;
      return kind === "unknown" || kind === "locked" ? [] : [properties.shelterId];
    }),
  );
  const withoutWayIn = shelters.filter(({ properties }) => !entered.has(properties.id as string)).length;
  return { rows, fromMap, modelled, withoutWayIn };
}

const whyOf = (opening: GateOpening, why: string) =>
  opening.kind !== "unknown" && why === "opening not known"
    ? `opening assumed by whoever built the pack: ${opening.kind}`
    : why;
