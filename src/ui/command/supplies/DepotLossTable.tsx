import { For, Show } from "solid-js";
import { formatCount } from "../../../i18n/format.ts";
import { shownAnswer } from "../../../state/store.ts";
import { WorkProgress } from "../../plan/WorkProgress.tsx";
import { useApp } from "../../shared/app-context.ts";
import { FailureNote } from "../../shared/FailureNote.tsx";
import type { SuppliesModel } from "./supplies-model.ts";

/** N-1: what breaks when one depot more is lost; worked out when somebody asks. */
export function DepotLossTable(props: { readonly supplies: SuppliesModel }) {
  const { state, commands, words, retryAnalysis } = useApp();
  const said = () => words().command.supplies;
  const ask = () => commands.ask("depotLosses", { scenario: state.scenario, response: state.response });
  const answer = () => shownAnswer(state, "depotLosses")?.answer ?? null;
  const isOutdated = () => {
    const asked = state.asked.depotLosses;
    return (
      asked !== null &&
      JSON.stringify(asked) !== JSON.stringify({ scenario: state.scenario, response: state.response })
    );
  };
  const isRunning = () => state.tasks.depotLosses.status === "running";
  const failed = () => (state.tasks.depotLosses.status === "failed" ? state.tasks.depotLosses.failure : null);
  return (
    <section aria-labelledby="supplies-losses">
      <h3 id="supplies-losses" class="side-subhead">
        {said().losses}
      </h3>
      <Show when={!answer() || isOutdated()}>
        <button
          type="button"
          class="button"
          aria-disabled={isRunning()}
          onClick={() => !isRunning() && ask()}
        >
          {answer() ? said().lossStale : said().lossesAsk}
        </button>
      </Show>
      <WorkProgress
        kind="depotLosses"
        label={said().lossesWorking}
        step={(percent) => said().workingStep(percent)}
      />
      <Show when={failed()}>
        {(found) => <FailureNote failure={found()} onRetry={() => retryAnalysis("depotLosses")} />}
      </Show>
      <Show when={answer()}>
        {(found) => (
          <div data-stale={isOutdated() ? "" : undefined}>
            <table class="supplies-table num">
              <thead>
                <tr>
                  <For each={["depot", "late", "short", "hours"] as const}>
                    {(key) => <th scope="col">{said().lossColumns[key]}</th>}
                  </For>
                </tr>
              </thead>
              <tbody>
                <For each={found().losses}>
                  {(loss) => (
                    <tr>
                      <th scope="row">{props.supplies.nameOf(loss.depotId)}</th>
                      <td>{said().lossLate(formatCount(loss.lateShelterIds.length))}</td>
                      <td>{said().lossLate(formatCount(loss.shortShelterIds.length))}</td>
                      <td>
                        {said().minutes(
                          formatCount((loss.unmetPersonMinutes - found().unmetPersonMinutes) / 60),
                        )}
                      </td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
            <p class="side-note">{said().lossNote}</p>
          </div>
        )}
      </Show>
    </section>
  );
}
