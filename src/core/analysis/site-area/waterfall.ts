import type { MultiPolygon } from "geojson";
import { createLocalPlane, type LocalPlane, planeToLngLat } from "../../geo/local-plane.ts";
import { type PlanePart, partitionPlane } from "../../geo/partition/partition-plane.ts";
import { type PlaneRing, signedRingSquareMetres } from "../../geo/ring.ts";
import type { LngLat } from "../../model/geometry.ts";
import type { LayerId, Method, PackDescription } from "../../model/pack.ts";
import type { ProposedSite } from "../../model/proposal.ts";
import type { AreaCut, AreaRule, AreaStep, SiteWaterfall } from "../../model/site-area.ts";
import { keep } from "../prepare.ts";
import {
  areasInWindow,
  beltsInWindow,
  buildingsInWindow,
  ringsInWindow,
  siteRings,
  windowAround,
} from "./ground-layers.ts";
import type { PreparedGround } from "./prepared-ground.ts";

/** A site as far as its ground goes. Its outline has passed `checkOutline`. */
export interface SiteOnGround {
  readonly rings: ProposedSite["rings"];
  readonly setting: ProposedSite["setting"];
  /** Percent; null = unknown. */
  readonly slopePercent: number | null;
  /** Outlines of sites that count this ground already, each with its holes. */
  readonly taken: readonly ProposedSite["rings"][];
}

/** Waterfalls kept: a scheme of 500 sites, and some more. */
const KEPT = 1000;
const NOWHERE: MultiPolygon = { type: "MultiPolygon", coordinates: [] };

/** Around the whole site: the district's ring from outside, so that what lies beyond it is an area of its own. */
function outsideOf([west, south, east, north]: readonly [number, number, number, number]): PlaneRing {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
}

const reversed = (ring: PlaneRing): PlaneRing => [...ring].reverse();
/** A hundredth of a square metre is finer than any outline. */
const rounded = (squareMetres: number) => Math.round(squareMetres * 100) / 100;

/** Parts rounded so that they still sum exactly to their rounded sum. */
function roundedParts(parts: readonly PlanePart[]): number[] {
  let sum = 0;
  let before = 0;
  return parts.map(({ squareMetres }) => {
    sum += squareMetres;
    const upTo = Math.round(sum * 100);
    const part = (upTo - before) / 100;
    before = upTo;
    return part;
  });
}

function geometryOf(plane: LocalPlane, { polygons }: PlanePart): MultiPolygon {
  return {
    type: "MultiPolygon",
    coordinates: polygons.map((rings) =>
      rings.map((ring) => {
        const places = ring.map(([x, y]) => [...planeToLngLat(plane, x, y)]);
        return [...places, [...(places[0] as number[])]];
      }),
    ),
  };
}

/**
 * What is left of a site's ground after everything is taken that nobody can stay on, each kind from what those before it
 * left. Gross is exactly the sum of the known cuts and the effective area; what the pack does not say takes nothing and is
 * null, not 0.
 */
export function siteWaterfall(
  ground: PreparedGround,
  site: SiteOnGround,
  description: PackDescription,
): SiteWaterfall {
  return keep(ground.kept, JSON.stringify(site), () => workOut(ground, site, description), KEPT);
}

function workOut(ground: PreparedGround, site: SiteOnGround, description: PackDescription): SiteWaterfall {
  const first = site.rings[0]?.[0] as LngLat;
  const plane = createLocalPlane(first);
  const own = siteRings(plane, site.rings);
  return site.setting === "indoor"
    ? indoor(ground, site.rings, own)
    : outdoor(ground, site, plane, own, description);
}

