import { createMemo, For, Show } from "solid-js";
import type { GateOpening } from "../../../core/model/pack.ts";
import { PROPOSAL_LIMITS, type ProposedGate, type ProposedSite } from "../../../core/model/proposal.ts";
import type { SiteAreaAnswer } from "../../../core/model/site-area.ts";
import { useApp } from "../../shared/app-context.ts";
import type { SiteModel } from "./site-model.ts";

const OPENINGS = [
  "always",
  "hours",
  "on-order",
  "locked",
  "unknown",
] as const satisfies readonly GateOpening["kind"][];
const ANSWERS = ["yes", "no", "unknown"] as const;
/** Hours a gate gets when it is first said to have some: a park's day. An assumption to be changed. */
const PARK_DAY = { opensMinute: 360, closesMinute: 1320 } as const;

const openingOf = (kind: GateOpening["kind"]): GateOpening =>
  kind === "hours" ? { kind, ...PARK_DAY } : { kind };

/** Gates of a site of the scheme by the side they lie on; where they stand is moved on the map. */
export function GateList(props: {
  readonly model: SiteModel;
  readonly site: ProposedSite;
  readonly area: SiteAreaAnswer;
}) {
  const { words } = useApp();
  const said = () => words().plan.site;
  const named = createMemo(() => {
    const seen = new Map<string, number>();
    return props.site.gates.map((gate) => {
      const side = said().gateName(words().shared.headings[props.model.sideOf(gate.lngLat)]);
      const count = (seen.get(side) ?? 0) + 1;
      seen.set(side, count);
      return { gate, name: count === 1 ? side : `${side} ${count}` };
    });
  });
  const change = (gate: ProposedGate, facts: Partial<ProposedGate>) =>
    props.model.change({
      gates: props.site.gates.map((each) => (each.id === gate.id ? { ...each, ...facts } : each)),
    });
  const [narrowest, widest] = PROPOSAL_LIMITS.gateWidthMetres;
  return (
    <section aria-labelledby="plot-gates">
      <h3 id="plot-gates">{said().gates}</h3>
      <Show when={named().length > 0} fallback={<p class="plot-warning">{said().gatesNone}</p>}>
        <ul class="plot-gates">
          <For each={named()}>
            {({ gate, name }) => (
              <li>
                <fieldset class="plot-gate">
                  <legend>{name}</legend>
                  <label class="plan-field">
                    <span class="plan-label">{said().gateOpening}</span>
                    <select
                      class="plan-input"
                      value={gate.opening.kind}
                      onChange={(event) =>
                        change(gate, { opening: openingOf(event.currentTarget.value as GateOpening["kind"]) })
                      }
                    >
                      <For each={OPENINGS}>
                        {(kind) => <option value={kind}>{said().openings[kind]}</option>}
                      </For>
                    </select>
                  </label>
                  <label class="plan-field">
                    <span class="plan-label">{said().gateWidth}</span>
                    <input
                      type="number"
                      class="plan-input"
                      min={narrowest}
                      max={widest}
                      step="0.5"
                      placeholder={said().yesNo.unknown}
                      value={gate.widthMetres ?? ""}
                      onChange={(event) => {
                        const metres = event.currentTarget.valueAsNumber;
                        const isEmpty = event.currentTarget.value === "";
                        if (isEmpty || (metres >= narrowest && metres <= widest))
                          change(gate, { widthMetres: isEmpty ? null : metres });
                        else event.currentTarget.value = String(gate.widthMetres ?? "");
                      }}
                    />
                  </label>
                  <label class="plan-field">
                    <span class="plan-label">{said().gateSteps}</span>
                    <select
                      class="plan-input"
                      value={gate.stepFree === null ? "unknown" : gate.stepFree ? "yes" : "no"}
                      onChange={(event) => {
                        const answer = event.currentTarget.value;
                        change(gate, { stepFree: answer === "unknown" ? null : answer === "yes" });
                      }}
                    >
                      <For each={ANSWERS}>
                        {(answer) => <option value={answer}>{said().yesNo[answer]}</option>}
                      </For>
                    </select>
                  </label>
                  <button
                    type="button"
                    class="plan-link"
                    onClick={() =>
                      props.model.change({ gates: props.site.gates.filter(({ id }) => id !== gate.id) })
                    }
                  >
                    {said().gateRemove(name)}
                  </button>
                </fieldset>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.area.suggestedGates.length > 0}>
        <button
          type="button"
          class="plan-link"
          onClick={() => props.model.change({ gates: props.area.suggestedGates })}
        >
          {said().gatesSuggest}
        </button>
      </Show>
    </section>
  );
}
