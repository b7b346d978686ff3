import { createMemo, For, Show } from "solid-js";
import { PROPOSAL_LIMITS } from "../../../core/model/proposal.ts";
import { formatCount, nameIn } from "../../../i18n/format.ts";
import { addScheme, changeProposals } from "../../../state/schemes/edit-schemes.ts";
import {
  type ImportedPlots,
  importedPlots,
  sitesLeft,
  withSites,
} from "../../../state/schemes/imported-plots.ts";
import { newId } from "../../../state/schemes/new-id.ts";
import { proposalsOf } from "../../../state/schemes/scheme-scenarios.ts";
import { siteOfCandidate } from "../../../state/schemes/site-of-candidate.ts";
import { shownAnswer } from "../../../state/store.ts";
import { useApp } from "../../shared/app-context.ts";
import { freeName } from "./free-name.ts";

/** Plots that an imported file brought and that the current scheme does not have: all into it at a press, one step of undo. */
export function ImportedPlotList() {
  const { state, commands, words, pack } = useApp();
  const said = () => words().plan.plots;
  const proposals = () => proposalsOf(state, state.schemes.currentId);
  const found = createMemo(() => importedPlots(state.changes, pack()?.candidates ?? [], proposals()));
  const put = ({ plots }: ImportedPlots) => {
    const grounds = new Map(
      (shownAnswer(state, "candidateGround")?.answer.sites ?? []).map((ground) => [ground.id, ground]),
    );
    const sites = plots.map((plot) =>
      siteOfCandidate(plot, grounds.get(plot.id) ?? null, {
        name: nameIn(state.language, plot) || said().unnamed(plot.id),
        year: null,
      }),
    );
    const names = state.schemes.schemes.map(({ name }) => name);
    // The district as it is cannot be edited: the plots are the beginning of a scheme.
    commands.setSchemes(
      state.schemes.currentId === null
        ? addScheme(state.schemes, {
            id: newId(),
            name: freeName(names, words()),
            proposals: withSites(proposals(), sites),
          })
        : changeProposals(state.schemes, (before) => withSites(before, sites)),
    );
  };
  return (
    <div class="imported-plots">
      <For each={found()}>
        {(file) => {
          const left = () => sitesLeft(proposals());
          const count = () => Math.min(left(), file.plots.length);
          return (
            <div class="imported-file" role="status">
              <p>{said().found(file.file, formatCount(file.plots.length))}</p>
              <Show when={left() < file.plots.length}>
                <p>
                  {left() === 0
                    ? said().full(formatCount(PROPOSAL_LIMITS.sites))
                    : said().tooMany(formatCount(PROPOSAL_LIMITS.sites), formatCount(left()))}
                </p>
              </Show>
              <Show when={count() > 0}>
                <button type="button" class="button" onClick={() => put(file)}>
                  {count() === 1 ? said().putOne : said().putAll(formatCount(count()))}
                </button>
              </Show>
            </div>
          );
        }}
      </For>
      <button type="button" class="link-button" onClick={() => commands.openData(true)}>
        {said().fromFile}
      </button>
    </div>
  );
}
