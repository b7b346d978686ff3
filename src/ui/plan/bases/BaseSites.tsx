import { For, Show } from "solid-js";
import type { BaseSite } from "../../../core/model/bases.ts";
import type { ProposedBase } from "../../../core/model/proposal.ts";
import { useApp } from "../../shared/app-context.ts";
import type { BasesModel } from "./bases-model.ts";

/** Chosen places in the order of the numbers on the map; each goes to its place. */
export function BaseSites(props: { readonly bases: BasesModel; readonly sites: readonly BaseSite[] }) {
  const { commands, words } = useApp();
  return (
    <>
      <ol class="question-sites base-sites">
        <For each={props.sites}>
          {(site) => (
            <li>
              <button
                type="button"
                class="link-button"
                title={words().plan.bases.show(props.bases.nameOf(site))}
                onClick={() => commands.glanceAt(site.lngLat)}
              >
                {props.bases.nameOf(site)}
              </button>
            </li>
          )}
        </For>
      </ol>
      <Show when={props.sites.some(({ from }) => from === "junction")}>
        <p class="question-about">{words().plan.bases.junctionNote}</p>
      </Show>
    </>
  );
}

/** The button that takes a choice over, or that it is taken over already. */
export function PutBases(props: {
  readonly bases: BasesModel;
  readonly put: readonly ProposedBase[];
  readonly movedIds: readonly string[];
}) {
  const { words } = useApp();
  return (
    <Show
      when={!props.bases.isPut(props.put)}
      fallback={<p class="question-found base-put">{words().plan.bases.isPut}</p>}
    >
      <button
        type="button"
        class="button base-put"
        onClick={() => props.bases.put(props.put, props.movedIds)}
      >
        {props.bases.putWords()}
      </button>
    </Show>
  );
}
