import { For, Show } from "solid-js";
import { LAND_USES, type LandUse } from "../../../core/model/pack.ts";
import { SITING_WEIGHTS, type SitingKind } from "../../../core/model/siting.ts";
import { formatCount } from "../../../i18n/format.ts";
import { asksForCount, countsBackups } from "../../../state/siting/siting-draft.ts";
import { useApp } from "../../shared/app-context.ts";
import { Segmented } from "../../shared/Segmented.tsx";
import { NumberField } from "./NumberField.tsx";
import { SelectField } from "./SelectField.tsx";
import type { SolverModel } from "./solver-model.ts";

/** In the order in which planners ask. */
const AIMS = [
  "cover-most-with-room",
  "cover-most",
  "cover-all",
  "p-median",
  "p-median-with-room",
  "p-center",
  "p-dispersion",
] as const satisfies readonly SitingKind[];
const BACKUPS = ["1", "2", "3"] as const;
const LIMITS_SECONDS = ["10", "30", "120", "600"] as const;
export const MOST_SITES = 100;

/** What is wanted, in plain words. */
export function QuestionForm(props: { readonly solver: SolverModel }) {
  const { words } = useApp();
  const said = () => words().plan.solver;
  const draft = () => props.solver.draft();
  const usesThere = (): readonly LandUse[] =>
    LAND_USES.filter((use) => props.solver.candidates().some(({ landUse }) => landUse === use));
  const isBudgetable = () => draft().kind !== "p-dispersion";
  return (
    <>
      <SelectField
        label={said().aim}
        options={AIMS.map((value) => ({ value, label: said().aims[value] }))}
        value={draft().kind}
        onChange={(kind) => props.solver.setDraft({ kind })}
      />
      <Show when={isBudgetable()}>
        <Segmented
          legend={said().by}
          name="solver-by"
          options={[
            { value: "count", label: said().byCount },
            { value: "budget", label: said().byBudget },
          ]}
          value={draft().isBudgeted ? "budget" : "count"}
          onChange={(by) => props.solver.setDraft({ isBudgeted: by === "budget" })}
        />
      </Show>
      <div class="solver-row">
        <Show when={asksForCount(draft())}>
          <NumberField
            label={said().count}
            value={draft().newSites}
            least={1}
            most={MOST_SITES}
            onChange={(newSites) => props.solver.setDraft({ newSites })}
          />
        </Show>
        <Show when={draft().isBudgeted && isBudgetable() && draft().kind !== "cover-all"}>
          <NumberField
            label={said().budget}
            value={draft().budget}
            least={1}
            most={1_000_000}
            onChange={(budget) => props.solver.setDraft({ budget })}
          />
        </Show>
        <SelectField
          label={said().weight}
          options={SITING_WEIGHTS.map((value) => ({ value, label: said().weights[value] }))}
          value={draft().weight}
          onChange={(weight) => props.solver.setDraft({ weight })}
        />
      </div>
      <Show when={draft().isBudgeted && isBudgetable()}>
        <fieldset class="solver-costs">
          <legend>{said().useCosts}</legend>
          <For each={usesThere()}>
            {(use) => (
              <NumberField
                label={words().map.landUses[use]}
                value={draft().useCosts[use] ?? 1}
                least={1}
                most={1_000_000}
                onChange={(cost) => props.solver.setDraft({ useCosts: { ...draft().useCosts, [use]: cost } })}
              />
            )}
          </For>
          <p class="solver-note">{said().budgetHint}</p>
        </fieldset>
      </Show>
      <div class="solver-row">
        <Show when={countsBackups(draft().kind)}>
          <SelectField
            label={said().backup}
            options={BACKUPS.map((value, i) => ({ value, label: said().backups[i] ?? value }))}
            value={String(draft().backupSites)}
            onChange={(count) => props.solver.setDraft({ backupSites: Number(count) })}
          />
        </Show>
        <SelectField
          label={said().limit}
          options={LIMITS_SECONDS.map((value) => ({
            value,
            label: said().limitSeconds(formatCount(Number(value))),
          }))}
          value={String(draft().limitSeconds)}
          onChange={(seconds) => props.solver.setDraft({ limitSeconds: Number(seconds) })}
        />
      </div>
    </>
  );
}
