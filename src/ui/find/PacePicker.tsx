import { createUniqueId, Show } from "solid-js";
import { PACE_IDS } from "../../core/model/scenario.ts";
import { useApp } from "../shared/app-context.ts";
import { Segmented } from "../shared/Segmented.tsx";

/** A length people can picture: to the next stop or once round the compound. */
const PACED_METRES = 500;
const FEWEST_MINUTES = 3;
const MOST_MINUTES = 40;
const STEP_MINUTES = 0.5;

/** Metres per second of somebody who needs so many minutes for the paced length, as short as a link wants it. */
export const speedOfMinutes = (minutes: number): number => +(PACED_METRES / (minutes * 60)).toFixed(4);
/** Minutes somebody of that pace needs for the paced length, to the half minute. */
export const minutesOfSpeed = (metresPerSecond: number): number =>
  Math.round(PACED_METRES / metresPerSecond / 60 / STEP_MINUTES) * STEP_MINUTES;

/** Who walks, and at a pace of one's own where none of the six is right. Kept in the link and nowhere else. */
export function PacePicker(props: {
  /** Where an own pace starts; null: at ten minutes for the paced length, as the rules' slow walk. */
  readonly metresPerSecond: number | null;
}) {
  const { state, commands, words } = useApp();
  const said = () => words().find;
  const id = createUniqueId();
  const own = () => state.scenario.metresPerSecond;
  const speed = () => own() ?? props.metresPerSecond ?? speedOfMinutes(10);
  const minutes = () => minutesOfSpeed(speed());
  const within = () => Math.min(MOST_MINUTES, Math.max(FEWEST_MINUTES, minutes()));
  const value = () => said().ownPaceValue(String(minutes()), speed().toFixed(2));
  return (
    <div class="pace-picker">
      <Segmented
        legend={said().paceLegend}
        name="pace"
        value={state.scenario.pace}
        options={PACE_IDS.map((pace) => ({ value: pace, label: words().shared.paces[pace] }))}
        onChange={(pace) => commands.setScenario({ pace, metresPerSecond: null })}
      />
      <button
        type="button"
        class="answer-link"
        aria-expanded={own() !== null}
        onClick={() =>
          commands.setScenario({ metresPerSecond: own() === null ? speedOfMinutes(within()) : null })
        }
      >
        {own() === null ? said().ownPace : said().rulePace(words().shared.paces[state.scenario.pace])}
      </button>
      <Show when={own() !== null}>
        <div class="pace-own">
          <label for={id}>{said().ownPaceLabel}</label>
          <input
            id={id}
            type="range"
            min={FEWEST_MINUTES}
            max={MOST_MINUTES}
            step={STEP_MINUTES}
            value={within()}
            aria-valuetext={value()}
            onInput={(event) =>
              commands.setScenario({ metresPerSecond: speedOfMinutes(Number(event.currentTarget.value)) })
            }
          />
          <output for={id} class="num">
            {value()}
          </output>
        </div>
      </Show>
    </div>
  );
}
