import { type Accessor, createEffect, createMemo, createSignal, onCleanup, untrack } from "solid-js";
import type { CoverageAnswer } from "../../../core/model/answers.ts";
import type { MapScene } from "../../../map/scene.ts";
import { withComparison } from "../../../map/scenes/compare-scene.ts";
import { compareWith } from "../../../state/schemes/edit-schemes.ts";
import { differencesBetween, type SchemeDifference } from "../../../state/schemes/scheme-differences.ts";
import { isForSameSettings, proposalsOf } from "../../../state/schemes/scheme-scenarios.ts";
import { shownAnswer } from "../../../state/store.ts";
import type { AppContextValue } from "../../shared/app-context.ts";
import type { PlanModel } from "../plan-model.ts";

export const COMPARE_VIEWS = ["difference", "swipe"] as const;
export type CompareView = (typeof COMPARE_VIEWS)[number];

/** Two schemes side by side: what the tab says of them, and what the map shows. */
export interface CompareModel {
  readonly view: Accessor<CompareView>;
  readonly setView: (view: CompareView) => void;
  /** Where the divider stands between the district's west (0) and east (1). */
  readonly dividerShare: Accessor<number>;
  readonly setDividerShare: (share: number) => void;
  /** Both answers for the same settings; null until both are there. */
  readonly answers: Accessor<{ readonly now: CoverageAnswer; readonly beside: CoverageAnswer } | null>;
  /** What the current scheme does that the other does not. */
  readonly differences: Accessor<readonly SchemeDifference[]>;
  readonly besideId: Accessor<string | null>;
  readonly choose: (besideId: string | null) => void;
  /** Ids of what can be compared with: everything but the current; null = the district as it is. */
  readonly others: Accessor<readonly (string | null)[]>;
  /** The scene with the comparison in it, while its tab is open. */
  readonly withComparison: (scene: MapScene) => MapScene;
}

export function createCompareModel(app: AppContextValue, plan: Pick<PlanModel, "tab">): CompareModel {
  const { state, commands } = app;
  const [view, setView] = createSignal<CompareView>("difference");
  const [dividerShare, setDividerShare] = createSignal(0.5);
  const book = () => state.schemes;
  const others = createMemo(() =>
    [null, ...book().schemes.map(({ id }) => id)].filter((id) => id !== book().currentId),
  );
  const isOpen = () => plan.tab() === "compare";

  // Both fields are asked for while the tab is open, and something else than the current scheme is beside it.
  createEffect(() => {
    const isWanted = isOpen();
    const [first] = others();
    const { besideId, currentId, isCompared } = book();
    const wantedId = isWanted && besideId === currentId && first !== undefined ? first : besideId;
    if (wantedId === besideId && isWanted === isCompared) return;
    untrack(() => commands.setSchemes(compareWith(book(), wantedId, isWanted)));
  });
  onCleanup(() => {
    if (book().isCompared) commands.setSchemes(compareWith(book(), book().besideId, false));
  });

  const answers = createMemo(() => {
    const now = shownAnswer(state, "coverage")?.answer;
    const beside = shownAnswer(state, "coverageBeside")?.answer;
    return now && beside && isForSameSettings(now.request.scenario, beside.request.scenario)
      ? { now, beside }
      : null;
  });
  const differences = createMemo(() =>
    differencesBetween(proposalsOf(state, book().besideId), proposalsOf(state, book().currentId)),
  );
  const dividerLng = () => {
    const bbox = app.pack()?.description.bbox;
    return bbox && view() === "swipe" ? bbox[0] + (bbox[2] - bbox[0]) * dividerShare() : null;
  };

  return {
    view,
    setView,
    dividerShare,
    setDividerShare,
    answers,
    differences,
    besideId: () => book().besideId,
    choose: (besideId) => commands.setSchemes(compareWith(book(), besideId, isOpen())),
    others,
    withComparison: (scene) => {
      const [pack, both] = [app.pack(), answers()];
      if (!isOpen() || !pack || !both) return scene;
      return withComparison(scene, {
        pack,
        coverage: both.now,
        besideCoverage: both.beside,
        besideField: shownAnswer(state, "minutesFieldBeside")?.answer ?? null,
        dividerLng: dividerLng(),
      });
    },
  };
}
