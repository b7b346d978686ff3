import type { LngLat } from "./geometry.ts";

/** What the figures of a position may be in. */
export type PositionDatum = "WGS-84" | "GCJ-02" | "BD-09" | "BD-09MC";

/** Who wrote the link; null: figures without one. */
export type PositionHost = "amap" | "baidu" | "tencent" | "apple" | "google" | "osm" | "geo" | null;

/** A position that was pasted or typed, in every datum it may be in: one where the link says it or no shift is in use. */
export interface PastedPosition {
  readonly host: PositionHost;
  readonly readings: readonly { readonly datum: PositionDatum; readonly lngLat: LngLat }[];
}

/** `SHORT_LINK`: its position stands on a server that is not asked. `NO_POSITION`: a link without figures. */
export type PositionFault = "SHORT_LINK" | "NO_POSITION";
