import { For, Show } from "solid-js";
import type { FigureKey } from "../../core/model/rule-pack.ts";
import { useApp } from "../shared/app-context.ts";

/** The figures from standards a value rests on, each with its clause and how sure it is. */
export function RuleFigures(props: { readonly keys: readonly FigureKey[] }) {
  const { state, words, ledgerTables } = useApp();
  const rules = ledgerTables.rules();
  const isEnglish = () => state.language === "en";
  const valueText = (key: FigureKey) => {
    const { value, unit } = rules.figures[key];
    if (unit === "share")
      return value < 0.01 ? `${+(value * 1000).toFixed(2)} ‰` : `${+(value * 100).toFixed(2)} %`;
    const units: Readonly<Record<string, string>> = words().ledger.figureUnits;
    return [String(value), units[unit] ?? unit].filter(Boolean).join(" ");
  };
  return (
    <Show when={props.keys.length > 0}>
      <details class="ledger-rules">
        <summary>
          {words().ledger.detail.figures}
          <small>
            {words().ledger.detail.figuresPack(isEnglish() ? rules.titleEn : rules.titleZh, rules.edition)}
          </small>
        </summary>
        <ul>
          <For each={props.keys}>
            {(key) => (
              <li>
                <strong>{valueText(key)}</strong>
                <span>{isEnglish() ? rules.figures[key].noteEn : rules.figures[key].noteZh}</span>
                <small>
                  {rules.figures[key].clause === "–"
                    ? words().ledger.detail.noClause
                    : rules.figures[key].clause}
                  {" · "}
                  {words().shared.evidence[rules.figures[key].evidence]}
                </small>
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
  );
}
