import { Match, Show, Switch } from "solid-js";
import type { OfflineReadiness } from "../../core/model/offline.ts";
import { formatMegabytes } from "../../i18n/format.ts";
import { ageWords } from "../shared/age-words.ts";
import { useApp } from "../shared/app-context.ts";

type When<Status extends OfflineReadiness["status"]> = Extract<OfflineReadiness, { status: Status }>;

/** Whether the open district would still be there without a network, and if not, why. */
export function OfflinePanel() {
  const { state, words, offline } = useApp();
  const said = () => words().offline;
  const at = <Status extends OfflineReadiness["status"]>(status: Status) => {
    const { readiness } = state.offline;
    return readiness.status === status ? (readiness as When<Status>) : null;
  };
  const keepButton = (label: string) => (
    <div class="data-actions">
      <button type="button" class="button" onClick={() => offline.keepNow()}>
        {label}
      </button>
    </div>
  );
  return (
    <section
      class="data-section"
      aria-labelledby="data-offline"
      data-offline={state.offline.readiness.status}
    >
      <h2 id="data-offline">{said().title}</h2>
      <div class="offline-state" aria-live="polite">
        <Switch fallback={<p class="data-lead">{said().waiting}</p>}>
          <Match when={at("keeping")}>
            {(keeping) => {
              const share = () => keeping().share;
              return (
                <p class="data-lead">
                  {share() === null
                    ? said().keepingCode
                    : said().keepingData(String(Math.floor((share() ?? 0) * 100)))}
                </p>
              );
            }}
          </Match>
          <Match when={at("ready")}>
            {(ready) => (
              <>
                <p class="pack-title">
                  <span aria-hidden="true">● </span>
                  {said().ready}
                </p>
                <p class="data-lead">
                  {said().readyFacts(
                    ready().kept.asOf,
                    formatMegabytes(ready().kept.bytes),
                    ageWords(ready().kept.keptAtIso, state.language, words()),
                  )}
                </p>
              </>
            )}
          </Match>
          <Match when={at("asking")}>
            {(asking) => <p class="data-lead">{said().asking(formatMegabytes(asking().bytes))}</p>}
          </Match>
          <Match when={at("failed")}>
            {(failed) => (
              <>
                <p class="pack-title">{said().failed}</p>
                <p class="data-lead">{said().faults[failed().fault]}</p>
              </>
            )}
          </Match>
          <Match when={at("unavailable")}>
            {(unavailable) => (
              <>
                <p class="pack-title">{said().notKept}</p>
                <p class="data-lead">{said().reasons[unavailable().reason]}</p>
              </>
            )}
          </Match>
        </Switch>
      </div>
      <Show when={at("asking")}>{keepButton(said().keep)}</Show>
      <Show when={at("failed")}>{keepButton(words().shared.retry)}</Show>
      <Show when={at("ready") && state.offline.isPersisted !== null}>
        <Show
          when={state.offline.isPersisted}
          fallback={
            <>
              <p class="data-lead">{said().mayClear}</p>
              <div class="data-actions">
                <button type="button" class="button" onClick={() => offline.persist()}>
                  {said().persist}
                </button>
              </div>
            </>
          }
        >
          <p class="data-lead">{said().persisted}</p>
        </Show>
      </Show>
    </section>
  );
}
