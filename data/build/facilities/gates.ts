import type { Gate, GateOpening } from "../../../src/core/model/pack.ts";
import { distance, lerp, type Point, perimeter, type Ring, toLngLat, toPlane } from "../model/plane.ts";
import type { Random } from "../model/random.ts";
import {
  GATE_STREET_METRES,
  LOCKED_SHARE,
  PARK_CLOSES_MINUTE,
  PARK_OPENS_MINUTE,
  type SiteKind,
  UNKNOWN_OPENING_SHARE,
  UNKNOWN_STEPS_SHARE,
  UNKNOWN_WIDTH_SHARE,
} from "./assumptions.ts";
import type { ShelterRow } from "./facility-tables.ts";
import type { Ground } from "./ground.ts";

interface GatePlace {
  readonly point: Point;
  readonly metres: number;
  readonly nameZh: string;
  /** Last piece before a corner of the outline: an odd place for a gate. */
  readonly atCorner: boolean;
}

const STEP_METRES = 6;
const MODEL_SOURCE = "Havenmap model: on the outline, beside the nearest street";

/** Points of the outline from which a street one can walk is within reach. */
function gatePlaces(ground: Ground, rings: readonly Ring[]): GatePlace[] {
  const places: GatePlace[] = [];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i++) {
      const a = ring[i] as Point;
      const b = ring[(i + 1) % ring.length] as Point;
      const pieces = Math.max(1, Math.ceil(distance(a, b) / STEP_METRES));
      for (let piece = 0; piece < pieces; piece++) {
        const point = lerp(a, b, (piece + 0.5) / pieces);
        const street = ground.streets.nearest(
          point,
          GATE_STREET_METRES - 0.5,
          (data) => data.onFoot && data.atGrade,
        );
        if (street && ground.inDistrict(point) !== null)
          places.push({
            point,
            metres: street.metres,
            nameZh: street.segment.data.nameZh,
            atCorner: pieces > 2 && (piece === 0 || piece === pieces - 1),
          });
      }
    }
  }
  return places;
}

/** Spread around the outline, on different streets where there are several; the place nearest to a street first. */
function spread(
  places: readonly GatePlace[],
  standing: readonly GatePlace[],
  count: number,
  apartMetres: number,
): GatePlace[] {
  const chosen = [...standing];
  while (chosen.length < count) {
    let best: GatePlace | null = null;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const place of places) {
      const apart = Math.min(1e4, ...chosen.map((other) => distance(other.point, place.point)));
      if (apart < apartMetres) continue;
      const newStreet = chosen.length > 0 && !chosen.some((other) => other.nameZh === place.nameZh);
      const score =
        (chosen.length > 0 ? apart : 0) + (newStreet ? 80 : 0) - place.metres * 4 - (place.atCorner ? 20 : 0);
      if (score > bestScore) [best, bestScore] = [place, score];
    }
    if (!best) break;
    chosen.push(best);
  }
  return chosen;
}

const COMPASS = [
  ["东", "East"],
  ["东北", "North-east"],
  ["北", "North"],
  ["西北", "North-west"],
  ["西", "West"],
  ["西南", "South-west"],
  ["南", "South"],
  ["东南", "South-east"],
] as const;

function sideOf(middle: Point, p: Point) {
  const turn = Math.round(Math.atan2(p[1] - middle[1], p[0] - middle[0]) / (Math.PI / 4));
  return COMPASS[(turn + 8) % 8] as (typeof COMPASS)[number];
}

function openingOf(kind: SiteKind, isFirst: boolean, random: Random): GateOpening {
  const draw = random.next();
  // The first gate is the one people know: never locked.
  if (!isFirst && draw < LOCKED_SHARE) return { kind: "locked" };
  if (!isFirst && draw < LOCKED_SHARE + UNKNOWN_OPENING_SHARE) return { kind: "unknown" };
  if (kind === "park" || kind === "stadium")
    return { kind: "hours", opensMinute: PARK_OPENS_MINUTE, closesMinute: PARK_CLOSES_MINUTE };
  if (kind === "school-ground" || kind === "hall") return { kind: "on-order" };
  return { kind: "always" };
}

export interface GateRequest {
  readonly shelterId: string;
  readonly kind: SiteKind;
  readonly rings: readonly Ring[];
  readonly middle: Point;
  /** Its row in the table, where it has one. */
  readonly row: ShelterRow | null;
}

/** A gate of the table is moved to the outline, which is generalised, by no more than this. */
const MOVED_METRES = 120;

interface KnownGate {
  readonly nameZh: string;
  readonly place: GatePlace;
}

function knownGates(row: ShelterRow | null, places: readonly GatePlace[]): KnownGate[] {
  return (row?.gates ?? []).flatMap(({ nameZh, lngLat }) => {
    const at = toPlane(lngLat);
    const away = (place: GatePlace) => distance(place.point, at);
    const nearest = [...places].sort((a, b) => away(a) - away(b))[0];
    return nearest && away(nearest) <= MOVED_METRES ? [{ nameZh, place: nearest }] : [];
  });
}

/** 「东门（太平街）」 → "East gate": the street's name stays with the hanzi. */
function englishOf(nameZh: string): string {
  const side = [...COMPASS].sort(([a], [b]) => b.length - a.length).find(([zh]) => nameZh.startsWith(zh));
  return side ? `${side[1]} gate` : "Gate";
}

/** Gates of one site, at least one unless no street is within reach of its outline. */
export function gatesOf(ground: Ground, site: GateRequest, random: Random): Gate[] {
  const around = site.rings.reduce((sum, ring) => sum + perimeter(ring), 0);
  const isLarge = site.kind === "park" || site.kind === "square" || site.kind === "stadium";
  const wanted = isLarge ? Math.max(2, Math.min(6, Math.round(around / 300))) : random.chance(0.45) ? 2 : 1;
  const places = gatePlaces(ground, site.rings);
  const known = knownGates(site.row, places);
  const standing = known.map(({ place }) => place);
  const chosen = spread(places, standing, wanted, isLarge ? 50 : 15);
  const used = new Map<string, number>();
  return chosen.map((place, i) => {
    const fact = known[i];
    const [zh, en] = sideOf(site.middle, place.point);
    const number = (used.get(zh) ?? 0) + 1;
    used.set(zh, number);
    const widthMetres = Math.round(random.between(isLarge ? 3 : 2, isLarge ? 8 : 5) * 2) / 2;
    return {
      id: `${site.shelterId}-gate-${i + 1}`,
      shelterId: site.shelterId,
      nameZh: fact?.nameZh ?? (number > 1 ? `${zh}${number}门` : `${zh}门`),
      nameEn: fact ? englishOf(fact.nameZh) : number > 1 ? `${en} gate ${number}` : `${en} gate`,
      lngLat: toLngLat(place.point),
      widthMetres: random.chance(UNKNOWN_WIDTH_SHARE) ? null : widthMetres,
      opening: openingOf(site.kind, i === 0, random),
      stepFree: random.chance(UNKNOWN_STEPS_SHARE) ? null : random.chance(0.8),
      method: fact ? (site.row?.method ?? "compiled") : "modelled",
      source: fact ? `${site.row?.source ?? ""}; width and opening: Havenmap model` : MODEL_SOURCE,
      accuracyMetres: fact ? (site.row?.accuracyMetres ?? null) : GATE_STREET_METRES,
    };
  });
}
