import type { LayerId } from "../core/model/pack.ts";
import type { MapColours } from "./colours.ts";
import type { DrawLayer, MapStyle } from "./map-style.ts";
import type { MapScene } from "./scene.ts";

/** Where in the pile a layer lies, bottom first: LOOK 4.2. */
export type Slot = "fill" | "area" | "dot" | "lowSymbol" | "symbol" | "highSymbol";

export type ColourName = keyof MapColours;

/** How a class looks in the legend: the same picture the map draws. */
export type Swatch =
  | { readonly kind: "image"; readonly image: string }
  | {
      readonly kind: "fill";
      readonly colour: ColourName;
      readonly opacity: number;
      /** Pattern image laid over the fill. */
      readonly pattern?: string;
      readonly outline?: ColourName;
      readonly isDashed?: boolean;
    }
  | {
      readonly kind: "line";
      readonly colour: ColourName;
      readonly widthPixels: number;
      readonly dash?: readonly number[];
    }
  | { readonly kind: "dot"; readonly colour: ColourName; readonly isRing?: boolean };

/** One class of a layer: what features of it look like and its row in the legend. */
export interface LayerClass {
  /** Key of its words in `map.classes`. */
  readonly key: string;
  readonly swatch: Swatch;
}

export const LAYER_GROUPS = ["shelter", "people", "hazard", "response", "boundary"] as const;
export type LayerGroup = (typeof LAYER_GROUPS)[number];

/** One layer of the pack that can be switched on: everything map, legend, panel and cards know of its look. */
export interface LayerRow {
  readonly id: LayerId;
  readonly group: LayerGroup;
  /** From this zoom on it is drawn; said in the panel while the map is further out. */
  readonly minZoom: number;
  /** Layers of the pack that are read for it. */
  readonly sources: readonly LayerId[];
  readonly classes: readonly LayerClass[];
  readonly draw: (style: MapStyle, scene: MapScene) => Partial<Record<Slot, readonly DrawLayer[]>>;
  /** Draw layers that answer the pointer, best first. */
  readonly pickable: readonly string[];
}
