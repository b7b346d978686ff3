import type { LngLat } from "./geometry.ts";
import type { LayerId } from "./pack.ts";

/** One page of a briefing: what the map shows, at which minute of the board, and what is said to it. */
export interface BriefingView {
  readonly id: string;
  readonly text: string;
  readonly camera: { readonly lngLat: LngLat; readonly zoom: number };
  readonly layers: readonly LayerId[];
  /** Minutes after T0. */
  readonly elapsedMinutes: number;
  readonly selection: { readonly layer: LayerId; readonly id: string } | null;
  /** How long it stands while the briefing plays by itself. */
  readonly holdSeconds: number;
}

/** Views in the order they are shown. */
export interface Briefing {
  readonly views: readonly BriefingView[];
}

export const BRIEFING_LIMITS = { views: 100, textLength: 400, holdSeconds: [2, 120] } as const;
export const DEFAULT_HOLD_SECONDS = 8;
