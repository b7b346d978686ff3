import { createEffect, createSignal, on, Show } from "solid-js";
import { doorOfRow, figuresOfRow, type LedgerRow } from "../../state/ledger-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import { Mixed } from "../shared/Mixed.tsx";
import { bringIntoSight } from "./bring-into-sight.ts";
import { FigureList } from "./FigureList.tsx";
import { plainFigure, todayText } from "./figure-text.ts";
import { GroupSummary } from "./GroupSummary.tsx";
import type { LedgerModel } from "./ledger-model.ts";
import { RuleFigures } from "./RuleFigures.tsx";
import { commitmentWords, decidingWords, missingWords, namedFigures, rowAsText } from "./row-words.ts";
import { StateMark } from "./StateMark.tsx";

/** Where one row comes from: the sentence, its place, the formula, every figure used, what is missing. */
export function LedgerDetail(props: { readonly ledger: LedgerModel }) {
  const { state, words } = useApp();
  let panel: HTMLElement | undefined;
  createEffect(
    on(
      () => state.commitmentId,
      () => panel?.scrollTo?.({ top: 0 }),
    ),
  );
  return (
    <section
      ref={panel}
      class="ledger-detail"
      aria-label={words().ledger.detail.label}
      data-open={props.ledger.openRow() ? "" : undefined}
    >
      <Show
        when={props.ledger.openRow()}
        fallback={
          <div class="ledger-detail-empty">
            <p>
              {state.commitmentId
                ? words().ledger.detail.unknownRow(state.commitmentId)
                : words().ledger.detail.empty}
            </p>
            <GroupSummary ledger={props.ledger} />
          </div>
        }
      >
        {(row) => <RowDetail row={row()} ledger={props.ledger} />}
      </Show>
    </section>
  );
}

function RowDetail(props: { readonly row: LedgerRow; readonly ledger: LedgerModel }) {
  const { state, commands, words, pack } = useApp();
  const said = () => words().ledger.detail;
  const own = () => commitmentWords(props.row.commitment, state.language);
  const missing = () => missingWords(props.row, state.language, words());
  const inputs = () => namedFigures(props.row, "inputs", state.language, words());
  const readings = () => namedFigures(props.row, "readings", state.language, words());
  const today = () => todayText(props.row.commitment, props.row.today, words());
  const method = () => (props.row.today?.value == null ? null : props.row.today.method);
  const close = () => {
    const { id } = props.row.commitment;
    commands.openCommitment(null);
    const row = document.querySelector<HTMLElement>(`.ledger-row[data-id="${id}"]`);
    if (row) bringIntoSight(row);
    row?.querySelector<HTMLElement>(".ledger-open")?.focus({ preventScroll: true });
  };
  return (
    <>
      <div class="ledger-detail-body">
        <button type="button" class="ledger-close" onClick={close}>
          <span aria-hidden="true">← </span>
          {said().close}
        </button>
        {/* On a phone the table and its heading are gone while a row is open. */}
        <h1 class="visually-hidden ledger-detail-title">{words().ledger.title}</h1>
        <blockquote class="ledger-quote">
          <h2 lang="zh-CN">
            <span class="ledger-quote-id">{props.row.commitment.id}</span>“{props.row.commitment.sentence}”
          </h2>
          <Show when={state.language === "en"}>
            <p>{props.row.commitment.translation}</p>
          </Show>
          <footer>
            <Mixed text={own().place === null ? said().placeUnknown : said().place(own().place ?? "")} />
          </footer>
        </blockquote>

        <div class="ledger-part">
          <h3>{said().formula}</h3>
          <p>{own().formula}</p>
          <Show when={decidingWords(props.row, state.language, words())}>{(text) => <p>{text()}</p>}</Show>
        </div>

        <div class="ledger-part" data-stale={props.ledger.isStale() ? "" : undefined}>
          <h3>{said().inputs}</h3>
          <Show when={inputs().length > 0} fallback={<p class="ledger-quiet">{said().noInputs}</p>}>
            <FigureList figures={inputs()} />
          </Show>
          <dl class="ledger-today">
            <dt>{said().today}</dt>
            <dd>
              <Show when={props.row.today} fallback={<TodayWait status={props.ledger.valuesStatus()} />}>
                <span classList={{ unknown: today().number === null }}>{plainFigure(today(), words())}</span>
              </Show>
            </dd>
            <dt>{said().target}</dt>
            <dd class="ledger-target">{own().threshold}</dd>
            <Show when={props.row.today}>
              {(answer) => (
                <>
                  <dt>{words().ledger.columns.state}</dt>
                  <dd class="ledger-state" data-state={answer().state}>
                    <StateMark state={answer().state} />
                    {words().ledger.states[answer().state]}
                  </dd>
                </>
              )}
            </Show>
          </dl>
        </div>

        <Show when={readings().length > 0}>
          <div class="ledger-part" data-stale={props.ledger.isStale() ? "" : undefined}>
            <h3>{said().readings}</h3>
            <FigureList figures={readings()} isGrid />
          </div>
        </Show>

        <Show when={props.row.today !== null || missing() !== null}>
          <div class="ledger-part">
            <h3>{said().missing}</h3>
            <p classList={{ "ledger-missing": missing() !== null }}>{missing() ?? said().missingNone}</p>
          </div>
        </Show>

        <div class="ledger-part">
          <h3>{said().evidence}</h3>
          <ul class="ledger-evidence-list">
            <li>{said().sentenceEvidence(words().shared.evidence[props.row.commitment.evidence])}</li>
            <Show when={props.row.today}>
              <li>
                <Show when={method()} fallback={said().valueMissing}>
                  {(known) => (
                    <>
                      <MethodBadge method={known()} />{" "}
                      {said().valueMethod(
                        words().shared.methods[known()],
                        words().shared.methodHints[known()],
                      )}
                    </>
                  )}
                </Show>
              </li>
            </Show>
            <Show when={props.row.today?.state === "cannot-judge" && props.row.today.value !== null}>
              <li>{said().valueUnjudged}</li>
            </Show>
            <Show when={pack()}>
              {(index) => (
                <li>
                  {said().dataAsOf(
                    state.language === "en" ? index().description.titleEn : index().description.titleZh,
                    index().description.asOf,
                  )}
                </li>
              )}
            </Show>
          </ul>
          <RuleFigures keys={figuresOfRow(props.row.commitment.id, state)} />
        </div>
      </div>
      <RowActions row={props.row} />
    </>
  );
}

