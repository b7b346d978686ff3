import type { Bbox } from "../core/model/geometry.ts";
import type { LayerId, PackDescription } from "../core/model/pack.ts";

/** A smaller file costs one question and draws at once: parts of it would only be asked for again and again. */
const STREAMED_FROM_BYTES = 1024 * 1024;
/** Together up to this size the files are held, so that the map works on without a network. */
const KEPT_TOGETHER_BYTES = 16 * 1024 * 1024;
/** Read around what is seen, on each side, as a share of its width and height. */
const AHEAD_SHARE = 0.3;
/** With less than this left on one side the next box is asked for, before the edge comes into view. */
const LEFT_SHARE = 0.1;
/** Sides of a box lie on a grid of 90 to 180 px: two and a bit of these levels below the tiles of the map. */
const GRID_LEVELS = 2;
/** A box over so much of the pack is read as the whole: it will not be asked for twice. */
const WHOLE_SHARE = 0.8;

/** Needed to the last feature wherever the map is: turned inside out, summed over clusters, searched. */
const NEVER_IN_PARTS: ReadonlySet<LayerId> = new Set<LayerId>([
  "district",
  "places",
  // #region staff
  "demand",
  // #endregion staff
]);

/** What of a layer is read: a box, or all of it. */
export type Extent = Bbox | "whole";

/** The part of the world on the screen; zoom as the map counts it (512 px tiles). */
export interface SettledView {
  readonly bbox: Bbox;
  readonly zoom: number;
}

/** Layers that come box by box as the map moves. */
export const streamedLayers = (description: PackDescription): ReadonlySet<LayerId> =>
  new Set(
    description.resources.flatMap(({ name, bytes }) =>
      name !== "network" && bytes > STREAMED_FROM_BYTES && !NEVER_IN_PARTS.has(name) ? [name] : [],
    ),
  );

/** Layers to hold for the time without a network: all that stream, where they are small enough together. */
export function layersToKeep(description: PackDescription): readonly LayerId[] {
  const streamed = streamedLayers(description);
  const totalBytes = description.resources
    .filter(({ name }) => name !== "network" && streamed.has(name))
    .reduce((sum, { bytes }) => sum + bytes, 0);
  return totalBytes <= KEPT_TOGETHER_BYTES ? [...streamed] : [];
}

const padded = ([west, south, east, north]: Bbox, share: number): Bbox => {
  const [lng, lat] = [(east - west) * share, (north - south) * share];
  return [west - lng, south - lat, east + lng, north + lat];
};

const contains = (outer: Bbox, inner: Bbox) =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];

/** Share of the pack's box that lies in `bbox`, 0-1. */
function shareOf(pack: Bbox, bbox: Bbox): number {
  const side = (low: 0 | 1, high: 2 | 3) =>
    Math.max(0, Math.min(pack[high], bbox[high]) - Math.max(pack[low], bbox[low])) / (pack[high] - pack[low]);
  return side(0, 2) * side(1, 3);
}

/* Web Mercator, the world as 0-1 from its north-west corner. */
const acrossOf = (lng: number) => (lng + 180) / 360;
const downOf = (lat: number) => {
  const radians = (lat * Math.PI) / 180;
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + radians / 2)) / (2 * Math.PI);
};
const lngOf = (across: number) => across * 360 - 180;
const latOf = (down: number) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * down))) * 180) / Math.PI;
const MOST_LATITUDE = 85;

function onGrid([west, south, east, north]: Bbox, zoom: number): Bbox {
  const cells = 2 ** (Math.round(zoom) + GRID_LEVELS);
  const clamped = (lat: number) => Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, lat));
  return [
    lngOf(Math.floor(acrossOf(west) * cells) / cells),
    latOf(Math.ceil(downOf(clamped(south)) * cells) / cells),
    lngOf(Math.ceil(acrossOf(east) * cells) / cells),
    latOf(Math.floor(downOf(clamped(north)) * cells) / cells),
  ];
}

/**
 * What to ask for next of a layer that streams; null: what is there, or on its way, still does. Padded and on a grid,
 * so that a short way in any direction asks for nothing.
 */
export function extentToAsk(view: SettledView, held: Extent | null, pack: Bbox): Extent | null {
  if (held === "whole") return null;
  if (held && contains(held, padded(view.bbox, LEFT_SHARE))) return null;
  const box = onGrid(padded(view.bbox, AHEAD_SHARE), view.zoom);
  return shareOf(pack, box) >= WHOLE_SHARE ? "whole" : box;
}
