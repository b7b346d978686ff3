import type { MultiPolygon, Polygon, Position } from "geojson";
import { areasTouch } from "../geo/areas-touch.ts";
import { planeMetres } from "../geo/local-plane.ts";
import { metresOutside } from "../geo/polygon.ts";
import { snapToEdge } from "../graph/snap.ts";
import type {
  CandidateGround,
  CandidateGroundAnswer,
  CandidateGroundRequest,
} from "../model/candidate-ground.ts";
import type { LngLat } from "../model/geometry.ts";
import type { Candidate } from "../model/pack.ts";
import { RISK_LAYERS, type RiskGround, type RiskLayer, type RiskLevel } from "../model/risk-here.ts";
import { figure, type PreparedPack, usableEdges } from "./prepare.ts";

type Area = Polygon | MultiPolygon;

/** Outline points asked about lie this far apart at most. */
const STEP_METRES = 10;
/** A way in is no longer than this across the pavement; farther off only the nearest counts. */
const PAVEMENT_METRES = 20;
/** Two gates nearer to each other serve the same street. */
const APART_METRES = 60;
const MOST_GATES = 4;

/** Outlines of the candidates and the zones and waters that touch them; a candidate without an outline is judged at its point. */
export function candidateGround(
  prepared: PreparedPack,
  { zones, extents }: RiskGround,
  request: CandidateGroundRequest,
): CandidateGroundAnswer {
  const { pack } = prepared;
  return {
    request,
    sites: pack.index.candidates.map((candidate, i): CandidateGround => {
      const outline = pack.candidatePolygons?.[i] ?? null;
      const touches = touchesOf(candidate, outline);
      const levels: Partial<Record<RiskLayer, RiskLevel | null>> = {};
      for (const layer of RISK_LAYERS) {
        const known = zones[layer];
        if (!known) continue;
        let highest: RiskLevel | null = null;
        for (const { level, polygon } of known)
          if ((highest === null || level > highest) && touches(polygon)) highest = level;
        levels[layer] = highest;
      }
      const rings = outline ? openRings(outline) : [];
      return {
        id: candidate.id,
        rings,
        gateLngLats: likelyGates(prepared, rings[0] ?? [candidate.lngLat]),
        levels,
        pondingIds: [
          ...new Set(extents.filter(({ polygon }) => touches(polygon)).map(({ pointId }) => pointId)),
        ],
      };
    }),
    missingLayers: RISK_LAYERS.filter((layer) => !zones[layer]),
  };
}

const touchesOf =
  ({ lngLat }: Candidate, outline: Area | null) =>
  (area: Area) =>
    outline ? areasTouch(outline, area) : metresOutside(lngLat, area) === 0;

/** Places on the ring nearest to walkable streets, apart from each other. */
function likelyGates(prepared: PreparedPack, ring: readonly LngLat[]): LngLat[] {
  const usable = usableEdges(prepared, "slow");
  const { plane } = prepared.index;
  const places = ring.flatMap((from, i): LngLat[] => {
    const to = ring[(i + 1) % ring.length]!;
    const steps = Math.max(1, Math.ceil(planeMetres(plane, from, to) / STEP_METRES));
    return Array.from({ length: steps }, (_, step): LngLat => {
      const share = step / steps;
      return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    });
  });
  const ranked = places
    .flatMap((lngLat) => {
      const stop = snapToEdge(prepared.index, usable, lngLat);
      return stop && stop.accessMetres <= figure(prepared, "snapLimitMetres")
        ? [{ lngLat, metres: stop.accessMetres }]
        : [];
    })
    .sort((a, b) => a.metres - b.metres);
  const gates: LngLat[] = [];
  for (const { lngLat, metres } of ranked) {
    if (gates.length === MOST_GATES || (gates.length > 0 && metres > PAVEMENT_METRES)) break;
    if (gates.every((gate) => planeMetres(plane, gate, lngLat) >= APART_METRES)) gates.push(lngLat);
  }
  return gates;
}

/** A plot in several parts is its largest part: a site has one outline. */
function openRings(area: Area): LngLat[][] {
  const parts = area.type === "Polygon" ? [area.coordinates] : area.coordinates;
  const sizeOf = (rings: readonly Position[][]) => Math.abs(ringSize(rings[0] ?? []));
  const largest = parts.reduce(
    (best, rings) => (sizeOf(rings) > sizeOf(best) ? rings : best),
    parts[0] ?? [],
  );
  return largest.map((ring) => {
    const corners = ring.map((position): LngLat => [position[0] as number, position[1] as number]);
    const [first, last] = [corners[0], corners.at(-1)];
    const isClosed = corners.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
    return isClosed ? corners.slice(0, -1) : corners;
  });
}

/** Twice the area in square degrees: only ever compared with another of the same plot. */
function ringSize(ring: readonly Position[]): number {
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    twice += ring[j]![0]! * ring[i]![1]! - ring[i]![0]! * ring[j]![1]!;
  return twice;
}