function TodayWait(props: { readonly status: ReturnType<LedgerModel["valuesStatus"]> }) {
  const { words } = useApp();
  const text = () => {
    switch (props.status) {
      case "failed":
        return words().ledger.notComputed;
      case "waiting":
        return words().ledger.waiting;
      case "computing":
        return words().ledger.computing;
      case "shown":
        return words().shared.unknown;
      default: {
        const never: never = props.status;
        throw new Error(String(never));
      }
    }
  };
  return <span class="unknown">{text()}</span>;
}

function RowActions(props: { readonly row: LedgerRow }) {
  const { state, commands, words } = useApp();
  const [copied, setCopied] = createSignal<{ readonly text: string; readonly isDone: boolean } | null>(null);
  const door = () => doorOfRow(props.row.commitment);
  const text = () => rowAsText(props.row, state.language, words());
  createEffect(on(text, () => setCopied(null), { defer: true }));
  const copy = async () => {
    const wanted = text();
    const isDone = await navigator.clipboard.writeText(wanted).then(
      () => true,
      () => false,
    );
    setCopied({ text: wanted, isDone });
  };
  return (
    <div class="ledger-actions">
      <Show when={door()}>
        {(to) => (
          <button type="button" class="button" data-kind="primary" onClick={() => commands.openDoor(to())}>
            {to() === "plan" ? words().ledger.actions.openPlan : words().ledger.actions.openCommand}
          </button>
        )}
      </Show>
      <button type="button" class="button" onClick={() => void copy()}>
        {words().ledger.actions.copy}
      </button>
      <span class="ledger-copied" role="status">
        <Show when={copied()}>
          {(done) => (done().isDone ? words().ledger.actions.copied : words().ledger.actions.copyFailed)}
        </Show>
      </span>
      <Show when={copied()?.isDone === false && copied()}>
        {(failed) => (
          <textarea
            class="ledger-copy-text"
            aria-label={words().ledger.actions.copyText}
            readonly
            rows="5"
            value={failed().text}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </Show>
    </div>
  );
}
