import type { DepotLevel, LayerId, StationKind } from "../core/model/pack.ts";
import type { LayerClass, LayerRow, Slot } from "./layer-row.ts";
import {
  byZoomLinear,
  type Expression,
  matchBy,
  nameExpression,
  TEXT_FONT_MEDIUM,
  textSize,
} from "./map-style.ts";

/** `minZoom`: the many small ones wait until there is room for them. */
interface PlateClass<Key extends string = string> {
  readonly key: Key;
  readonly image: string;
  readonly minZoom: number;
}

const DEPOTS: readonly PlateClass<DepotLevel>[] = [
  { key: "district", image: "square/depot-district/ink", minZoom: 0 },
  { key: "department", image: "square/depot-department/ink", minZoom: 0 },
  { key: "street", image: "square/depot-street/ink", minZoom: 13 },
  { key: "community", image: "square/depot-community/ink", minZoom: 14 },
];

const STATIONS: readonly PlateClass<StationKind>[] = [
  { key: "fire", image: "circle/station-fire/ink", minZoom: 0 },
  { key: "fire-small", image: "circle/station-fire-small/ink", minZoom: 13 },
  { key: "medical", image: "circle/station-medical/ink", minZoom: 13 },
  { key: "flood", image: "circle/station-flood/ink", minZoom: 13 },
  { key: "volunteer", image: "circle/station-volunteer/ink", minZoom: 14 },
];

/** Keeps the classes whose zoom has come; whole zoom levels, as filters know no others. */
const shownByZoom = (column: string, classes: readonly PlateClass[]): Expression => [
  "any",
  ...classes.map(
    ({ key, minZoom }): Expression => ["all", ["==", ["get", column], key], [">=", ["zoom"], minZoom]],
  ),
  ["!", ["in", ["get", column], ["literal", classes.map(({ key }) => key)]]],
];

/** A point layer on plates: one picture per value of one column. */
const plateRow = (
  id: LayerId,
  column: string,
  classes: readonly PlateClass[],
  prefix: string,
  slot: Slot,
  nameMinZoom: number,
): LayerRow => ({
  id,
  group: "response",
  minZoom: 0,
  sources: [id],
  classes: classes.map(
    ({ key, image }): LayerClass => ({ key: `${prefix}${key}`, swatch: { kind: "image", image } }),
  ),
  draw: (style) => ({
    [slot]: [
      {
        id: `${id}-symbol`,
        type: "symbol",
        source: `pack/${id}`,
        ...(classes.length > 1 ? { filter: shownByZoom(column, classes) } : {}),
        layout: {
          "icon-image":
            classes.length === 1
              ? `${style.tone}/${classes[0]?.image}`
              : (matchBy(
                  ["get", column] as Expression,
                  classes.map(({ key, image }) => [key, `${style.tone}/${image}`] as const),
                  `${style.tone}/circle/unknown/unknown`,
                ) as Expression),
          "icon-size": byZoomLinear([11, 0.66], [14, 0.9], [16, 1.05]),
          "icon-overlap": "always",
          "icon-padding": 1,
          "text-field": ["step", ["zoom"], "", nameMinZoom, nameExpression(style.language)],
          "text-font": TEXT_FONT_MEDIUM,
          "text-size": textSize(style, [13, 12], [18, 15]),
          "text-variable-anchor": ["left", "right", "top", "bottom"],
          "text-radial-offset": 1.4,
          "text-justify": "auto",
          "text-max-width": 9,
          "text-optional": true,
        },
        paint: {
          "text-color": style.colours.ink,
          "text-halo-color": style.colours.halo,
          "text-halo-width": 1.6,
        },
      },
    ],
  }),
  pickable: [`${id}-symbol`],
});

export const RESPONSE_LAYERS: readonly LayerRow[] = [
  plateRow("depots", "level", DEPOTS, "depot-", "symbol", 14),
  plateRow("stations", "kind", STATIONS, "station-", "symbol", 14.5),
  plateRow("gauges", "", [{ key: "gauge", image: "circle/gauge/ink2", minZoom: 0 }], "", "lowSymbol", 14.5),
  plateRow(
    "seismic-stations",
    "",
    [{ key: "seismic", image: "circle/station-seismic/ink2", minZoom: 0 }],
    "",
    "lowSymbol",
    14.5,
  ),
];
