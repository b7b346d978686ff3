import type { AppState } from "../app-state.ts";
import { proposalsOf } from "./scheme-scenarios.ts";

/** The site whose panel is open on /plan: one of the scheme, else the shelter or candidate selected; null = none. */
export function siteLookedAt({
  door,
  schemes,
  selection,
}: Pick<AppState, "door" | "schemes" | "selection">): string | null {
  if (door !== "plan") return null;
  const { sites } = proposalsOf({ schemes }, schemes.currentId);
  if (sites.some(({ id }) => id === schemes.selectedSiteId)) return schemes.selectedSiteId;
  return selection?.layer === "shelters" || selection?.layer === "candidates" ? selection.id : null;
}
