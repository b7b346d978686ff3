import { createMemo, For, Show } from "solid-js";
import { formatCount, formatPercent } from "../../i18n/format.ts";
import { everyone } from "../../state/plan-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import type { PlanModel } from "./plan-model.ts";

/** One bar of everyone: has room, near but full, not reached, unknown. The parts sum to the residents beside it. */
export function EveryoneBar(props: { readonly plan: PlanModel }) {
  const { words, pack } = useApp();
  const split = createMemo(() => {
    const area = props.plan.area();
    return area && everyone(area);
  });
  const period = () => props.plan.coverage()?.request.scenario.period ?? "night";
  const censusPersons = (): number | null => {
    const index = pack();
    if (!index || period() !== "night") return null;
    if (props.plan.areaLevel() === "district") return index.description.residents;
    const area = index.subDistricts.find((candidate) => candidate.code === props.plan.area()?.id);
    return area?.residents ?? null;
  };
  // Called a census count only where it is that very number; all else is modelled.
  const isCensus = () => censusPersons() === split()?.totalPersons;
  const method = () =>
    (isCensus() &&
      pack()?.description.resources.find((resource) => resource.name === "subdistricts")?.method) ||
    "modelled";
  return (
    <Show when={split()}>
      {(people) => (
        <div class="everyone" data-stale={props.plan.isStale() ? "" : undefined}>
          <p class="everyone-total">
            <span>{words().plan.everyone[period()]}</span>
            <strong>{formatCount(people().totalPersons)}</strong>
            <span>{words().shared.units.persons}</span>
            <span class="everyone-source">
              <Show when={isCensus() && pack()}>
                {(index) => words().plan.everyone.census(String(index().description.residentsYear))}
              </Show>
            </span>
            <MethodBadge method={method()} />
          </p>
          <div
            class="everyone-bar"
            role="img"
            aria-label={words().plan.everyone.barLabel(
              people()
                .parts.map(
                  (part) => `${words().plan.everyone[part.part]} ${formatPercent(part.printedShare)} %`,
                )
                .join(words().plan.everyone.separator),
            )}
          >
            <For each={people().parts}>
              {(part) => (
                <span
                  class="everyone-part"
                  classList={{ hatch: part.part === "unknown" }}
                  data-part={part.part}
                  style={{ "flex-grow": part.share }}
                />
              )}
            </For>
          </div>
          <ul class="everyone-legend">
            <For each={people().parts}>
              {(part) => (
                <li data-part={part.part}>
                  <span
                    class="everyone-swatch"
                    classList={{ hatch: part.part === "unknown" }}
                    data-part={part.part}
                    aria-hidden="true"
                  />
                  <span>{words().plan.everyone[part.part]}</span>
                  <strong class="everyone-persons">{formatCount(part.persons)}</strong>
                  <span class="everyone-share">{formatPercent(part.printedShare)} %</span>
                </li>
              )}
            </For>
          </ul>
          <p class="plan-note">
            {words().plan.everyone.rounding} <MethodBadge method="modelled" />
          </p>
        </div>
      )}
    </Show>
  );
}
