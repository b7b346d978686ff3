import { createMemo, createSignal, For, Show } from "solid-js";
import type { AuditAnswer, AuditEdition, AuditTest, Verdict } from "../../../core/model/shelter-audit.ts";
import { AUDIT_TESTS } from "../../../core/model/shelter-audit.ts";
import { formatCount } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { Segmented } from "../../shared/Segmented.tsx";
import { resultWords } from "./audit-words.ts";
import type { SiteModel } from "./site-model.ts";

const MARKS: Readonly<Record<Verdict, string>> = { pass: "●", fail: "✕", unknown: "?" };
/** Failing clauses first: they are what has to be done. */
const ORDER: readonly Verdict[] = ["fail", "unknown", "pass"];

/** The site against one edition of the standards, clause by clause, and all editions side by side. */
export function AuditList(props: { readonly model: SiteModel; readonly audit: AuditAnswer }) {
  const { state, words } = useApp();
  const said = () => words().plan.site;
  const [edition, setEdition] = createSignal<AuditEdition>("2008");
  const shown = createMemo(
    () => props.audit.editions.find((each) => each.edition === edition()) ?? props.audit.editions[0],
  );
  const sorted = createMemo(() =>
    [...(shown()?.clauses ?? [])].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict)),
  );
  const textOf = (row: { readonly textZh: string; readonly textEn: string }) =>
    state.language === "en" ? row.textEn : row.textZh;
  const tests = createMemo(() =>
    AUDIT_TESTS.filter((kind) =>
      props.audit.editions.some(({ clauses }) => clauses.some(({ clause }) => clause.test === kind)),
    ),
  );
  const verdictOf = (editionId: AuditEdition, kind: AuditTest) =>
    props.audit.editions
      .find((each) => each.edition === editionId)
      ?.clauses.find(({ clause }) => clause.test === kind)?.verdict;
  return (
    <section class="plot-audit" aria-labelledby="plot-audit">
      <h3 id="plot-audit">{said().audit}</h3>
      <Segmented
        legend={said().auditEdition}
        name="audit-edition"
        options={props.audit.editions.map((each) => ({ value: each.edition, label: each.edition }))}
        value={edition()}
        onChange={setEdition}
      />
      <Show when={shown()}>
        {(result) => (
          <>
            <p class="plan-note">
              {result().standard} · {state.language === "en" ? result().titleEn : result().titleZh}
            </p>
            <p class="plot-conforms" data-conforms={result().conforms} role="status">
              <span>{said().conforms}</span>
              <strong>{said().conformity[result().conforms]}</strong>
            </p>
            <p class="plan-note">
              {said().auditCounts(
                formatCount(result().passed),
                formatCount(result().failed),
                formatCount(result().unknown),
              )}
            </p>
            <ul class="audit-clauses">
              <For each={sorted()}>
                {(row) => (
                  <li data-verdict={row.verdict}>
                    <p class="audit-line">
                      <span class="audit-mark" aria-hidden="true">
                        {MARKS[row.verdict]}
                      </span>
                      <strong>{said().tests[row.clause.test]}</strong>
                      <span class="audit-verdict">{said().verdicts[row.verdict]}</span>
                    </p>
                    <p>{textOf(row.clause)}</p>
                    <Show when={resultWords(row, words())}>
                      {(text) => <p class="audit-result">{text()}</p>}
                    </Show>
                    <p class="audit-source">
                      {row.clause.clause} · {said().evidence[row.clause.evidence]}
                    </p>
                  </li>
                )}
              </For>
            </ul>
            <p class="plan-note">{state.language === "en" ? result().noteEn : result().noteZh}</p>
          </>
        )}
      </Show>
      <details class="how">
        <summary>
          <span>{said().compare}</span>
        </summary>
        <section class="audit-compare" tabindex="0" aria-label={said().compare}>
          <table class="plot-table">
            <thead>
              <tr>
                <th scope="col">{said().standard}</th>
                <For each={props.audit.editions}>{(each) => <th scope="col">{each.edition}</th>}</For>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{said().conforms}</th>
                <For each={props.audit.editions}>
                  {(each) => <td data-conforms={each.conforms}>{said().conformity[each.conforms]}</td>}
                </For>
              </tr>
              <For each={tests()}>
                {(kind) => (
                  <tr>
                    <th scope="row">{said().tests[kind]}</th>
                    <For each={props.audit.editions}>
                      {(each) => {
                        const verdict = () => verdictOf(each.edition, kind);
                        return (
                          <td data-verdict={verdict()}>
                            <Show when={verdict()} fallback="–">
                              {(known) => said().verdicts[known()]}
                            </Show>
                          </td>
                        );
                      }}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
}
