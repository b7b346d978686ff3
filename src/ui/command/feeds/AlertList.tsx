import { createMemo, Index, Show } from "solid-js";
import { type AlertState, alertStates } from "../../../core/feed/alert-state.ts";
import type { Alert } from "../../../core/model/operation.ts";
import { formatMoment } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { AlertBadge } from "./AlertBadge.tsx";

/** Those in force first. */
const ORDER: readonly AlertState[] = ["current", "coming", "replaced", "cancelled", "expired"];
const SEVERITIES = ["Extreme", "Severe", "Moderate", "Minor", "Unknown"] as const;
const LEVELS: readonly Alert["level"][] = ["red", "orange", "yellow", "blue", "unknown"];

/** Official warnings: level, what for, by whom, and how long. */
export function AlertList() {
  const { state, words, feedDesk } = useApp();
  const said = () => words().command.feeds;
  const rows = createMemo(() => {
    const alerts = Object.values(state.operation.shown.alerts).map(({ alert }) => alert);
    return [...alertStates(alerts, feedDesk()?.now() ?? Date.now())]
      .filter(({ alert }) => !(alert.isCancelled && alert.headline === "" && alert.event === ""))
      .sort(
        (a, b) =>
          ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
          LEVELS.indexOf(a.alert.level) - LEVELS.indexOf(b.alert.level),
      );
  });
  const inWords = (alert: Alert) => (state.language === "en" && alert.english ? alert.english : alert);
  const severity = (alert: Alert): string => {
    const known = SEVERITIES.find((each) => each === alert.severity);
    return alert.level === "unknown" && known ? said().severity[known] : "";
  };
  const moments = ({ startsAt, expiresAt }: Alert, stands: AlertState): string => {
    const moment = (at: number) => formatMoment(at, state.language);
    return [
      stands === "coming" && startsAt ? said().startsAt(moment(startsAt)) : "",
      expiresAt === null ? said().noEnd : said().until(moment(expiresAt)),
    ]
      .filter(Boolean)
      .join(words().shared.comma);
  };
  return (
    <section class="alerts" aria-labelledby="alerts-title">
      <h2 id="alerts-title">{said().alertsTitle}</h2>
      <Show when={rows().length > 0} fallback={<p class="side-note">{said().noAlerts}</p>}>
        <ul class="feed-list">
          <Index each={rows()}>
            {(row) => (
              <li class="alert-row" data-state={row().state}>
                <div class="feed-head">
                  <AlertBadge level={row().alert.level} />
                  <strong>{inWords(row().alert).headline || inWords(row().alert).event}</strong>
                  <span class="alert-state">{said().alertState[row().state]}</span>
                </div>
                <p class="feed-facts num">
                  <Show when={row().alert.isExercise}>
                    <span>{said().exercise}</span>
                  </Show>
                  <Show when={severity(row().alert)}>{(word) => <span>{word()}</span>}</Show>
                  <span>{said().from(row().alert.sender)}</span>
                  <span>{moments(row().alert, row().state)}</span>
                  <Show when={row().alert.area}>{(area) => <span>{area()}</span>}</Show>
                </p>
                <Show when={inWords(row().alert).text}>{(text) => <p class="alert-text">{text()}</p>}</Show>
              </li>
            )}
          </Index>
        </ul>
      </Show>
    </section>
  );
}
