import { For, type JSX, Match, Show, Switch } from "solid-js";
import { formatCount } from "../../i18n/format.ts";
import { useApp } from "../shared/app-context.ts";
import { FailureNote } from "../shared/FailureNote.tsx";
import { CheckStep } from "./CheckStep.tsx";
import { CrsStep } from "./CrsStep.tsx";
import type { ImportModel, ImportStep } from "./import-model.ts";
import { MappingStep } from "./MappingStep.tsx";

type StepOf<Kind extends ImportStep["kind"]> = Extract<ImportStep, { kind: Kind }>;

/** One file on its way in. */
export function ImportPanel(props: { readonly model: ImportModel }) {
  const { words } = useApp();
  const said = () => words().data.import;
  const at = <Kind extends ImportStep["kind"]>(kind: Kind) => {
    const step = props.model.step();
    return step.kind === kind && (step as StepOf<Kind>);
  };
  const busy = (text: string): JSX.Element => (
    <div class="data-step" aria-live="polite">
      <p aria-busy="true">{text}</p>
      <progress />
      <button type="button" class="button" onClick={() => props.model.cancel()}>
        {said().cancel}
      </button>
    </div>
  );
  return (
    <section class="data-section" aria-labelledby="data-import">
      <h2 id="data-import">{said().title}</h2>
      <Show when={props.model.failure()}>
        {(failure) => <FailureNote failure={failure()} onPutAway={props.model.putFailureAway} />}
      </Show>
      <Show when={props.model.waiting().length > 0}>
        <p class="data-lead">{said().waiting(formatCount(props.model.waiting().length))}</p>
      </Show>
      <Switch>
        <Match when={at("idle")}>{(step) => <Idle model={props.model} addedRows={step().addedRows} />}</Match>
        <Match when={at("reading")}>
          {(step) => (
            <div class="data-step" aria-live="polite">
              <p>{said().reading(step().file)}</p>
              <progress max={1} value={step().share} aria-label={said().reading(step().file)} />
              <button type="button" class="button" onClick={() => props.model.cancel()}>
                {said().cancel}
              </button>
            </div>
          )}
        </Match>
        <Match when={at("tables")}>
          {(step) => (
            <div class="data-step">
              <h3>{said().tables}</h3>
              <ul class="table-list">
                <For each={step().tables}>
                  {(table) => (
                    <li>
                      <button type="button" class="button" onClick={() => props.model.chooseTable(table)}>
                        {said().tableRows(table.part ?? table.file, formatCount(table.rowCount))}
                      </button>
                    </li>
                  )}
                </For>
              </ul>
              <button type="button" class="button" onClick={() => props.model.cancel()}>
                {said().cancel}
              </button>
            </div>
          )}
        </Match>
        <Match when={at("mapping")}>{(step) => <MappingStep model={props.model} {...step()} />}</Match>
        <Match when={at("judging")}>{busy(words().data.crs.working)}</Match>
        <Match when={at("asking")}>{(step) => <CrsStep model={props.model} {...step()} />}</Match>
        <Match when={at("drafting")}>{busy(words().data.check.working)}</Match>
        <Match when={at("checked")}>{(step) => <CheckStep model={props.model} {...step()} />}</Match>
        <Match when={at("accepting")}>{busy(words().data.check.working2)}</Match>
      </Switch>
    </section>
  );
}

function Idle(props: { readonly model: ImportModel; readonly addedRows: number | null }) {
  const { words } = useApp();
  const said = () => words().data.import;
  let picker!: HTMLInputElement;
  return (
    <div class="drop-zone">
      <p aria-live="polite">
        <Show when={props.addedRows} fallback={said().lead}>
          {(rows) => words().data.check.accepted(formatCount(rows()))}
        </Show>
      </p>
      <p class="data-lead">{said().kinds}</p>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={() => {
          props.model.addFiles([...(picker.files ?? [])]);
          // The same file can be chosen again after it was mended.
          picker.value = "";
        }}
      />
      <button type="button" class="button" data-kind="primary" onClick={() => picker.click()}>
        {props.addedRows === null ? said().choose : said().another}
      </button>
    </div>
  );
}
