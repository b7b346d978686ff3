import { For } from "solid-js";
import {
  HOUSEHOLD_PARTS,
  type Household,
  type HouseholdPart,
  MOST_OF_A_PART,
} from "../../../core/model/household.ts";
import type { CardWords } from "../../../i18n/card-words.ts";

/** Who lives together, counted with one thumb. */
export function HouseholdForm(props: {
  readonly said: CardWords;
  readonly household: Household;
  readonly onChange: (household: Household) => void;
}) {
  const set = (part: HouseholdPart, count: number) =>
    props.onChange({
      ...props.household,
      [part]: Math.min(MOST_OF_A_PART, Math.max(0, Math.round(count) || 0)),
    });
  return (
    <fieldset class="card-household">
      <legend>{props.said.household}</legend>
      <For each={HOUSEHOLD_PARTS}>
        {(part) => {
          const name = () => props.said.parts[part];
          return (
            <div class="card-count">
              <span class="card-count-name">{name()}</span>
              <button
                type="button"
                class="button"
                aria-label={props.said.fewer(name())}
                disabled={props.household[part] === 0}
                onClick={() => set(part, props.household[part] - 1)}
              >
                −
              </button>
              <input
                type="number"
                inputmode="numeric"
                min={0}
                max={MOST_OF_A_PART}
                aria-label={name()}
                value={props.household[part]}
                onChange={(event) => {
                  set(part, Number(event.currentTarget.value));
                  // A figure that was brought within bounds stands in the field as it counts.
                  event.currentTarget.value = String(props.household[part]);
                }}
              />
              <button
                type="button"
                class="button"
                aria-label={props.said.more(name())}
                disabled={props.household[part] === MOST_OF_A_PART}
                onClick={() => set(part, props.household[part] + 1)}
              >
                +
              </button>
            </div>
          );
        }}
      </For>
    </fieldset>
  );
}
