import { For, Show } from "solid-js";
import { useApp } from "../shared/app-context.ts";
import type { NamedFigure } from "./row-words.ts";

/** Names and figures: one a line, or side by side where they are readings of the same thing. */
export function FigureList(props: { readonly figures: readonly NamedFigure[]; readonly isGrid?: boolean }) {
  const { words } = useApp();
  return (
    <dl class="ledger-figures" data-grid={props.isGrid ? "" : undefined}>
      <For each={props.figures}>
        {(entry) => (
          <div>
            <dt>{entry.name}</dt>
            <dd>
              <Show
                when={entry.figure.number}
                fallback={<span class="unknown">{words().shared.unknown}</span>}
              >
                {(number) => (
                  <>
                    <strong>{number()}</strong> <small>{entry.figure.unit}</small>
                  </>
                )}
              </Show>
            </dd>
          </div>
        )}
      </For>
    </dl>
  );
}
