import { type Accessor, batch, createMemo, createSignal } from "solid-js";
import type { Candidate } from "../../../core/model/pack.ts";
import type { SiteAnswer, SiteRequest } from "../../../core/model/siting.ts";
import { nameIn } from "../../../i18n/format.ts";
import { newId } from "../../../state/schemes/new-id.ts";
import { proposalsOf, settledScenario } from "../../../state/schemes/scheme-scenarios.ts";
import { applyChoice, sitesOfChoice } from "../../../state/siting/apply-choice.ts";
import {
  asksForCount,
  curveRequestOf,
  SITING_DRAFT,
  type SitingDraft,
  siteRequestOf,
} from "../../../state/siting/siting-draft.ts";
import {
  type Choosable,
  choosable,
  NO_FILTERS,
  type SitingFilters,
} from "../../../state/siting/siting-filters.ts";
import { shownAnswer } from "../../../state/store.ts";
import type { AppContextValue } from "../../shared/app-context.ts";
import type { PlanModel } from "../plan-model.ts";
import { freeName } from "../schemes/free-name.ts";

/** What the parts of the solver share: what is set, what may be chosen, and what is done with an answer. */
export interface SolverModel {
  readonly draft: Accessor<SitingDraft>;
  readonly setDraft: (change: Partial<SitingDraft>) => void;
  readonly filters: Accessor<SitingFilters>;
  readonly setFilters: (filters: SitingFilters) => void;
  readonly choosable: Accessor<Choosable>;
  readonly candidates: Accessor<readonly Candidate[]>;
  readonly nameOf: (id: string) => string;
  /** Why the question cannot be asked, in words; null = it can. */
  readonly obstacle: Accessor<string | null>;
  readonly ask: (change?: Partial<SitingDraft>) => void;
  readonly askCurve: (upTo: number) => void;
  /** Asks which of the chosen sites every choice as good has. */
  readonly askNeed: (answer: SiteAnswer) => void;
  readonly answer: Accessor<SiteAnswer | null>;
  readonly isRunning: Accessor<boolean>;
  /** Puts candidates into the scheme as one step of undo; `yearOf`: calendar year of each, null = none. */
  readonly apply: (ids: readonly string[], yearOf?: (id: string) => number | null) => void;
  /** The candidate picked on the map, null = none. */
  readonly pressedId: Accessor<string | null>;
}

export function createSolverModel(app: AppContextValue, plan: PlanModel): SolverModel {
  const { state, commands, words, pack } = app;
  const [draft, setDraft] = createSignal<SitingDraft>(SITING_DRAFT);
  const [filters, setFilters] = createSignal<SitingFilters>(NO_FILTERS);
  const candidates = () => pack()?.candidates ?? [];
  const ground = () => shownAnswer(state, "candidateGround")?.answer ?? null;
  const allowed = createMemo(() =>
    choosable(candidates(), ground(), proposalsOf(state, state.schemes.currentId), filters()),
  );
  const request = (): SiteRequest => siteRequestOf(draft(), settledScenario(state), allowed(), candidates());
  const obstacle = (): string | null => {
    const left = allowed().choosableIds.length;
    if (left === 0) return words().plan.solver.noneLeft;
    const { newSites } = draft();
    return asksForCount(draft()) && newSites > left
      ? words().plan.solver.tooFew(String(newSites), String(left))
      : null;
  };
  return {
    draft,
    setDraft: (change) => setDraft({ ...draft(), ...change }),
    filters,
    setFilters,
    choosable: allowed,
    candidates,
    nameOf: (id) => {
      const found = candidates().find((each) => each.id === id);
      return found ? nameIn(state.language, found) : id;
    },
    obstacle,
    ask: (change) =>
      batch(() => {
        if (change) setDraft({ ...draft(), ...change });
        plan.settleReach();
        commands.showLayer("candidates", true);
        // They are about the answer before, and would hold the worker.
        commands.ask("siteNeed", null);
        commands.ask("siteCurve", null);
        // A question asked twice is asked anew.
        commands.ask("site", null);
        commands.ask("site", request());
      }),
    askCurve: (upTo) => commands.ask("siteCurve", curveRequestOf(request(), upTo)),
    askNeed: ({ request: asked, chosenIds, proof }) =>
      commands.ask("siteNeed", { ...asked, chosenIds, isProven: proof.status === "optimal" }),
    answer: () => shownAnswer(state, "site")?.answer ?? null,
    isRunning: () => state.tasks.site.status === "running",
    apply: (ids, yearOf = () => null) => {
      const sites = sitesOfChoice(ids, candidates(), ground(), state.language, yearOf);
      const name = freeName(
        state.schemes.schemes.map((scheme) => scheme.name),
        words(),
      );
      commands.setSchemes(applyChoice(state.schemes, sites, { id: newId(), name }));
    },
    pressedId: () => (state.selection?.layer === "candidates" ? state.selection.id : null),
  };
}
