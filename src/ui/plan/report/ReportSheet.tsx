import { createEffect, createMemo, createSignal, For, onCleanup, onMount, Show } from "solid-js";
import { Portal } from "solid-js/web";
import type { Language } from "../../../core/model/language.ts";
import { useApp } from "../../shared/app-context.ts";
import { Segmented } from "../../shared/Segmented.tsx";
import type { PlanModel } from "../plan-model.ts";
import { createReportData } from "./create-report-data.ts";
import { ReportExports } from "./ReportExports.tsx";
import { ReportPage } from "./ReportPage.tsx";
import { PAPERS, type Paper } from "./report-data.ts";
import { reportPages } from "./report-pages.tsx";
import "./report.css";

const LANGUAGES: readonly { readonly value: Language; readonly label: string }[] = [
  { value: "zh-CN", label: "中文" },
  { value: "en", label: "English" },
];
const PAGE_RULES: Readonly<Record<Paper, string>> = {
  a4: "@page { size: A4 portrait; margin: 0; }",
  a3: "@page { size: A3 landscape; margin: 0; }",
};

/** The report as the pages it will be printed on: what the browser prints is what stands here. */
export function ReportSheet(props: { readonly plan: PlanModel; readonly onClose: () => void }) {
  const app = useApp();
  const { state, words } = app;
  const said = () => words().plan.print;
  const [language, setLanguage] = createSignal<Language>(state.language);
  const [paper, setPaper] = createSignal<Paper>("a4");
  const [withCommunities, setWithCommunities] = createSignal(false);
  const { data, isMapMissing } = createReportData(app, props.plan, { language, paper, withCommunities });
  const pages = createMemo(() => {
    const found = data();
    return found ? reportPages(found) : [];
  });
  let closeButton: HTMLButtonElement | undefined;

  // The size of the paper is a rule of the page itself: no class can bear it.
  createEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(PAGE_RULES[paper()]);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    onCleanup(() => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    });
  });
  const before = document.activeElement;
  onMount(() => closeButton?.focus());
  onCleanup(() => {
    if (before instanceof HTMLElement) before.focus();
  });
  return (
    <Portal>
      <div
        class="report"
        role="dialog"
        aria-modal="true"
        aria-label={said().title}
        data-theme="light"
        onKeyDown={(event) => event.key === "Escape" && props.onClose()}
      >
        <div class="report-tools" role="toolbar" aria-label={said().toolbar}>
          <button ref={closeButton} type="button" class="button" onClick={() => props.onClose()}>
            {said().close}
          </button>
          <Segmented
            legend={said().language}
            name="report-language"
            options={LANGUAGES}
            value={language()}
            onChange={setLanguage}
          />
          <Segmented
            legend={said().paper}
            name="report-paper"
            options={PAPERS.map((value) => ({ value, label: said().papers[value] }))}
            value={paper()}
            onChange={setPaper}
          />
          <label class="report-check">
            <input
              type="checkbox"
              checked={withCommunities()}
              onChange={(event) => setWithCommunities(event.currentTarget.checked)}
            />
            {said().withCommunities}
          </label>
          <button type="button" class="button" data-kind="primary" onClick={() => print()}>
            {said().print}
          </button>
          <ReportExports plan={props.plan} />
        </div>
        <p class="report-status" role="status">
          <Show when={props.plan.isStale()}>{said().stale} </Show>
          <Show when={isMapMissing()}>{said().mapFailed}</Show>
        </p>
        <Show when={data()} fallback={<p class="report-status">{said().preparing}</p>}>
          {(found) => (
            <div class="report-pages" lang={language()}>
              <For each={pages()}>
                {(page, i) => (
                  <ReportPage data={found()} page={page} number={i() + 1} count={pages().length} />
                )}
              </For>
            </div>
          )}
        </Show>
      </div>
    </Portal>
  );
}
