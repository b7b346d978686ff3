import type { ReachPolygon } from "../../core/model/isochrone.ts";
import type { Incident } from "../../core/model/operation.ts";
import type { Words } from "../../i18n/words.ts";
import type { SceneMarker, ScenePolygon } from "../scene.ts";

export interface ForcesMarks {
  readonly markers: readonly SceneMarker[];
  readonly polygons: readonly ScenePolygon[];
}

const markerOf = (incident: Incident, words: Words): SceneMarker => ({
  id: `incident-${incident.id}`,
  kind: `incident-${incident.kind}`,
  lngLat: incident.lngLat,
  // the numeral says how bad it is where colours do not
  label: `${words.command.forces.kinds[incident.kind]} ${incident.severity}`,
});

/** Incidents, the one being entered among them, and the ground a kind of force reaches. */
export function forcesMarks(
  incidents: readonly Incident[],
  draft: Incident | null,
  polygons: readonly ReachPolygon[],
  words: Words,
): ForcesMarks {
  return {
    markers: [
      ...incidents.map((incident) => markerOf(incident, words)),
      ...(draft
        ? [
            {
              id: "incident-draft",
              kind: "probe",
              lngLat: draft.lngLat,
              label: words.command.forces.newIncident,
            } as const,
          ]
        : []),
    ],
    polygons: polygons.map(({ minutes, geometry }, i) => ({
      id: `forces-${i}`,
      role: "reach",
      minutes,
      isRule: false,
      geometry,
    })),
  };
}