function indoor(
  ground: PreparedGround,
  rings: SiteOnGround["rings"],
  own: readonly PlaneRing[],
): SiteWaterfall {
  const gross = own.reduce((sum, ring) => sum + signedRingSquareMetres(ring), 0);
  const grossSquareMetres = rounded(gross);
  const unused = rounded(gross * (1 - ground.rules.figures.indoorUtilisationShare.value));
  const outline = rings.map((ring) => [...ring, ring[0] as LngLat].map((place) => [...place]));
  return {
    grossSquareMetres,
    cuts: [
      {
        step: "unused",
        squareMetres: unused,
        geometry: NOWHERE,
        method: null,
        rule: sourceOf(ground.rules.figures.indoorUtilisationShare),
      },
    ],
    effectiveSquareMetres: rounded(grossSquareMetres - unused),
    geometry: { type: "MultiPolygon", coordinates: [outline] },
    rubbleBuildings: 0,
    assumedHeights: 0,
  };
}

const sourceOf = ({ clause, evidence, noteZh, noteEn }: AreaRule): AreaRule => ({
  clause,
  evidence,
  noteZh,
  noteEn,
});

interface Layer {
  readonly step: AreaStep;
  /** null = not known. */
  readonly rings: readonly PlaneRing[] | null;
  readonly from: LayerId | null;
  readonly rule?: AreaRule;
}

function outdoor(
  ground: PreparedGround,
  site: SiteOnGround,
  plane: LocalPlane,
  own: readonly PlaneRing[],
  { resources }: PackDescription,
): SiteWaterfall {
  const window = windowAround(plane, own[0] as PlaneRing);
  const there = buildingsInWindow(window, ground);
  const { figures, excludedZones } = ground.rules;
  const zonings = Object.keys(excludedZones.levels) as LayerId[];
  const isTooSteep = site.slopePercent !== null && site.slopePercent > figures.slopeLimitPercent.value;
  const areas = (index: PreparedGround["water"]) => index && areasInWindow(window, index);
  const layers: readonly Layer[] = [
    {
      step: "outside",
      rings: [outsideOf(window.metres), ...areasInWindow(window, ground.district).map(reversed)],
      from: "district",
    },
    {
      step: "taken",
      rings: site.taken.flatMap((rings) =>
        ringsInWindow(
          window,
          rings.map((ring, k) => ({ ring, isHole: k > 0 })),
        ),
      ),
      from: null,
    },
    { step: "water", rings: areas(ground.water), from: "water" },
    { step: "buildings", rings: ground.stock && there.footprints, from: "buildings" },
    { step: "planting", rings: areas(ground.planting), from: "green" },
    {
      step: "debris",
      rings: ground.stock && there.rubble,
      from: "buildings",
      rule: ground.rubble.figures.debrisShareWide,
    },
    {
      step: "fire",
      rings: ground.fireSources && beltsInWindow(window, ground.fireSources, figures.fireSetbackMetres.value),
      from: null,
      rule: figures.fireSetbackMetres,
    },
    { step: "flood", rings: areas(ground.flooded), from: "waterlogging-extents" },
    { step: "hazard", rings: areas(ground.excluded), from: zonings[0] ?? null, rule: excludedZones },
    {
      step: "slope",
      rings: site.slopePercent === null ? null : isTooSteep ? [outsideOf(window.metres)] : [],
      from: null,
      rule: figures.slopeLimitPercent,
    },
  ];
  const [left, ...parts] = partitionPlane(
    own,
    layers.map(({ rings }) => rings ?? []),
  );
  const squareMetres = roundedParts([...parts, left as PlanePart]);
  const methodOf = (layer: LayerId | null): Method | null =>
    resources.find(({ name }) => name === layer)?.method ?? null;
  return {
    grossSquareMetres: rounded(squareMetres.reduce((sum, part) => sum + part, 0)),
    cuts: layers.map(
      ({ step, rings, from, rule }, i): AreaCut => ({
        step,
        squareMetres: rings === null ? null : (squareMetres[i] as number),
        geometry: geometryOf(plane, parts[i] as PlanePart),
        method: methodOf(from),
        rule: rule ? sourceOf(rule) : null,
      }),
    ),
    effectiveSquareMetres: squareMetres.at(-1) as number,
    geometry: geometryOf(plane, left as PlanePart),
    rubbleBuildings: there.count,
    assumedHeights: there.assumedHeights,
  };
}
