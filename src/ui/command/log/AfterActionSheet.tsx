import { createMemo, For, Show } from "solid-js";
import { FORECAST_PROMISES } from "../../../core/model/operation.ts";
import { afterAction } from "../../../core/operation/after-action.ts";
import { describeAct } from "../../../i18n/describe-act.ts";
import { formatCount, formatElapsed, formatPercent, nameIn } from "../../../i18n/format.ts";
import { PROMISE_MINUTES } from "../../../state/command-selectors.ts";
import { useApp } from "../../shared/app-context.ts";
import { PaperSheet } from "../../shared/PaperSheet.tsx";
import { saveFile } from "../../shared/save-file.ts";
import type { CommandModel } from "../command-model.ts";
import { createActNames } from "./log-model.ts";
import { momentWords } from "./moment-words.ts";
import "./after-action.css";

/** The report of the open operation as it will be printed, from its log alone. */
export function AfterActionSheet(props: { readonly command: CommandModel; readonly onClose: () => void }) {
  const app = useApp();
  const { state, words } = app;
  const said = () => words().command.log.afterAction;
  const log = () => words().command.log;
  const names = createActNames(app, props.command);
  const report = createMemo(() =>
    afterAction(state.operation.entries, {
      dueMinutes: PROMISE_MINUTES,
      stepDueMinutes: new Map(
        props.command.planInUse.plan()?.steps.map(({ id, dueMinute }) => [id, dueMinute]) ?? [],
      ),
    }),
  );
  const timeZone = () => app.firstPack()?.description.timeZone ?? "Asia/Shanghai";
  const moment = (milliseconds: number) => momentWords(milliseconds, timeZone(), state.language, Number.NaN);
  const clockAt = (minute: number) => {
    const t0 = report().head?.t0 ?? 0;
    return momentWords(t0 + minute * 60_000, timeZone(), state.language, t0);
  };
  const after = (minute: number | null) =>
    minute === null ? said().never : said().after(log().span(minute));
  const saveJson = () => {
    const text = `${JSON.stringify(report(), null, 2)}\n`;
    saveFile(`${said().title}.json`, new TextEncoder().encode(text));
  };
  return (
    <PaperSheet
      class="after-action"
      label={said().title}
      paper="A4 portrait; margin: 14mm"
      onClose={props.onClose}
    >
      <div class="after-action-tools" role="toolbar" aria-label={said().title}>
        <button type="button" class="button" onClick={() => props.onClose()}>
          {log().closeReport}
        </button>
        <button type="button" class="button" onClick={saveJson}>
          {log().saveJson}
        </button>
        <button type="button" class="button" data-kind="primary" onClick={() => window.print()}>
          {log().print}
        </button>
      </div>
      <Show when={report().head}>
        {(head) => (
          <article class="after-action-page">
            <header>
              <p class="after-action-kind" data-kind={head().kind}>
                {head().branchedFrom ? log().badges.whatIf : log().badges[head().kind]}
              </p>
              <h1>
                {said().title}
                {state.language === "en" ? ": " : "："}
                {head().title}
              </h1>
              <p class="after-action-note">{said().from}</p>
            </header>
            <section>
              <h2>{said().head}</h2>
              <dl>
                <dt>{said().pack}</dt>
                <dd>
                  {(() => {
                    const description = app.firstPack()?.description;
                    const name =
                      description &&
                      nameIn(state.language, { nameZh: description.titleZh, nameEn: description.titleEn });
                    return `${name ?? head().packId} · ${words().shared.asOf(head().packAsOf)}`;
                  })()}
                </dd>
                <dt>{said().t0}</dt>
                <dd>{moment(head().t0)}</dd>
                <dt>{said().ended}</dt>
                <dd>
                  {report().endedMinute === null
                    ? said().notEnded
                    : `${clockAt(report().endedMinute ?? 0)} · ${after(report().endedMinute)}`}
                </dd>
                <dt>{said().lines}</dt>
                <dd>{formatCount(report().entryCount)}</dd>
                <dt>{said().hash}</dt>
                <dd class="after-action-hash">{report().headHash}</dd>
              </dl>
            </section>
            <section>
              <h2>{said().figures}</h2>
              <dl>
                <dt>{said().firstCrews}</dt>
                <dd>{after(report().firstCrewsMinute)}</dd>
                <dt>{said().firstSupplies}</dt>
                <dd>{after(report().firstSuppliesMinute)}</dd>
                <dt>{said().opened}</dt>
                <dd>
                  {report()
                    .sheltersOpened.map(({ minute, count }) =>
                      said().openedRow(formatElapsed(minute), formatCount(count)),
                    )
                    .join(words().shared.comma) || said().never}
                </dd>
                <For each={FORECAST_PROMISES}>
                  {(promise) => {
                    const row = () => report().forecasts[promise];
                    const text = () => {
                      const { forecast } = row();
                      if (!forecast) return said().noForecast;
                      const { keptCount, totalCount } = forecast;
                      const share = totalCount > 0 ? keptCount / totalCount : 1;
                      return said().promise(
                        formatCount(keptCount),
                        formatCount(totalCount),
                        formatPercent(share),
                      );
                    };
                    return (
                      <>
                        <dt>{words().command.promise[promise](String(row().dueMinute / 60))}</dt>
                        <dd>{text()}</dd>
                      </>
                    );
                  }}
                </For>
                <dt>{said().longestClosure}</dt>
                <dd>
                  {report().closures.longestMinutes === null
                    ? said().never
                    : log().span(report().closures.longestMinutes ?? 0)}
                  {words().shared.comma}
                  {said().closures(
                    formatCount(report().closures.madeCount),
                    formatCount(report().closures.liftedCount),
                    formatCount(report().closures.stillClosedCount),
                  )}
                </dd>
                <dt>{said().bySource}</dt>
                <dd>
                  {(["person", "feed", "file", "board"] as const)
                    .map((source) => `${log().sources[source]} ${formatCount(report().bySource[source])}`)
                    .join(words().shared.comma)}
                </dd>
                <dt>{said().late}</dt>
                <dd>
                  {report().lateReports.longestMinutes === null
                    ? said().never
                    : said().lateCount(
                        formatCount(report().lateReports.count),
                        log().span(report().lateReports.longestMinutes ?? 0),
                      )}
                </dd>
              </dl>
            </section>
            <Show when={report().stepsDone.length > 0}>
              <section>
                <h2>{said().steps}</h2>
                <dl>
                  <For each={report().stepsDone}>
                    {(step) => (
                      <>
                        <dt>{names().step(step.stepId)}</dt>
                        <dd>
                          {after(step.minute)}
                          {words().shared.comma}
                          {step.dueMinute === null
                            ? said().stepNoDue
                            : step.minute > step.dueMinute
                              ? said().stepLate(log().span(step.minute - step.dueMinute))
                              : said().stepInTime}
                        </dd>
                      </>
                    )}
                  </For>
                </dl>
              </section>
            </Show>
            <section>
              <h2>{said().timeline}</h2>
              <table>
                <thead>
                  <tr>
                    <th>{said().columns.after}</th>
                    <th>{said().columns.clock}</th>
                    <th>{said().columns.what}</th>
                    <th>{said().columns.by}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={report().timeline}>
                    {(entry) => (
                      <tr>
                        <td class="num">{formatElapsed(entry.minute)}</td>
                        <td class="num">{clockAt(entry.minute)}</td>
                        <td>{describeAct(entry.act, words(), names())}</td>
                        <td>{entry.by || log().sources[entry.source]}</td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
              <Show when={report().readingCount > 0}>
                <p class="after-action-note">{said().readings(formatCount(report().readingCount))}</p>
              </Show>
            </section>
          </article>
        )}
      </Show>
    </PaperSheet>
  );
}
