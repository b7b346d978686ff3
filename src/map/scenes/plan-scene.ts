import type { FeatureCollection, Point } from "geojson";
import type { CoverageAnswer } from "../../core/model/answers.ts";
import type { Bbox, LngLat } from "../../core/model/geometry.ts";
import type { PackIndex } from "../../core/model/pack-data.ts";
import type { AppState } from "../../state/app-state.ts";
import { siteLookedAt } from "../../state/schemes/site-looked-at.ts";
import { shownAnswer } from "../../state/store.ts";
import type { MapScene, SceneLine, SceneMarker, ScenePolygon, SceneSite } from "../scene.ts";
import { closedAreas, closedStreets, laidBridges } from "./closed-places.ts";
import { siteCuts } from "./site-cuts.ts";

/** What the scene needs besides the state. */
export interface PlanSceneParts {
  readonly pack: PackIndex | null;
  /** Words beside the marker of the place asked about. */
  readonly probeLabel: string;
  readonly focus: MapScene["focus"];
  /** Where the slider stands; ahead of the answer while it moves. */
  readonly reachMinutes: number;
  /** What is being drawn. */
  readonly drawn?: MapScene["drawn"];
  readonly sites?: readonly SceneSite[];
  /** What the scheme does to the pack's own shelters and gates. */
  readonly schemeMarkers?: readonly SceneMarker[];
  /** A site is in the hand: figures of a moment ago are not old. */
  readonly isInHand?: boolean;
}

/** Persons not reached, or near but full, one point per community: the answer counts them so, the pack has the points. */
export function unmetByCommunity(
  answer: CoverageAnswer,
  pack: PackIndex,
  part: "notReachedPersons" | "nearButFullPersons" = "notReachedPersons",
): FeatureCollection<Point, { persons: number }> {
  const labels = new Map(pack.communities.map((community) => [community.id, community.labelLngLat]));
  return {
    type: "FeatureCollection",
    features: answer.communities.flatMap((area) => {
      const at = labels.get(area.id);
      const persons = Math.round(area[part]);
      if (!at || persons <= 0) return [];
      return [
        { type: "Feature", geometry: { type: "Point", coordinates: [...at] }, properties: { persons } },
      ];
    }),
  };
}

/** One object, so that the map is not told of it again and again. */
const NOBODY: FeatureCollection<Point, { persons: number }> = { type: "FeatureCollection", features: [] };

/** A frame around an area known by its label point and size: a square half as wide again as the area's own. */
export function frameAround(centre: LngLat, areaSquareMetres: number): Bbox {
  const halfMetres = Math.max(150, Math.sqrt(areaSquareMetres) * 0.75);
  const [lng, lat] = centre;
  const latSpan = halfMetres / 111_195;
  const lngSpan = latSpan / Math.cos((lat * Math.PI) / 180);
  return [lng - lngSpan, lat - latSpan, lng + lngSpan, lat + latSpan];
}

/** The map of /plan: the field of minutes, persons without a place, the place asked about and its way to a gate. */
export function planScene(state: AppState, parts: PlanSceneParts): MapScene {
  const coverage = shownAnswer(state, "coverage");
  const field = shownAnswer(state, "minutesField");
  const reach = state.probe ? shownAnswer(state, "isochrone") : null;
  const explain = state.probe ? shownAnswer(state, "explain") : null;

  // The line of the rule follows the slider at once where the answer at hand has that very minute.
  const fieldMinutes = (field?.answer.polygons ?? []).map((polygon) => polygon.minutes);
  const ruleMinutes = fieldMinutes.includes(parts.reachMinutes)
    ? parts.reachMinutes
    : field?.answer.request.scenario.reachMinutes;

  // Largest first, so that each smaller area is drawn over the one that holds it.
  const polygons: ScenePolygon[] = [...(field?.answer.polygons ?? [])]
    .sort((a, b) => b.minutes - a.minutes)
    .map((polygon) => ({
      id: `field-${polygon.minutes}`,
      role: "field",
      minutes: polygon.minutes,
      isRule: polygon.minutes === ruleMinutes,
      geometry: polygon.geometry,
    }));
  for (const polygon of reach?.answer.polygons ?? [])
    polygons.push({
      id: `reach-${polygon.minutes}`,
      role: "reach",
      minutes: polygon.minutes,
      isRule: false,
      geometry: polygon.geometry,
    });
  polygons.push(...siteCuts(state));
  polygons.push(...closedAreas(state.scenario.closures));

  const lines: SceneLine[] = laidBridges(state.scenario.closures);
  const markers: SceneMarker[] = closedStreets(state.scenario.closures);
  markers.push(...(parts.schemeMarkers ?? []));
  if (state.probe) markers.push({ id: "probe", kind: "probe", lngLat: state.probe, label: parts.probeLabel });
  if (explain?.answer.kind === "reached") {
    lines.push({ id: "probe-way", role: "you", line: explain.answer.line });
    const { gateId } = explain.answer;
    const gate = parts.pack?.gates.find((candidate) => candidate.id === gateId);
    if (gate) markers.push({ id: `gate-${gate.id}`, kind: "gate", lngLat: gate.lngLat });
  }
  if (explain) {
    const { answer } = explain;
    const link = answer.kind === "reached" ? answer.missingLink : (answer.cutOff?.gap ?? null);
    if (link) lines.push({ id: "probe-link", role: "why-not", line: [link.from, link.to] });
  }

  // While a site is in the hand they are drawn over the map, which then need not be painted anew at every step.
  const people = (key: "notReachedPersons" | "nearButFullPersons") => {
    if (!coverage || !parts.pack) return null;
    return parts.isInHand ? NOBODY : unmetByCommunity(coverage.answer, parts.pack, key);
  };
  return {
    theme: state.theme,
    language: state.language,
    layers: state.layers,
    polygons,
    isStale: Boolean(field?.isStale || parts.reachMinutes !== state.scenario.reachMinutes),
    lines,
    markers,
    isUnmetStale: Boolean(
      (coverage?.isStale && !parts.isInHand) || parts.reachMinutes !== state.scenario.reachMinutes,
    ),
    unmet: people("notReachedPersons"),
    crowded: people("nearButFullPersons"),
    sites: parts.sites ?? [],
    drawn: parts.drawn ?? null,
    selection: state.selection,
    isToldBeside: siteLookedAt(state) !== null,
    shelterStates: explain?.answer.kind === "reached" ? { [explain.answer.shelterId]: "answer" } : {},
    focus: parts.focus,
  };
}
