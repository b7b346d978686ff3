import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup, untrack } from "solid-js";
import type { LngLat } from "../../../core/model/geometry.ts";
import { NO_PROPOSALS, PROPOSAL_LIMITS, type ProposedSite } from "../../../core/model/proposal.ts";
import type { SchemeBook } from "../../../core/model/scheme.ts";
import { formatCount, nameIn } from "../../../i18n/format.ts";
import type { MapClick, MapScene } from "../../../map/scene.ts";
import type { PlanTool } from "../../../state/app-state.ts";
import { addScheme, dragSite, putSite, selectSite } from "../../../state/schemes/edit-schemes.ts";
import { newId } from "../../../state/schemes/new-id.ts";
import { proposalsOf } from "../../../state/schemes/scheme-scenarios.ts";
import { squareAround } from "../../../state/schemes/shape-site.ts";
import { siteOfCandidate } from "../../../state/schemes/site-of-candidate.ts";
import { shownAnswer } from "../../../state/store.ts";
import type { AppContextValue } from "../../shared/app-context.ts";
import { freeName } from "../schemes/free-name.ts";
import { connectDrag } from "./connect-drag.ts";
import { gripAt, REACH_PIXELS } from "./grip.ts";
import { freeSiteName, isFull, newSite } from "./new-site.ts";
import { createOutlineDrawing, type OutlineDrawing } from "./outline-drawing.ts";

/** The area a site put down without an outline starts with, until the rules are read: GB 21734-2008 §5.4. */
const FIRST_SQUARE_METRES = 2000;

/** The tools over the map of /plan: they move sites, put new ones down and draw outlines. */
export interface SiteTools {
  readonly tool: Accessor<PlanTool>;
  readonly take: (tool: PlanTool) => void;
  readonly drawing: OutlineDrawing;
  readonly drawn: Accessor<MapScene["drawn"]>;
  /** Words at the map while it waits for a press; null: it does not. */
  readonly hint: Accessor<string | null>;
  /** What went wrong with the last press; null: nothing. */
  readonly trouble: Accessor<string | null>;
  /** Sites as they are on the map, the one in the hand where it is now. */
  readonly sites: Accessor<readonly ProposedSite[]>;
  /** Whether the press was meant for the tools. */
  readonly onClick: (click: MapClick) => boolean;
  readonly drag: (site: ProposedSite) => void;
  readonly drop: (site: ProposedSite) => void;
  readonly cancel: () => void;
  readonly select: (siteId: string) => void;
}

export function createSiteTools(app: AppContextValue): SiteTools {
  const { state, commands, words, pack, mapHand } = app;
  const [trouble, setTrouble] = createSignal<string | null>(null);
  const change = (edit: (book: SchemeBook) => SchemeBook) => commands.setSchemes(edit(state.schemes));
  const sites = createMemo(() => {
    const { currentId, draft } = state.schemes;
    const standing = proposalsOf(state, currentId).sites;
    if (!draft) return standing;
    const isKnown = standing.some(({ id }) => id === draft.id);
    return isKnown ? standing.map((site) => (site.id === draft.id ? draft : site)) : [...standing, draft];
  });
  let squareMetres = FIRST_SQUARE_METRES;
  void app.ledgerTables.load().then(
    () => {
      squareMetres = app.ledgerTables.rules().figures.standardShelterSquareMetres.value;
    },
    () => {}, // the figure above is the same one
  );

  /** A new site in the scheme on screen; on the district as it is, in a scheme of its own. One step either way. */
  const put = (site: ProposedSite) => {
    if (isFull(state.schemes)) {
      setTrouble(words().plan.live.tooMany(formatCount(PROPOSAL_LIMITS.sites)));
      return;
    }
    change((book) => {
      const named = book.schemes.map(({ name }) => name);
      const holding =
        book.currentId === null
          ? addScheme(book, {
              id: newId(),
              name: freeName(named, words()),
              proposals: { ...NO_PROPOSALS, sites: [site] },
            })
          : putSite(book, site);
      return selectSite(holding, site.id);
    });
  };
  const siteName = () => freeSiteName(state.schemes, words().plan.live.newSite);
  const addAt = (lngLat: LngLat, candidateId: string | null) => {
    const candidate = pack()?.candidates.find(({ id }) => id === candidateId);
    if (!candidate) {
      put(newSite(`site-${newId()}`, siteName(), squareAround(lngLat, squareMetres)));
      return;
    }
    const ground = shownAnswer(state, "candidateGround")?.answer.sites.find(({ id }) => id === candidate.id);
    const name = nameIn(state.language, candidate);
    put(siteOfCandidate(candidate, ground ?? null, { name, year: null }));
  };

  const drawing = createOutlineDrawing(app, {
    onDone: (outline) => {
      put(newSite(`site-${newId()}`, siteName(), outline));
      commands.setPlanTool("move");
    },
    onTrouble: setTrouble,
  });
  const take = (tool: PlanTool) => {
    setTrouble(null);
    drawing.clear();
    commands.setPlanTool(tool);
  };

  // A planner who opens a scheme wants to work on it; on the district as it is there is nothing to move.
  createEffect(
    on(
      () => state.schemes.currentId,
      (currentId, before) => {
        if (currentId !== null && before === null && state.planTool === "ask") take("move");
        if (currentId === null && state.planTool === "move") take("ask");
      },
      { defer: true },
    ),
  );

  const select = (siteId: string) => change((book) => selectSite(book, siteId));
  const drag = (site: ProposedSite) => change((book) => dragSite(book, site));
  const drop = (site: ProposedSite) => change((book) => selectSite(putSite(book, site), site.id));
  const cancel = () => change((book) => dragSite(book, null));

  createEffect(() => {
    const hand = mapHand();
    if (!hand) return;
    const end = connectDrag(hand, {
      sites: () => (state.planTool === "move" ? untrack(sites) : []),
      selectedSiteId: () => state.schemes.selectedSiteId,
      onDrag: drag,
      onDrop: drop,
      onCancel: cancel,
      onPress: select,
      onHover: drawing.hover,
    });
    onCleanup(end);
  });
  onCleanup(() => {
    // what is in the hand when the door is left stays where it was
    if (state.schemes.draft) cancel();
  });

  return {
    tool: () => state.planTool,
    take,
    drawing,
    drawn: drawing.drawn,
    hint: () => {
      if (state.planTool === "add") return words().plan.live.hint.add;
      return state.planTool === "draw" ? words().plan.live.hint.draw : null;
    },
    trouble,
    sites,
    onClick: ({ lngLat, feature }) => {
      setTrouble(null);
      const hand = mapHand();
      const { planTool } = state;
      switch (planTool) {
        case "add":
          addAt(lngLat, feature?.layer === "candidates" ? feature.id : null);
          return true;
        case "draw":
          drawing.press(lngLat);
          return true;
        case "ask":
        case "move": {
          const grip = hand && gripAt(hand, sites(), null, hand.pixelOf(lngLat), REACH_PIXELS.mouse);
          if (grip) select(grip.site.id);
          return grip !== null;
        }
        default: {
          const never: never = planTool;
          throw new Error(String(never));
        }
      }
    },
    drag,
    drop,
    cancel,
    select,
  };
}
