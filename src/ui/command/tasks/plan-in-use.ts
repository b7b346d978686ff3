import { type Accessor, createEffect, createResource, createSignal, untrack } from "solid-js";
import type { ContingencyPlan, PlanStep } from "../../../core/model/contingency.ts";
import type { PlanDesk } from "../../../state/operation/plan-desk.ts";
import type { AppContextValue } from "../../shared/app-context.ts";

/** The contingency plan of the open pack: the district's own where one was loaded, else the one that comes along. */
export interface PlanInUse {
  /** null: being read. */
  readonly plan: Accessor<ContingencyPlan | null>;
  readonly isEmbedded: Accessor<boolean>;
  readonly desk: Accessor<PlanDesk | undefined>;
  /** Resolves once it is kept; rejects where the device cannot keep it. */
  readonly take: (plan: ContingencyPlan, text: string) => Promise<void>;
  readonly useEmbedded: () => Promise<void>;
  readonly step: (stepId: string) => PlanStep | null;
}

export function createPlanInUse(app: AppContextValue): PlanInUse {
  const { state } = app;
  const [desk] = createResource(() => app.planDesk());
  const [plan, setPlan] = createSignal<ContingencyPlan | null>(null);
  createEffect(() => {
    const [found, packId] = [desk(), state.packId];
    if (!found) return;
    const { storage, embeddedPlan, readContingencyPlan } = found;
    setPlan(null);
    void storage
      .readPlan(packId)
      .catch(() => null)
      .then((text) => {
        if (untrack(() => state.packId) !== packId) return;
        const read = text === null ? null : readContingencyPlan(packId, text);
        setPlan(read?.ok ? read.value : embeddedPlan);
      });
  });
  return {
    plan,
    isEmbedded: () => plan() === desk()?.embeddedPlan,
    desk: () => desk(),
    take: async (next, text) => {
      setPlan(next);
      await desk()?.storage.writePlan(state.packId, text);
    },
    useEmbedded: async () => {
      const found = desk();
      if (!found) return;
      setPlan(found.embeddedPlan);
      await found.storage.writePlan(state.packId, null);
    },
    step: (stepId) => plan()?.steps.find(({ id }) => id === stepId) ?? null,
  };
}
