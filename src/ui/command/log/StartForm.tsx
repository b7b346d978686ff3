import { createSignal, Show } from "solid-js";
import { useApp } from "../../shared/app-context.ts";
import { Segmented } from "../../shared/Segmented.tsx";
import { readMoment } from "./moment-words.ts";

const MOST_YEARS_AWAY = 10;
const YEAR_MILLISECONDS = 365.25 * 86_400_000;
const MINUTE_MILLISECONDS = 60_000;

/** A new exercise or real operation: its name and when it happened, now or at a time that is typed. */
export function StartForm(props: { readonly onStarted: () => void }) {
  const app = useApp();
  const { state, words } = app;
  const said = () => words().command.log;
  const [title, setTitle] = createSignal("");
  const [kind, setKind] = createSignal<"exercise" | "real">("exercise");
  const [when, setWhen] = createSignal<"now" | "typed">("now");
  const [typed, setTyped] = createSignal("");
  const [isStarting, setIsStarting] = createSignal(false);
  /** NaN: not a time. */
  const t0 = () =>
    when() === "now"
      ? Date.now()
      : readMoment(typed(), app.firstPack()?.description.timeZone ?? "Asia/Shanghai");
  const fault = () => {
    if (when() === "now") return null;
    if (!Number.isFinite(t0())) return said().t0Unreadable;
    return Math.abs(t0() - Date.now()) > MOST_YEARS_AWAY * YEAR_MILLISECONDS ? said().t0TooFar : null;
  };
  const away = () => {
    const minutes = (t0() - Date.now()) / MINUTE_MILLISECONDS;
    if (Math.abs(minutes) < 1) return null;
    return minutes < 0 ? said().t0Past(said().span(-minutes)) : said().t0Future(said().span(minutes));
  };
  const hasBoardSettings = () =>
    !state.operation.head && (state.scenario.closures.length > 0 || state.response.lostDepotIds.length > 0);
  const start = async () => {
    if (fault() !== null || isStarting()) return;
    setIsStarting(true);
    await app.operationDesk()?.open({
      title: title().trim() || said().kinds[kind()],
      kind: kind(),
      t0: when() === "now" ? null : t0(),
    });
    setIsStarting(false);
    props.onStarted();
  };
  return (
    <form
      class="operation-start"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <label class="log-field">
        <span class="side-label">{said().name}</span>
        <input
          type="text"
          maxLength={200}
          value={title()}
          placeholder={said().nameHint}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
      </label>
      <Segmented
        legend={said().startTitle}
        name="operation-kind"
        options={(["exercise", "real"] as const).map((value) => ({ value, label: said().kinds[value] }))}
        value={kind()}
        onChange={setKind}
      />
      <Segmented
        legend={said().t0}
        isLegendShown
        name="operation-t0"
        options={[
          { value: "now", label: said().t0Now },
          { value: "typed", label: said().t0Typed },
        ]}
        value={when()}
        onChange={setWhen}
      />
      <Show when={when() === "typed"}>
        <label class="log-field">
          <span class="visually-hidden">{said().t0}</span>
          <input
            type="datetime-local"
            value={typed()}
            aria-invalid={typed() !== "" && fault() !== null}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <p class="side-note" role="status">
          {typed() === "" ? "" : (fault() ?? away() ?? "")}
        </p>
      </Show>
      <Show when={hasBoardSettings()}>
        <p class="side-note">{said().fromBoard}</p>
      </Show>
      <button
        type="submit"
        class="button"
        data-kind="primary"
        disabled={fault() !== null || isStarting() || !app.operationDesk()}
        title={fault() ?? undefined}
      >
        {said().start}
      </button>
    </form>
  );
}
