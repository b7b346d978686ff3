import { createMemo, For, Show } from "solid-js";
import type { Depot } from "../../core/model/pack.ts";
import { PERIODS } from "../../core/model/scenario.ts";
import { formatCount, formatModelledPersons, formatPercent, nameIn } from "../../i18n/format.ts";
import { DEFAULT_RESPONSE } from "../../state/app-state.ts";
import { useApp } from "../shared/app-context.ts";
import { Segmented } from "../shared/Segmented.tsx";
import type { CommandModel } from "./command-model.ts";
import { HazardPanel } from "./hazards/HazardPanel.tsx";

const MOST_PERCENT = 15;
const LEVEL_ORDER: readonly Depot["level"][] = ["district", "department", "street", "community"];

/** What the exercise assumes: how many need relief, who is counted, which depots are gone. */
export function InputsPanel(props: { readonly command: CommandModel }) {
  const { state, commands, words, pack } = useApp();
  // Only a depot with trucks can be missed: the others never send any.
  const depots = createMemo(() =>
    [...(pack()?.depots ?? [])]
      .filter((depot) => depot.trucks > 0)
      .sort((a, b) => LEVEL_ORDER.indexOf(a.level) - LEVEL_ORDER.indexOf(b.level) || b.trucks - a.trucks),
  );
  const percent = () => formatPercent(props.command.inNeedShare());
  const lost = () => state.response.lostDepotIds;
  // A link may name a depot this district does not have.
  const lostKnown = () => depots().filter((depot) => lost().includes(depot.id)).length;
  const toggle = (id: string) =>
    commands.setResponse({
      lostDepotIds: lost().includes(id) ? lost().filter((other) => other !== id) : [...lost(), id],
    });
  return (
    <div class="inputs">
      <HazardPanel command={props.command} />
      <h2>{words().command.inputsTitle}</h2>
      <div class="input-field">
        <label class="side-label" for="in-need">
          {words().command.inNeed}
        </label>
        <p class="input-value num">
          <strong>{percent()}</strong> %
          <Show when={props.command.board()}>
            {(answer) => (
              <span class="input-aside" data-stale={props.command.isStale() ? "" : undefined}>
                {words().command.inNeedNow(formatModelledPersons(answer().personsInNeed))}
              </span>
            )}
          </Show>
        </p>
        <input
          id="in-need"
          type="range"
          class="input-range"
          min="0"
          max={MOST_PERCENT}
          step="0.1"
          value={Math.min(MOST_PERCENT, props.command.inNeedShare() * 100)}
          aria-valuetext={words().shared.percent(percent())}
          onInput={(event) => props.command.moveInNeed(Number(event.currentTarget.value) / 100)}
          onChange={() => props.command.settle()}
        />
        <p class="side-note">
          {words().command.inNeedDefault(formatPercent(DEFAULT_RESPONSE.inNeedShare))}{" "}
          <Show when={props.command.inNeedShare() !== DEFAULT_RESPONSE.inNeedShare}>
            <button
              type="button"
              class="side-link"
              onClick={() => commands.setResponse({ inNeedShare: DEFAULT_RESPONSE.inNeedShare })}
            >
              {words().command.backToDefault}
            </button>
          </Show>
        </p>
      </div>
      <Segmented
        legend={words().command.period}
        isLegendShown
        name="command-period"
        options={PERIODS.map((period) => ({ value: period, label: words().command.periods[period] }))}
        value={state.scenario.period}
        onChange={(period) => commands.setScenario({ period })}
      />
      <fieldset class="depot-losses">
        <legend class="side-label">
          {words().command.lostDepots}{" "}
          <span class="input-aside num">
            {lostKnown() === 0
              ? words().command.noDepotsLost
              : words().command.lostCount(formatCount(lostKnown()))}
          </span>
        </legend>
        <p class="side-note">
          {depots().length === 0 ? words().command.noDepots : words().command.lostDepotsHint}
        </p>
        <For each={depots()}>
          {(depot) => (
            <label class="depot-loss">
              <input type="checkbox" checked={lost().includes(depot.id)} onChange={() => toggle(depot.id)} />
              <span>{nameIn(state.language, depot)}</span>
              <span class="depot-facts num">
                {words().command.depotLevels[depot.level]} ·{" "}
                {words().command.trucks(formatCount(depot.trucks))}
              </span>
            </label>
          )}
        </For>
      </fieldset>
    </div>
  );
}
