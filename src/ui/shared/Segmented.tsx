import { For } from "solid-js";

export interface SegmentedOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** A small choice, all options in sight: native radio buttons, so that arrow keys and readers just work. */
export function Segmented<Value extends string>(props: {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly SegmentedOption<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly isLegendShown?: boolean;
}) {
  return (
    <fieldset class="segmented">
      <legend class={props.isLegendShown ? "" : "visually-hidden"}>{props.legend}</legend>
      <div class="segmented-row">
        <For each={props.options}>
          {(option) => (
            <label class="segmented-option" data-checked={option.value === props.value}>
              <input
                type="radio"
                name={props.name}
                value={option.value}
                checked={option.value === props.value}
                onChange={() => props.onChange(option.value)}
              />
              <span>{option.label}</span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
