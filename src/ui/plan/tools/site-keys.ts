import { onCleanup } from "solid-js";
import type { ProposedSite } from "../../../core/model/proposal.ts";
import { nudgeSite, scaleSite } from "../../../state/schemes/shape-site.ts";
import type { SiteTools } from "./site-tools.ts";

const STEP_METRES = 10;
const LONG_STEP_METRES = 100;
/** Share by which one press of plus or minus changes the width of a site. */
const GROWTH_SHARE = 0.05;
/** Keys that follow one another so soon are one step of undo. */
const REST_MILLISECONDS = 700;

const DIRECTIONS: Readonly<Record<string, readonly [eastOf: number, northOf: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Moves a site with the keyboard: it is in the hand as long as keys come. */
export function createSiteKeys(tools: Pick<SiteTools, "drag" | "drop" | "cancel">) {
  let inHand: ProposedSite | null = null;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    clearTimeout(rest);
    if (inHand) tools.drop(inHand);
    inHand = null;
  };
  onCleanup(() => clearTimeout(rest));
  const changed = (event: KeyboardEvent, site: ProposedSite): ProposedSite | null => {
    const metres = event.shiftKey ? LONG_STEP_METRES : STEP_METRES;
    const direction = DIRECTIONS[event.key];
    if (direction) return nudgeSite(site, direction[0] * metres, direction[1] * metres);
    if (event.key === "+" || event.key === "=") return scaleSite(site, 1 + GROWTH_SHARE);
    return event.key === "-" ? scaleSite(site, 1 / (1 + GROWTH_SHARE)) : null;
  };
  return {
    onKeyDown(event: KeyboardEvent, site: ProposedSite): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape" && inHand) {
        clearTimeout(rest);
        inHand = null;
        tools.cancel();
      } else if (event.key === "Enter" && inHand) settle();
      else {
        const next = changed(event, inHand?.id === site.id ? inHand : site);
        if (!next) return;
        inHand = next;
        tools.drag(next);
        clearTimeout(rest);
        rest = setTimeout(settle, REST_MILLISECONDS);
      }
      event.preventDefault();
      event.stopPropagation();
    },
    settle,
  };
}
