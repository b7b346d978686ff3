import type { ClosedStretch } from "../../core/model/answers.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { HazardOutlook } from "../../core/model/hazard-outlook.ts";
import type { ExclusionZone } from "../../core/model/hazards.ts";
import type { Alert } from "../../core/model/operation.ts";
import { formatCount, nameIn } from "../../i18n/format.ts";
import type { Words } from "../../i18n/words.ts";
import type { AppState } from "../../state/app-state.ts";
import { breachRows, isUnderWay, type SiteRow, tightRows } from "../../state/command-selectors.ts";
import { drivenPart } from "../driven-part.ts";
import type { LineRole, MapScene, SceneFlow, SceneLine, SceneMarker } from "../scene.ts";
import { alertOutlines } from "./alert-outlines.ts";
import { closedAreas, laidBridges } from "./closed-places.ts";
import type { ForcesMarks } from "./forces-scene.ts";
import { hazardPolygons, rubbleLines } from "./hazard-places.ts";

export interface CommandSceneParts {
  readonly words: Words;
  readonly sites: readonly SiteRow[];
  readonly closedStretches: readonly ClosedStretch[];
  readonly elapsedMinutes: number;
  /** The stretch about to be closed. */
  readonly preview: ClosedStretch | null;
  /** Incidents and reach of forces; absent: none. */
  readonly forces?: ForcesMarks;
  /** What hazards do at the minute; null: none is set, or not known yet. */
  readonly hazards?: HazardOutlook | null;
  readonly zones?: readonly ExclusionZone[];
  /** Of the zone that is being drawn. */
  readonly corners?: readonly LngLat[];
  readonly isStale: boolean;
  readonly focus: MapScene["focus"];
  /** Official warnings in force. */
  readonly alerts: readonly Alert[];
}

/** Names beside the worst places only, and none so near another that they would cover each other. */
const LABELLED_SITES = 12;
const LABEL_GAP_DEGREES = { lng: 0.02, lat: 0.005 } as const;

/** Point at a share (0-1) of a line's length; null of an empty line. */
const pointAlong = (line: readonly LngLat[], share: number): LngLat | null =>
  drivenPart(line, share).at(-1) ?? null;

/** Words beside a place: how late, how little slack, or how many go short. */
export function siteVerdict(row: SiteRow, words: Words): string {
  const said = words.command;
  if (row.supplyState === "breaks")
    return row.arrivalMinutes === Infinity ? said.cannotCome : said.late(-row.slackMinutes);
  if (row.serviceState === "breaks")
    return said.unservedShort(formatCount(row.personsInNeed - row.servedPersons));
  if (row.supplyState === "tight") return said.slack(row.slackMinutes);
  return said.tightService;
}

/** The map of /command: places in trouble, the trucks that matter, what is closed. */
export function commandScene(state: AppState, parts: CommandSceneParts): MapScene {
  const lines: SceneLine[] = [];
  const markers: SceneMarker[] = [];
  const shelterStates: Record<string, "late" | "tight"> = {};
  const drawn = new Set<string>();
  const addRoute = (row: SiteRow, role: LineRole) => {
    if (drawn.has(row.id) || row.line.length < 2) return;
    drawn.add(row.id);
    lines.push({ id: `truck-${row.id}`, role, line: row.line });
  };

  const inTrouble = [...breachRows(parts.sites), ...tightRows(parts.sites)];
  // Good routes first: what is late is drawn over them.
  for (const row of parts.sites) {
    const isSelected = state.selection?.layer === "shelters" && state.selection.id === row.id;
    if (
      (isSelected || isUnderWay(row, parts.elapsedMinutes)) &&
      row.supplyState !== "breaks" &&
      row.supplyState !== "tight"
    )
      addRoute(row, "truck");
  }
  for (const row of [...inTrouble].reverse()) {
    if (row.supplyState === "breaks") addRoute(row, "truck-late");
    else if (row.supplyState === "tight") addRoute(row, "truck-tight");
  }
  const labelled: LngLat[] = [];
  const hasRoomForLabel = ([lng, lat]: LngLat) =>
    labelled.length < LABELLED_SITES &&
    labelled.every(
      (other) =>
        Math.abs(other[0] - lng) >= LABEL_GAP_DEGREES.lng ||
        Math.abs(other[1] - lat) >= LABEL_GAP_DEGREES.lat,
    );
  for (const row of inTrouble) {
    const isLate = row.supplyState === "breaks" || row.serviceState === "breaks";
    shelterStates[row.id] = isLate ? "late" : "tight";
    if (!row.lngLat) continue;
    const isUrgent = isLate || row.supplyState === "tight";
    const isLabelled = (isUrgent && hasRoomForLabel(row.lngLat)) || state.selection?.id === row.id;
    if (isLabelled) labelled.push(row.lngLat);
    markers.push({
      id: `site-${row.id}`,
      kind: isLate ? "shelter-late" : "shelter-tight",
      lngLat: row.lngLat,
      ...(isLabelled && { label: `${nameIn(state.language, row)}\n${siteVerdict(row, parts.words)}` }),
    });
  }
  const flows = parts.sites
    .filter((row) => isUnderWay(row, parts.elapsedMinutes))
    .map(
      (row): SceneFlow => ({
        id: `truck-at-${row.id}`,
        role:
          row.supplyState === "tight" ? "truck-tight" : row.supplyState === "breaks" ? "truck-late" : "truck",
        line: row.line,
        doneShare: (parts.elapsedMinutes - row.departMinutes) / row.driveMinutes,
      }),
    );

  const warned = alertOutlines(parts.alerts, parts.words);
  lines.push(...warned.lines);
  markers.push(...warned.markers);
  const { hazards = null, zones = [], corners = [] } = parts;
  const polygons = [
    ...closedAreas(state.scenario.closures),
    ...(parts.forces?.polygons ?? []),
    ...hazardPolygons(
      hazards,
      zones,
      parts.elapsedMinutes,
      (kind) => parts.words.command.hazards.zoneKinds[kind],
    ),
  ];
  lines.push(...rubbleLines(hazards));
  markers.push(...(parts.forces?.markers ?? []));
  lines.push(...laidBridges(state.scenario.closures));
  for (const closure of state.scenario.closures) {
    if (closure.kind !== "street") continue;
    const found = parts.closedStretches.find((stretch) => stretch.closureId === closure.id);
    if (found) lines.push({ id: `closure-${closure.id}`, role: "closure", line: found.line });
    const name = found ? nameIn(state.language, found) : "";
    markers.push({
      id: `closure-${closure.id}`,
      kind: "closure",
      lngLat: (found && pointAlong(found.line, 0.5)) ?? closure.lngLat,
      ...(name && { label: parts.words.command.closedLabel(name) }),
    });
  }
  if (parts.preview) {
    lines.push({ id: "closure-preview", role: "you", line: parts.preview.line });
    const at = pointAlong(parts.preview.line, 0.5);
    if (at)
      markers.push({
        id: "closure-preview",
        kind: "probe",
        lngLat: at,
        label: nameIn(state.language, parts.preview) || parts.words.command.unnamedLane,
      });
  }

  return {
    theme: state.theme,
    language: state.language,
    layers: state.layers,
    polygons,
    isStale: parts.isStale,
    lines,
    flows,
    markers,
    unmet: null,
    ...(corners.length > 0 && { drawn: { corners, isCrossing: false } }),
    selection: state.selection,
    shelterStates,
    focus: parts.focus,
  };
}
