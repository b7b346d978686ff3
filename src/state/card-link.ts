import type { LngLat } from "../core/model/geometry.ts";
import type { Language } from "../core/model/language.ts";
import type { Scenario } from "../core/model/scenario.ts";
import { initialSharedState } from "./app-state.ts";
import { writeFragment } from "./url.ts";

/** A code of more letters has modules too fine for a cheap printer and an old camera. */
export const LONGEST_LINK = 420;

export interface CardLink {
  readonly url: string;
  /** The closures of the day made the link too long for a code and are not in it. */
  readonly leavesOutClosures: boolean;
}

/**
 * The address that opens the same answer again, at its gate. Everything but the page stands behind #, which is never sent;
 * no name of anybody or of any place is in it. `home`: null leaves the household's own place out, the gate alone stays.
 */
export function cardLink(
  pageUrl: string,
  asked: {
    readonly packId: string;
    readonly language: Language;
    readonly scenario: Scenario;
    readonly home: LngLat | null;
    readonly gateId: string;
  },
): CardLink {
  const page = new URL(pageUrl);
  page.search = "";
  page.hash = "";
  const withClosures = (closures: Scenario["closures"]) => {
    const shared = {
      ...initialSharedState("find", asked.language),
      packId: asked.packId,
      scenario: { ...asked.scenario, closures },
      origin: asked.home ? { lngLat: asked.home, name: null } : null,
      selection: { layer: "gates" as const, id: asked.gateId },
    };
    // Written against the other language, so that the card's own is always in it, whatever the reader's browser prefers.
    return `${page.href}#${writeFragment(shared, asked.language === "en" ? "zh-CN" : "en")}`;
  };
  const whole = withClosures(asked.scenario.closures);
  if (whole.length <= LONGEST_LINK || asked.scenario.closures.length === 0)
    return { url: whole, leavesOutClosures: false };
  return { url: withClosures([]), leavesOutClosures: true };
}
