import type { SitingProof } from "../../../core/model/siting.ts";
import { formatPercent } from "../../../i18n/format.ts";
import type { Words } from "../../../i18n/words.ts";

/** What is proven of a choice, in words. */
export function proofWords(proof: SitingProof, words: Words): string {
  const said = words.plan.bases;
  switch (proof.status) {
    case "optimal":
      return said.optimal;
    case "gap":
      return said.gap(formatPercent(proof.gapShare));
    case "infeasible":
      return said.infeasible;
    case "nothing-found":
      return said.nothingFound;
    default: {
      const never: never = proof;
      throw new Error(String(never));
    }
  }
}
