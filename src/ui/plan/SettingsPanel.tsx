import { createSignal, For, Show } from "solid-js";
import { HAZARDS, type Hazard, SHELTER_TIERS, type ShelterTier } from "../../core/model/pack.ts";
import { PACE_IDS, PERIODS, PHASES, type TierChoice } from "../../core/model/scenario.ts";
import { formatClock, formatCount } from "../../i18n/format.ts";
import { DEFAULT_SCENARIO } from "../../state/app-state.ts";
import { PACE_FIGURES, PHASE_FIGURES, planningFigure } from "../../state/plan-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { PlaceSearch } from "../shared/PlaceSearch.tsx";
import { Segmented } from "../shared/Segmented.tsx";
import type { PlanModel } from "./plan-model.ts";

const MOST_MINUTES = 30;
const TIER_CHOICES: readonly TierChoice[] = ["all", ...SHELTER_TIERS];

/** Gates are first judged at the start of a working day when a time is asked for. */
const FIRST_CLOCK_MINUTE = 9 * 60;

const minuteOfClock = (text: string): number | null => {
  const [hours, minutes] = text.split(":").map(Number);
  return hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)
    ? null
    : hours * 60 + minutes;
};

/** A native select: keyboard, readers and phones all know it. */
function Choice<Value extends string>(props: {
  readonly id: string;
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <div class="plan-field">
      <label class="plan-label" for={props.id}>
        {props.label}
      </label>
      <select
        id={props.id}
        class="plan-input"
        onChange={(event) => {
          const picked = props.options[event.currentTarget.selectedIndex];
          if (picked) props.onChange(picked.value);
        }}
      >
        <For each={props.options}>
          {(option) => (
            <option value={option.value} selected={option.value === props.value}>
              {option.label}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}

/** For whom, how far, under which rules. The two that are turned most are always at hand, the others one press away. */
export function SettingsPanel(props: { readonly plan: PlanModel }) {
  const { state, commands, words } = useApp();
  const [isOpen, setIsOpen] = createSignal(false);
  const ruleMinutes = planningFigure("reachMinutes").value;
  const scenario = () => state.scenario;
  const isDefault = () =>
    JSON.stringify({ ...scenario(), closures: [] }) === JSON.stringify({ ...DEFAULT_SCENARIO, closures: [] });
  const summary = () =>
    [
      words().shared.paces[scenario().pace],
      words().shared.phases[scenario().phase],
      words().plan.periods[scenario().period],
      scenario().tier === "all" ? words().plan.tierAll : words().shared.tiers[scenario().tier as ShelterTier],
      ...(scenario().hazard === null
        ? []
        : [words().plan.hazardOf(words().shared.hazards[scenario().hazard as Hazard])]),
      ...(scenario().minuteOfDay === null ? [] : [formatClock(scenario().minuteOfDay as number)]),
      ...(scenario().closures.length > 0
        ? [words().plan.closures(formatCount(scenario().closures.length))]
        : []),
    ].join(words().shared.comma);
  return (
    <section class="plan-settings" aria-labelledby="plan-settings-title">
      <PlaceSearch
        label={words().plan.place}
        placeholder={words().plan.placeHint}
        onPick={(place) => props.plan.askAbout(place.lngLat, true)}
      />
      <div class="plan-field">
        <div class="plan-label-row">
          <label class="plan-label" for="plan-reach">
            {words().plan.reach}
          </label>
          <output class="plan-reach-now" for="plan-reach">
            {words().plan.reachNow(String(props.plan.reachMinutes()))}
          </output>
        </div>
        <input
          id="plan-reach"
          type="range"
          class="plan-slider"
          min="1"
          max={MOST_MINUTES}
          step="1"
          value={props.plan.reachMinutes()}
          aria-valuetext={words().plan.reachNow(String(props.plan.reachMinutes()))}
          style={{ "--at": `${((props.plan.reachMinutes() - 1) / (MOST_MINUTES - 1)) * 100}%` }}
          onInput={(event) => props.plan.moveReach(event.currentTarget.valueAsNumber)}
          onChange={() => props.plan.settleReach()}
        />
        <div class="plan-slider-ends">
          <span aria-hidden="true">1</span>
          <span>
            <Show when={props.plan.reachMinutes() !== ruleMinutes} fallback={words().plan.reachIsRule}>
              {words().plan.reachRule(String(ruleMinutes))}{" "}
              <button
                type="button"
                class="plan-link"
                onClick={() => commands.setScenario({ reachMinutes: ruleMinutes })}
              >
                {words().plan.backToRule}
              </button>
            </Show>
          </span>
          <span aria-hidden="true">{MOST_MINUTES}</span>
        </div>
      </div>
      <div class="plan-settings-head">
        <h2 id="plan-settings-title">{words().plan.settings}</h2>
        <Show when={!isDefault()}>
          <button
            type="button"
            class="plan-link"
            onClick={() => commands.setScenario({ ...DEFAULT_SCENARIO, closures: scenario().closures })}
          >
            {words().plan.reset}
          </button>
        </Show>
        <button
          type="button"
          class="plan-link"
          aria-expanded={isOpen()}
          aria-controls="plan-settings-body"
          onClick={() => setIsOpen(!isOpen())}
        >
          {isOpen() ? words().plan.settingsClose : words().plan.settingsOpen}
        </button>
      </div>
      <Show when={!isOpen()}>
        <p class="plan-settings-summary">{summary()}</p>
      </Show>
      <div id="plan-settings-body" class="plan-settings-body" hidden={!isOpen()}>
        <Choice
          id="plan-pace"
          label={words().plan.pace}
          value={scenario().pace}
          options={PACE_IDS.map((pace) => ({
            value: pace,
            label: words().plan.paceOption(
              words().shared.paces[pace],
              String(
                (pace === scenario().pace ? scenario().metresPerSecond : null) ??
                  planningFigure(PACE_FIGURES[pace]).value,
              ),
            ),
          }))}
          onChange={(pace) => commands.setScenario({ pace, metresPerSecond: null })}
        />
        <Choice
          id="plan-phase"
          label={words().plan.phase}
          value={scenario().phase}
          options={PHASES.map((phase) => ({
            value: phase,
            label: words().plan.phaseOption(
              words().shared.phases[phase],
              String(planningFigure(PHASE_FIGURES[phase]).value),
            ),
          }))}
          onChange={(phase) => commands.setScenario({ phase })}
        />
        <div class="plan-field">
          <Segmented
            legend={words().plan.period}
            name="plan-period"
            isLegendShown
            options={PERIODS.map((period) => ({ value: period, label: words().plan.periods[period] }))}
            value={scenario().period}
            onChange={(period) => commands.setScenario({ period })}
          />
        </div>
        <Choice
          id="plan-tier"
          label={words().plan.tier}
          value={scenario().tier}
          options={TIER_CHOICES.map((tier) => ({
            value: tier,
            label: tier === "all" ? words().plan.tierAll : words().shared.tiers[tier],
          }))}
          onChange={(tier) => commands.setScenario({ tier })}
        />
        <Choice
          id="plan-hazard"
          label={words().plan.hazard}
          value={scenario().hazard ?? "any"}
          options={(["any", ...HAZARDS] as const).map((hazard) => ({
            value: hazard,
            label:
              hazard === "any"
                ? words().plan.hazardAny
                : words().plan.hazardOf(words().shared.hazards[hazard]),
          }))}
          onChange={(hazard) => commands.setScenario({ hazard: hazard === "any" ? null : hazard })}
        />
        <Choice
          id="plan-gates"
          label={words().plan.gates}
          value={scenario().minuteOfDay === null ? "planning" : "clock"}
          options={[
            { value: "planning", label: words().plan.gatesPlanning },
            { value: "clock", label: words().plan.gatesAt },
          ]}
          onChange={(gates) =>
            commands.setScenario({ minuteOfDay: gates === "planning" ? null : FIRST_CLOCK_MINUTE })
          }
        />
        <Show when={scenario().minuteOfDay !== null}>
          <div class="plan-field">
            <label class="plan-label" for="plan-clock">
              {words().plan.gatesTime}
            </label>
            <input
              id="plan-clock"
              type="time"
              class="plan-input"
              value={formatClock(scenario().minuteOfDay ?? 0)}
              onChange={(event) => {
                const minuteOfDay = minuteOfClock(event.currentTarget.value);
                if (minuteOfDay !== null) commands.setScenario({ minuteOfDay });
              }}
            />
          </div>
        </Show>
        <Show when={scenario().closures.length > 0}>
          <p class="plan-note">
            {words().plan.closures(formatCount(scenario().closures.length))}{" "}
            <button type="button" class="plan-link" onClick={() => commands.reopenAll()}>
              {words().plan.reopenAll}
            </button>
          </p>
        </Show>
      </div>
    </section>
  );
}
