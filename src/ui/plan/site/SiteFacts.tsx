import { For, Match, Switch } from "solid-js";
import type { ProposedSite, SiteFact } from "../../../core/model/proposal.ts";
import { useApp } from "../../shared/app-context.ts";
import type { SiteModel } from "./site-model.ts";

/** What the clauses ask and no map shows; left alone it stays unknown. */
const COUNTS = ["waterSources", "powerSources", "slopePercent"] as const satisfies readonly SiteFact[];
const YES_NO = [
  "signs",
  "medicalPoint",
  "aboveFault",
  "underPowerLine",
] as const satisfies readonly SiteFact[];
const ANSWERS = ["unknown", "yes", "no"] as const;
const MOST = 100;

export function SiteFacts(props: { readonly model: SiteModel; readonly site: ProposedSite }) {
  const { words } = useApp();
  const said = () => words().plan.site;
  const set = (fact: SiteFact, value: number | boolean | null) => {
    const { [fact]: _, ...others } = props.site.facts;
    props.model.change({ facts: value === null ? others : { ...others, [fact]: value } });
  };
  const answerOf = (fact: SiteFact) => {
    const value = props.site.facts[fact];
    return value === undefined ? "unknown" : value ? "yes" : "no";
  };
  return (
    <section aria-labelledby="plot-facts">
      <h3 id="plot-facts">{said().facts}</h3>
      <div class="plot-form">
        <For each={[...COUNTS, ...YES_NO]}>
          {(fact) => (
            <label class="plan-field">
              <span class="plan-label">{said().factNames[fact]}</span>
              <Switch>
                <Match when={(COUNTS as readonly SiteFact[]).includes(fact)}>
                  <input
                    type="number"
                    class="plan-input"
                    min="0"
                    max={MOST}
                    placeholder={said().yesNo.unknown}
                    value={String(props.site.facts[fact] ?? "")}
                    onChange={(event) => {
                      const { value, valueAsNumber } = event.currentTarget;
                      if (value === "") set(fact, null);
                      else if (valueAsNumber >= 0 && valueAsNumber <= MOST) set(fact, valueAsNumber);
                      event.currentTarget.value = String(props.site.facts[fact] ?? "");
                    }}
                  />
                </Match>
                <Match when={(YES_NO as readonly SiteFact[]).includes(fact)}>
                  <select
                    class="plan-input"
                    value={answerOf(fact)}
                    onChange={(event) => {
                      const { value } = event.currentTarget;
                      set(fact, value === "unknown" ? null : value === "yes");
                    }}
                  >
                    <For each={ANSWERS}>
                      {(answer) => <option value={answer}>{said().yesNo[answer]}</option>}
                    </For>
                  </select>
                </Match>
              </Switch>
            </label>
          )}
        </For>
      </div>
    </section>
  );
}
