import type { AppState } from "../state/app-state.ts";
import type { DrawLayer, MapStyle } from "./map-style.ts";
import type { MapScene } from "./scene.ts";

/** Rows of a file before anybody has said yes to them, above everything; hollow where there is a doubt. */
export function previewLayers(style: MapStyle, scene: MapScene): readonly DrawLayer[] {
  if (!scene.preview) return [];
  const { you, halo } = style.colours;
  return [
    {
      id: "preview-line",
      type: "line",
      source: "scene/preview",
      filter: ["!=", ["geometry-type"], "Point"],
      paint: { "line-color": you, "line-width": 2 },
    },
    {
      id: "preview-point",
      type: "circle",
      source: "scene/preview",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": 5,
        "circle-color": ["case", ["==", ["get", "isDoubtful"], 1], halo, you],
        "circle-stroke-color": ["case", ["==", ["get", "isDoubtful"], 1], you, halo],
        "circle-stroke-width": 2,
      },
    },
  ];
}

const GLANCE_DEGREES = 0.002;

/** The door's scene with what the data sheet looks at: the rows of a file, or one place of a finding. */
export function withPreview(
  scene: MapScene,
  { preview, glance }: Pick<AppState, "preview" | "glance">,
): MapScene {
  if (!preview && !glance) return scene;
  const focus = glance
    ? {
        bbox: [
          glance.lngLat[0] - GLANCE_DEGREES,
          glance.lngLat[1] - GLANCE_DEGREES,
          glance.lngLat[0] + GLANCE_DEGREES,
          glance.lngLat[1] + GLANCE_DEGREES,
        ] as const,
        key: glance.key,
      }
    : preview?.bbox
      ? { bbox: preview.bbox, key: preview.key }
      : scene.focus;
  return {
    ...scene,
    preview: preview?.features ?? null,
    markers: glance
      ? [...scene.markers, { id: "glance", kind: "probe", lngLat: glance.lngLat }]
      : scene.markers,
    focus,
  };
}
