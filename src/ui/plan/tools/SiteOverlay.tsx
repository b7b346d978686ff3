import { createEffect, createMemo, createSignal, For, onCleanup, Show } from "solid-js";
import type { LngLat } from "../../../core/model/geometry.ts";
import type { ProposedSite } from "../../../core/model/proposal.ts";
import { centreOf } from "../../../state/schemes/shape-site.ts";
import { useApp } from "../../shared/app-context.ts";
import { PeopleInHand } from "./PeopleInHand.tsx";
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
    const { x, y } = pixel(centreOf(site));
    return `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  };
  const pixel = (lngLat: LngLat) => {
    camera();
    return mapHand()?.pixelOf(lngLat) ?? { x: -1000, y: -1000 };
  };
  const zoom = () => {
    camera();
    return mapHand()?.zoom() ?? 0;
  };
  const dot = (lngLat: LngLat) => {
    const { x, y } = pixel(lngLat);
    return { cx: x.toFixed(1), cy: y.toFixed(1) };
  };
  const outline = ({ rings }: ProposedSite) =>
    rings
      .map((ring) => {
        const corners = ring.map((corner) => {
          const { x, y } = pixel(corner);
          return `${x.toFixed(1)} ${y.toFixed(1)}`;
        });
        return `M${corners.join("L")}Z`;
      })
      .join("");
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
      <Show when={state.schemes.draft}>
        {(draft) => (
          <>
            <PeopleInHand pixelOf={pixel} zoom={zoom()} />
            <svg class="site-held" aria-hidden="true">
              <path d={outline(draft())} />
              <For each={draft().rings[0]}>{(corner) => <circle r="6" {...dot(corner)} />}</For>
              <For each={draft().gates}>
                {(gate) => <circle class="site-held-gate" r="7" {...dot(gate.lngLat)} />}
              </For>
              <circle class="site-held-sign" r="19" {...dot(centreOf(draft()))} />
            </svg>
          </>
        )}
      </Show>
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
