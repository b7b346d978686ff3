import { createEffect, createSignal, onCleanup, untrack } from "solid-js";
import type { CoverageAnswer } from "../../../core/model/answers.ts";
import { isWithoutProposals, NO_PROPOSALS, type Proposals } from "../../../core/model/proposal.ts";
import type { Scenario } from "../../../core/model/scenario.ts";
import type { Scheme } from "../../../core/model/scheme.ts";
import { fourNumbers } from "../../../state/plan-selectors.ts";
import { settingsKey } from "../../../state/schemes/scheme-scenarios.ts";
import type { AppContextValue } from "../../shared/app-context.ts";

/** The board's own questions go first: the figures of the others are worked out when nothing has moved for so long. */
const IDLE_MILLISECONDS = 1200;

export interface SchemeFigure {
  /** Persons who reach a shelter with room, 0-1; NaN where nobody lives. */
  readonly share: number;
  /** For other settings, or from before the last edit. */
  readonly isOld: boolean;
}

interface Known {
  readonly proposals: Proposals;
  readonly settings: string;
  readonly share: number;
}

const proposalsIn = (scenario: Scenario): Proposals => scenario.proposals ?? NO_PROPOSALS;
/** The district as it is and every scheme without a proposal have one figure. */
const keyOf = (scheme: Scheme | null): string =>
  scheme === null || isWithoutProposals(scheme.proposals) ? "" : scheme.id;

/** The headline of every scheme: as the board last had it, and worked out in quiet moments for those it never had. */
export function createSchemeFigures(app: AppContextValue): (schemeId: string | null) => SchemeFigure | null {
  const { state, port } = app;
  const [known, setKnown] = createSignal<ReadonlyMap<string, Known>>(new Map());
  const schemeOf = (id: string | null) => state.schemes.schemes.find((scheme) => scheme.id === id) ?? null;

  /** `scenario` as it was asked with: the answer brings a copy of it from the worker. */
  const learn = (scenario: Scenario, answer: CoverageAnswer) => {
    const proposals = proposalsIn(scenario);
    // By identity: what is in the hand belongs to no scheme yet.
    const owner = state.schemes.schemes.find((scheme) => scheme.proposals === proposals);
    const key = isWithoutProposals(proposals) ? "" : owner?.id;
    if (key === undefined) return;
    const share = fourNumbers(answer.district).networkPersonsWithRoom;
    setKnown((before) => new Map(before).set(key, { proposals, settings: settingsKey(scenario), share }));
  };
  for (const kind of ["coverage", "coverageBeside"] as const)
    createEffect(() => {
      const task = state.tasks[kind];
      if (task.status === "done") untrack(() => learn(task.request.scenario, task.answer));
    });

  const figureOf = (schemeId: string | null): SchemeFigure | null => {
    const scheme = schemeOf(schemeId);
    const found = known().get(keyOf(scheme));
    if (!found) return null;
    const proposals = scheme?.proposals ?? NO_PROPOSALS;
    const isOther = !isWithoutProposals(proposals) && found.proposals !== proposals;
    return { share: found.share, isOld: isOther || found.settings !== settingsKey(state.scenario) };
  };

  let isAsking = false;
  const askNext = async () => {
    const { schemes, draft } = state.schemes;
    const isBusy = state.tasks.coverage.status === "running" || state.pack.status !== "ready";
    const wanted = [null, ...schemes].find((scheme) => figureOf(scheme?.id ?? null)?.isOld !== false);
    if (isAsking || isBusy || draft || wanted === undefined) return;
    isAsking = true;
    const { proposals: _, ...settings } = state.scenario;
    const proposals = wanted?.proposals ?? NO_PROPOSALS;
    const scenario = isWithoutProposals(proposals) ? settings : { ...settings, proposals };
    const { signal } = new AbortController();
    const result = await port.run("coverage", { scenario }, { signal });
    isAsking = false;
    if (isGone) return;
    // A failure is left to the board to tell, when the scheme is chosen.
    if (result.ok) learn(scenario, result.value);
  };
  let isGone = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(() => {
    void [state.schemes, state.scenario, state.tasks.coverage, state.pack, known()];
    clearTimeout(timer);
    // As it is on screen alone, the board's own answer is the figure.
    if (state.schemes.schemes.length > 0) timer = setTimeout(() => void askNext(), IDLE_MILLISECONDS);
  });
  onCleanup(() => {
    isGone = true;
    clearTimeout(timer);
  });
  return figureOf;
}
