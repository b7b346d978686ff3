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

const DEPOTS: readonly { readonly key: DepotLevel; readonly image: string }[] = [
  { key: "district", image: "square/depot-district/ink" },
  { key: "department", image: "square/depot-department/ink" },
  { key: "street", image: "square/depot-street/ink" },
  { key: "community", image: "square/depot-community/ink" },
];

const STATIONS: readonly { readonly key: StationKind; readonly image: string }[] = [
  { key: "fire", image: "circle/station-fire/ink" },
  { key: "fire-small", image: "circle/station-fire-small/ink" },
  { key: "medical", image: "circle/station-medical/ink" },
  { key: "flood", image: "circle/station-flood/ink" },
  { key: "volunteer", image: "circle/station-volunteer/ink" },
];

/** A point layer on plates: one picture per value of one column. */
const plateRow = (
  id: LayerId,
  column: string,
  classes: readonly { readonly key: string; readonly image: string }[],
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
  plateRow("gauges", "", [{ key: "gauge", image: "circle/gauge/ink2" }], "", "lowSymbol", 14.5),
  plateRow(
    "seismic-stations",
    "",
    [{ key: "seismic", image: "circle/station-seismic/ink2" }],
    "",
    "lowSymbol",
    14.5,
  ),
];
