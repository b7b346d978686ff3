import type { MultiPolygon } from "geojson";
import type { AppState } from "../../state/app-state.ts";
import { siteLookedAt } from "../../state/schemes/site-looked-at.ts";
import { shownAnswer } from "../../state/store.ts";
import type { ScenePolygon, SiteCut } from "../scene.ts";

/** The ground of the site whose panel is open: what goes, by kind, and what is left. */
export function siteCuts(state: AppState): ScenePolygon[] {
  const siteId = siteLookedAt(state);
  const answer = siteId === null ? null : shownAnswer(state, "siteArea")?.answer;
  // while a site is in the hand its ground is elsewhere
  if (!answer?.waterfall || answer.siteId !== siteId || state.schemes.draft?.id === siteId) return [];
  const polygon = (cut: SiteCut, geometry: MultiPolygon): ScenePolygon => ({
    id: `site-${cut}`,
    role: "site-cut",
    cut,
    minutes: 0,
    isRule: false,
    geometry,
  });
  const { cuts, geometry } = answer.waterfall;
  return [polygon("left", geometry), ...cuts.map((cut) => polygon(cut.step, cut.geometry))].filter(
    (each) => each.geometry.coordinates.length > 0,
  );
}
