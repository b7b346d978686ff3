import { createSignal, For, Show } from "solid-js";
import type { Scheme } from "../../../core/model/scheme.ts";
import { formatPercent } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { ImportedPlotList } from "./ImportedPlotList.tsx";
import { SchemeDetail } from "./SchemeDetail.tsx";
import { SchemeTroubles } from "./SchemeTroubles.tsx";
import type { SchemesModel } from "./schemes-model.ts";
import { UndoLines } from "./UndoLines.tsx";

/** The district as it is, then each scheme with its headline number: one of them is on screen. */
export function SchemeList(props: { readonly model: SchemesModel }) {
  const { words } = useApp();
  const [openId, setOpenId] = createSignal<string | null>(null);
  const said = () => words().plan.schemes;
  let picker: HTMLInputElement | undefined;
  return (
    <section class="schemes" aria-labelledby="schemes-title">
      <div class="schemes-head">
        <h2 id="schemes-title">{said().title}</h2>
        <button type="button" class="schemes-load" onClick={() => picker?.click()}>
          {said().importFile}
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".json,application/json"
          multiple
          onChange={(event) => {
            const { currentTarget } = event;
            void props.model.files.load([...(currentTarget.files ?? [])]).finally(() => {
              // So that the same file may be taken again.
              currentTarget.value = "";
            });
          }}
        />
        <button type="button" class="schemes-create" onClick={() => props.model.create()}>
          <span aria-hidden="true">＋</span> {said().create}
        </button>
      </div>
      <ul class="schemes-list">
        <li>
          <SchemeRow model={props.model} scheme={null} />
        </li>
        {/* By id: an edit changes the row, it does not make another that would lose the keyboard. */}
        <For each={props.model.schemes().map(({ id }) => id)}>
          {(id) => (
            <li>
              <Show when={props.model.schemeOf(id)}>
                {(scheme) => (
                  <>
                    <SchemeRow
                      model={props.model}
                      scheme={scheme()}
                      isOpen={openId() === id}
                      onOpen={() => setOpenId(openId() === id ? null : id)}
                    />
                    <Show when={openId() === id}>
                      <SchemeDetail model={props.model} scheme={scheme()} />
                    </Show>
                  </>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.model.schemes().length === 0}>
        <p class="schemes-empty">{said().empty}</p>
      </Show>
      <ImportedPlotList />
      <SchemeTroubles model={props.model} />
      <UndoLines model={props.model} />
    </section>
  );
}

function SchemeRow(props: {
  readonly model: SchemesModel;
  readonly scheme: Scheme | null;
  readonly isOpen?: boolean;
  readonly onOpen?: () => void;
}) {
  const { words } = useApp();
  const said = () => words().plan.schemes;
  const id = () => props.scheme?.id ?? null;
  const isCurrent = () => props.model.currentId() === id();
  const isBeside = () => props.model.besideId() === id() && !isCurrent();
  const figure = () => props.model.figureOf(id());
  return (
    <div class="scheme-row" data-current={isCurrent() ? "" : undefined}>
      <label class="scheme-choice">
        <input
          type="radio"
          name="plan-scheme"
          checked={isCurrent()}
          onChange={() => props.model.choose(id())}
        />
        <span class="scheme-name">{props.model.nameOf(id())}</span>
        <Show when={isBeside()}>
          <span class="scheme-beside" title={said().comparedWithLabel}>
            {said().comparedWith}
          </span>
        </Show>
        <Show
          when={figure()}
          fallback={
            <span class="scheme-figure" title={said().figureNone}>
              <span aria-hidden="true">–</span>
              <span class="visually-hidden">{said().figureNone}</span>
            </span>
          }
        >
          {(found) => (
            <span
              class="scheme-figure"
              data-stale={found().isOld ? "" : undefined}
              title={found().isOld ? said().figureOld : said().figure}
            >
              <span aria-hidden="true">{formatPercent(found().share)} %</span>
              <span class="visually-hidden">
                {said().figureLabel(formatPercent(found().share))}
                {found().isOld ? ` ${said().figureOld}` : ""}
              </span>
            </span>
          )}
        </Show>
      </label>
      <Show when={props.scheme}>
        <button
          type="button"
          class="scheme-more"
          aria-expanded={props.isOpen ?? false}
          aria-label={said().more(props.model.nameOf(id()))}
          title={said().more(props.model.nameOf(id()))}
          onClick={() => props.onOpen?.()}
        >
          <span aria-hidden="true">⋯</span>
        </button>
      </Show>
    </div>
  );
}
