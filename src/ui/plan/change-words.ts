import type { PackIndex } from "../../core/model/pack-data.ts";
import type { RelaxationChange } from "../../core/model/shortfall.ts";
import { formatCount, formatMetres, nameIn } from "../../i18n/format.ts";
import type { AppContextValue } from "../shared/app-context.ts";

/** What a relaxation changes, in words. */
export function createChangeWords({ state, words }: Pick<AppContextValue, "state" | "words">) {
  return (change: RelaxationChange, pack: PackIndex | null): string => {
    const said = words().plan.questions.shortfall;
    const siteName = (id: string): string => {
      const site =
        pack?.shelters.find((each) => each.id === id) ??
        pack?.candidates.find((each) => each.id === id) ??
        null;
      const proposed = state.schemes.schemes.flatMap(({ proposals }) => proposals.sites);
      return site ? nameIn(state.language, site) : (proposed.find((each) => each.id === id)?.name ?? id);
    };
    switch (change.kind) {
      case "minutes":
        return said.minutes(String(change.extraMinutes), formatMetres(change.extraMetres));
      case "square-metres":
        return said.squareMetres(siteName(change.siteId), formatCount(change.extraSquareMetres));
      case "site":
        return said.site(siteName(change.siteId));
      case "gate": {
        const gate = pack?.gates.find((each) => each.id === change.gateId);
        return said.gate(siteName(change.shelterId), gate ? nameIn(state.language, gate) : change.gateId);
      }
      default: {
        const never: never = change;
        throw new Error(String(never));
      }
    }
  };
}
