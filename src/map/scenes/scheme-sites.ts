import type { LngLat } from "../../core/model/geometry.ts";
import type { PackIndex } from "../../core/model/pack-data.ts";
import type { Proposals, ProposedSite } from "../../core/model/proposal.ts";
import type { AppState } from "../../state/app-state.ts";
import { proposalsOf } from "../../state/schemes/scheme-scenarios.ts";
import { centreOf } from "../../state/schemes/shape-site.ts";
import type { SceneMarker, SceneSite } from "../scene.ts";
import type { SiteImage } from "../site-layers.ts";

function imageOf({ setting, tier }: ProposedSite): SiteImage {
  if (setting === "indoor" || tier === "indoor") return "solid/shelter-indoor/you";
  if (tier === "centre") return "solid/shelter-centre/you";
  return tier === "fixed" ? "solid/shelter-fixed/you" : "solid/shelter-point/you";
}

const drawn = (site: ProposedSite, state: SceneSite["state"]): SceneSite => ({
  id: site.id,
  rings: site.rings,
  lngLat: centreOf(site),
  gates: site.gates,
  label: state === "ghost" ? "" : site.name,
  image: imageOf(site),
  state,
});

/**
 * The sites of the scheme on screen, and where the one in the hand was before. That one itself is drawn over the map, not
 * on it: a map drawn by software cannot be painted anew at every move of a pointer.
 */
export function schemeSites(state: AppState): SceneSite[] {
  const { currentId, draft, selectedSiteId } = state.schemes;
  const { sites } = proposalsOf(state, currentId);
  const standing = sites
    .filter(({ id }) => id !== draft?.id)
    .map((site) => drawn(site, site.id === selectedSiteId ? "selected" : "plain"));
  if (!draft) return standing;
  const before = sites.find(({ id }) => id === draft.id);
  return before ? [...standing, drawn(before, "ghost")] : standing;
}

/** Whether two lists are drawn alike. */
export const areSameSites = (one: readonly SceneSite[], other: readonly SceneSite[]): boolean =>
  one.length === other.length &&
  one.every((site, i) => {
    const twin = other[i];
    return (
      site.id === twin?.id &&
      site.rings === twin.rings &&
      site.gates === twin.gates &&
      site.state === twin.state &&
      site.label === twin.label &&
      site.image === twin.image
    );
  });

/** What a scheme does to the shelters of the pack: shut ones barred, gates where they were put. */
export function schemeMarkers(
  { closedShelterIds, gateEdits }: Proposals,
  pack: PackIndex | null,
): SceneMarker[] {
  const placeOf = new Map<string, LngLat>(
    closedShelterIds.length === 0 ? [] : pack?.shelters.map(({ id, lngLat }) => [id, lngLat]),
  );
  return [
    ...closedShelterIds.flatMap((id): SceneMarker[] => {
      const lngLat = placeOf.get(id);
      return lngLat ? [{ id: `shut-${id}`, kind: "closure", lngLat }] : [];
    }),
    ...gateEdits.flatMap(({ gateId, lngLat, opening }): SceneMarker[] => {
      const at = lngLat ?? pack?.gates.find(({ id }) => id === gateId)?.lngLat;
      return at
        ? [{ id: `edit-${gateId}`, kind: opening?.kind === "locked" ? "gate-locked" : "gate", lngLat: at }]
        : [];
    }),
  ];
}
