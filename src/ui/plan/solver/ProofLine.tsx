import type { SiteAnswer } from "../../../core/model/siting.ts";
import { formatCount, formatPercent } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { valueWords } from "./siting-words.ts";

/** How good the choice is proven to be, as a planner would say it. */
export function ProofLine(props: { readonly answer: SiteAnswer; readonly persons: number | null }) {
  const { words } = useApp();
  const said = () => words().plan.solver.answer;
  const text = (): string => {
    const { proof, value, request } = props.answer;
    const question = { kind: request.kind, isPriced: request.costs !== null };
    switch (proof.status) {
      case "optimal":
        return said().optimal;
      case "gap":
        return value === null || !Number.isFinite(proof.bound)
          ? said().gapUnknown
          : said().gap(
              valueWords(words(), question, value, props.persons),
              valueWords(words(), question, proof.bound, props.persons),
              formatPercent(proof.gapShare),
            );
      case "infeasible":
        return request.newSites === null
          ? said().infeasiblePlain
          : said().infeasible(formatCount(request.newSites));
      case "nothing-found":
        return said().nothingFound;
      default: {
        const never: never = proof;
        throw new Error(String(never));
      }
    }
  };
  return (
    <p class="solver-proof" data-status={props.answer.proof.status}>
      {text()}
    </p>
  );
}
