import type { Bbox, LngLat } from "../../core/model/geometry.ts";
import type { PackIndex } from "../../core/model/pack-data.ts";
import { nameIn } from "../../i18n/format.ts";
import type { Words } from "../../i18n/words.ts";
import type { AppState } from "../../state/app-state.ts";
import { shownAnswer } from "../../state/store.ts";
import type { MapScene, SceneLine, SceneMarker, ScenePolygon } from "../scene.ts";
import { closedAreas, closedStreets, laidBridges } from "./closed-places.ts";

/** About 40 m. */
const WALKER_BLOCK_DEGREES = 0.0004;

/** Box around the points, grown a little so that nothing sticks to the frame; null of no points. */
export function boxAround(points: readonly LngLat[]): Bbox | null {
  if (points.length === 0) return null;
  const lngs = points.map(([lng]) => lng);
  const lats = points.map(([, lat]) => lat);
  const marginDegrees = 0.0012;
  return [
    Math.min(...lngs) - marginDegrees,
    Math.min(...lats) - marginDegrees,
    Math.max(...lngs) + marginDegrees,
    Math.max(...lats) + marginDegrees,
  ];
}

/** The map goes along in blocks, not at every step: a picture that never rests cannot be read walking. */
function walkerFocus(lngLat: LngLat): MapScene["focus"] {
  const bbox = boxAround([lngLat]);
  const block = lngLat.map((degrees) => Math.round(degrees / WALKER_BLOCK_DEGREES)).join();
  return bbox && { bbox, key: `walker ${block}` };
}

const CIRCLE_CORNERS = 48;
const METRES_PER_DEGREE = 111_320;

/** Where the device believes itself to be, when it says how well it knows. */
function accuracyCircle({ origin }: AppState): ScenePolygon[] {
  const metres = origin?.accuracyMetres;
  if (!origin || metres === undefined || !(metres > 0)) return [];
  const [lng, lat] = origin.lngLat;
  const up = metres / METRES_PER_DEGREE;
  const across = up / Math.cos((lat * Math.PI) / 180);
  const ring = Array.from({ length: CIRCLE_CORNERS + 1 }, (_, i) => {
    const angle = ((i % CIRCLE_CORNERS) / CIRCLE_CORNERS) * 2 * Math.PI;
    return [lng + across * Math.cos(angle), lat + up * Math.sin(angle)];
  });
  const geometry = { type: "MultiPolygon" as const, coordinates: [[ring]] };
  return [{ id: "accuracy", role: "accuracy", minutes: 0, isRule: false, geometry }];
}

/** What /find shows: me, my way, the gate; the nearer place I am not sent to. */
export function findScene(state: AppState, pack: PackIndex | null, words: Words): MapScene {
  const shown = shownAnswer(state, "find");
  // What is closed or laid bends the way: it is never left unseen.
  const lines: SceneLine[] = laidBridges(state.scenario.closures);
  const markers: SceneMarker[] = closedStreets(state.scenario.closures);
  let focus: MapScene["focus"] = null;
  const shelterStates: Record<string, "answer"> = {};
  const here = state.walkerLngLat ?? state.origin?.lngLat;
  if (here) markers.push({ id: "you", kind: "you", lngLat: here, label: words.find.youAreHere });
  if (shown && pack) {
    const { answer } = shown;
    lines.push({ id: "route", role: "you", line: answer.route.line });
    shelterStates[answer.best.shelterId] = "answer";
    const gate = pack.gates.find((each) => each.id === answer.best.gateId);
    if (gate)
      markers.push({ id: gate.id, kind: "gate", lngLat: gate.lngLat, label: nameIn(state.language, gate) });
    const why = answer.whyNotNearest;
    if (why.reason === "gate-locked" || why.reason === "opens-on-order") {
      const shut = pack.gates.find((each) => each.id === why.gateId);
      if (shut) {
        markers.push({
          id: shut.id,
          kind: "gate-locked",
          lngLat: shut.lngLat,
          label: nameIn(state.language, shut),
        });
        lines.push({ id: "why-not", role: "why-not", line: [answer.request.origin, shut.lngLat] });
      }
    }
    const bbox = boxAround(answer.route.line);
    if (state.walkerLngLat) focus = walkerFocus(state.walkerLngLat);
    else if (bbox) focus = { bbox, key: `route ${answer.request.origin.join()} ${answer.best.gateId}` };
  } else if (state.origin) {
    const bbox = boxAround([state.origin.lngLat]);
    if (bbox) focus = { bbox, key: `origin ${state.origin.lngLat.join()}` };
  }
  return {
    theme: state.theme,
    language: state.language,
    layers: state.layers,
    polygons: [...closedAreas(state.scenario.closures), ...accuracyCircle(state)],
    isStale: shown?.isStale ?? false,
    lines,
    markers,
    unmet: null,
    selection: state.selection,
    shelterStates,
    focus,
  };
}
