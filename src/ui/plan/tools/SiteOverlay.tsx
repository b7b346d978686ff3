import { createEffect, createMemo, createSignal, For, onCleanup, Show } from "solid-js";
import type { ProposedSite } from "../../../core/model/proposal.ts";
import { centreOf } from "../../../state/schemes/shape-site.ts";
import { useApp } from "../../shared/app-context.ts";
import type { SiteFigures } from "./site-figures.ts";
import { createSiteKeys } from "./site-keys.ts";
import type { SiteTools } from "./site-tools.ts";

/** Handles for the keyboard are laid over so many sites at most: tabbing through more helps nobody. */
const MOST_HANDLES = 60;

/**
 * Over the map, at the places of the sites: handles for the keyboard, which let every pointer through to the map, and what
 * the site in the hand does.
 */
export function SiteOverlay(props: { readonly tools: SiteTools; readonly figures: SiteFigures }) {
  const { state, words, mapHand } = useApp();
  const keys = createSiteKeys(props.tools);
  const [camera, setCamera] = createSignal(0);
  createEffect(() => {
    const hand = mapHand();
    if (hand) onCleanup(hand.onCamera(() => setCamera((count) => count + 1)));
  });
  const placed = (site: ProposedSite) => {
    camera();
    const hand = mapHand();
    if (!hand) return "translate(-1000px, -1000px)";
    const { x, y } = hand.pixelOf(centreOf(site));
    return `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  };
  const ids = createMemo(() =>
    props.tools
      .sites()
      .slice(0, MOST_HANDLES)
      .map(({ id }) => id),
  );
  const siteOf = (id: string) => props.tools.sites().find((site) => site.id === id);
  const told = () => {
    const { draft, selectedSiteId } = state.schemes;
    const id = draft?.id ?? (state.planTool === "move" ? selectedSiteId : null);
    return id === null ? undefined : siteOf(id);
  };
  return (
    <section class="site-overlay" aria-label={words().plan.live.handles}>
      <For each={ids()}>
        {(id) => (
          <Show when={siteOf(id)}>
            {(site) => (
              <button
                type="button"
                class="site-handle"
                style={{ transform: placed(site()) }}
                aria-label={words().plan.live.handle(site().name)}
                aria-pressed={state.schemes.selectedSiteId === id}
                onFocus={() => state.schemes.selectedSiteId !== id && props.tools.select(id)}
                onClick={() => props.tools.select(id)}
                onKeyDown={(event) => keys.onKeyDown(event, site())}
                onBlur={() => keys.settle()}
              />
            )}
          </Show>
        )}
      </For>
      <Show when={told()}>
        {(site) => (
          <div class="site-callout" style={{ transform: placed(site()) }}>
            <div class="site-callout-card">
              <p class="site-callout-name">{props.figures.nameOf(site())}</p>
              <Show when={props.figures.changeWords()}>{(change) => <strong>{change()}</strong>}</Show>
              <p class="num">{props.figures.useWords(site())}</p>
              <For each={props.figures.faultWords(site())}>
                {(fault) => <p class="site-callout-fault">{fault}</p>}
              </For>
            </div>
          </div>
        )}
      </Show>
      <p class="visually-hidden" role="status" aria-live="polite">
        {props.figures.settledWords()}
      </p>
    </section>
  );
}
