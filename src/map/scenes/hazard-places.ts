import type { LngLat } from "../../core/model/geometry.ts";
import type { HazardOutlook } from "../../core/model/hazard-outlook.ts";
import type { ExclusionZone } from "../../core/model/hazards.ts";
import type { SceneLine, ScenePolygon } from "../scene.ts";

const ROMAN = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ", "Ⅺ", "Ⅻ"] as const;
/** Whole degrees as the scale writes them; halves as a number. */
const degreeWords = (degree: number): string => ROMAN[degree - 1] ?? degree.toFixed(1);

const polygonOf = (
  id: string,
  role: ScenePolygon["role"],
  rings: readonly (readonly LngLat[])[],
  label: string,
): ScenePolygon => ({
  id,
  role,
  minutes: 0,
  isRule: false,
  label,
  geometry: {
    type: "MultiPolygon",
    coordinates: rings.map((ring) => [[...ring, ...ring.slice(0, 1)].map((place) => [...place])]),
  },
});

/** Lines of intensity, water as it stands and zones as they are drawn, for a map. */
export function hazardPolygons(
  outlook: HazardOutlook | null,
  zones: readonly ExclusionZone[],
  elapsedMinutes: number,
  zoneName: (kind: ExclusionZone["kind"]) => string,
): ScenePolygon[] {
  const isInForce = ({ fromMinute, toMinute }: ExclusionZone) =>
    fromMinute <= elapsedMinutes && (toMinute === null || elapsedMinutes < toMinute);
  return [
    ...(outlook?.water ?? [])
      .filter(({ rings }) => rings.length > 0)
      .map(({ pointId, rings, depthMetres }) =>
        polygonOf(`water-${pointId}`, "water", rings, `${Math.round(depthMetres * 100)} cm`),
      ),
    ...zones
      .filter(isInForce)
      .map(({ id, kind, ring }) => polygonOf(`zone-${id}`, "zone", [ring], zoneName(kind))),
    ...(outlook?.earthquake?.isoseismals ?? []).map(({ degree, line }) =>
      polygonOf(`isoseismal-${degree}`, "isoseismal", [line], degreeWords(degree)),
    ),
  ];
}

/** Streets under rubble. */
export const rubbleLines = (outlook: HazardOutlook | null): SceneLine[] => {
  const rubble = outlook?.earthquake?.rubble;
  if (!rubble) return [];
  const of = (role: "rubble" | "rubble-narrow", lines: readonly (readonly LngLat[])[]) =>
    lines.map((line, i): SceneLine => ({ id: `${role}-${i}`, role, line }));
  return [...of("rubble", rubble.shutLines), ...of("rubble-narrow", rubble.narrowLines)];
};
