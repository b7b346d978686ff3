import type { AppState } from "../../state/app-state.ts";
import type { MapScene } from "../scene.ts";

/** The small map of /ledger: the places the plan speaks of. The figures stand in the table beside it. */
export function ledgerScene(state: AppState): MapScene {
  return {
    theme: state.theme,
    language: state.language,
    layers: state.layers,
    polygons: [],
    isStale: false,
    lines: [],
    markers: [],
    unmet: null,
    selection: state.selection,
    shelterStates: {},
    focus: null,
  };
}
