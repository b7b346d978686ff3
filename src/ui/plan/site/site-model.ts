import { type Accessor, batch, createMemo } from "solid-js";
import { bearingFrom, middleOf } from "../../../core/analysis/site-area/bearings.ts";
import type { LngLat } from "../../../core/model/geometry.ts";
import type { ProposedSite } from "../../../core/model/proposal.ts";
import type { AuditAnswer, Bearing } from "../../../core/model/shelter-audit.ts";
import { BEARINGS } from "../../../core/model/shelter-audit.ts";
import type { SiteAreaAnswer } from "../../../core/model/site-area.ts";
import { nameIn } from "../../../i18n/format.ts";
import { closeShelter, putSite, removeSite, selectSite } from "../../../state/schemes/edit-schemes.ts";
import { proposalsOf } from "../../../state/schemes/scheme-scenarios.ts";
import { siteLookedAt } from "../../../state/schemes/site-looked-at.ts";
import { siteOfCandidate } from "../../../state/schemes/site-of-candidate.ts";
import { shownAnswer } from "../../../state/store.ts";
import type { AppContextValue } from "../../shared/app-context.ts";

/** The site whose panel is open: what is known of it, and how it is changed. Every change is one step of undo. */
export interface SiteModel {
  readonly siteId: Accessor<string | null>;
  /** The site of the scheme; null = a shelter or a candidate of the pack, which cannot be changed. */
  readonly site: Accessor<ProposedSite | null>;
  /** Of this very site; an answer for how it was before is shown as stale. */
  readonly area: Accessor<SiteAreaAnswer | null>;
  readonly audit: Accessor<AuditAnswer | null>;
  readonly isStale: Accessor<boolean>;
  readonly isClosed: Accessor<boolean>;
  readonly hasScheme: Accessor<boolean>;
  readonly nameOf: (id: string) => string;
  readonly change: (facts: Partial<ProposedSite>) => void;
  readonly remove: () => void;
  readonly setClosed: (isClosed: boolean) => void;
  readonly makeSite: () => void;
  readonly close: () => void;
  /** Side of a site a place lies on, seen from its middle. */
  readonly sideOf: (lngLat: LngLat) => Bearing;
}

export function createSiteModel(app: AppContextValue): SiteModel {
  const { state, commands, pack } = app;
  const siteId = createMemo(() => siteLookedAt(state));
  const proposals = createMemo(() => proposalsOf(state, state.schemes.currentId));
  const site = createMemo(() => proposals().sites.find(({ id }) => id === siteId()) ?? null);
  const shownArea = createMemo(() => shownAnswer(state, "siteArea"));
  const shownAudit = createMemo(() => shownAnswer(state, "audit"));
  const area = () => {
    const answer = shownArea()?.answer;
    return answer?.siteId === siteId() ? answer : null;
  };
  const audit = () => {
    const answer = shownAudit()?.answer;
    return answer?.siteId === siteId() ? answer : null;
  };
  const nameOf = (id: string) => {
    const proposed = proposals().sites.find((each) => each.id === id);
    if (proposed) return proposed.name;
    const known = [...(pack()?.shelters ?? []), ...(pack()?.candidates ?? [])].find((each) => each.id === id);
    return known ? nameIn(state.language, known) : id;
  };
  return {
    siteId,
    site,
    area,
    audit,
    isStale: () => Boolean(shownArea()?.isStale),
    isClosed: () => proposals().closedShelterIds.includes(siteId() ?? ""),
    hasScheme: () => state.schemes.currentId !== null,
    nameOf,
    change: (facts) => {
      const known = site();
      if (known) commands.setSchemes(putSite(state.schemes, { ...known, ...facts }));
    },
    remove: () => {
      const id = siteId();
      if (id) commands.setSchemes(removeSite(state.schemes, id));
    },
    setClosed: (isClosed) => {
      const id = siteId();
      if (id) commands.setSchemes(closeShelter(state.schemes, id, isClosed));
    },
    makeSite: () => {
      const candidate = pack()?.candidates.find(({ id }) => id === siteId());
      if (!candidate) return;
      const ground = shownAnswer(state, "candidateGround")?.answer.sites.find(
        ({ id }) => id === candidate.id,
      );
      const made = siteOfCandidate(candidate, ground ?? null, {
        name: nameIn(state.language, candidate),
        year: null,
      });
      const gates = area()?.suggestedGates ?? [];
      const withGates = gates.length > 0 ? { ...made, gates } : made;
      batch(() => {
        commands.setSchemes(selectSite(putSite(state.schemes, withGates), made.id));
        commands.clearSelection();
      });
    },
    close: () => {
      batch(() => {
        commands.setSchemes(selectSite(state.schemes, null));
        commands.clearSelection();
      });
    },
    sideOf: (lngLat) => {
      const ring = area()?.rings[0] ?? site()?.rings[0];
      if (!ring || ring.length === 0) return "north";
      return BEARINGS[Math.round(bearingFrom(middleOf(ring), lngLat) / 45) % 8] as Bearing;
    },
  };
}
