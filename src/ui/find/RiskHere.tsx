import { For, Show } from "solid-js";
import type { Hazard } from "../../core/model/pack.ts";
import type { PondingHere, RiskHereAnswer, RiskLayer, ZoneHere } from "../../core/model/risk-here.ts";
import { formatCount, formatMetres, nameIn } from "../../i18n/format.ts";
import { shownAnswer } from "../../state/store.ts";
import { useApp } from "../shared/app-context.ts";
import { FailureNote } from "../shared/FailureNote.tsx";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import { Mixed } from "../shared/Mixed.tsx";
import "./risk-here.css";

/** From this level on a danger is worth a word of advice. */
const ADVISED_LEVEL = 3;
const ADVICE_OF: Readonly<Partial<Record<RiskLayer, Hazard>>> = {
  "risk-earthquake": "earthquake",
  "risk-flood": "flood",
  "risk-fire": "fire",
};

/** What the zonings and waterlogging points say of the place asked about, and what to do, as text. */
export function RiskHere() {
  const { state, retryAnalysis } = useApp();
  const failure = () => {
    const task = state.tasks.riskHere;
    return task.status === "failed" ? task.failure : null;
  };
  return (
    <>
      <Show when={failure()}>
        {(found) => <FailureNote failure={found()} onRetry={() => retryAnalysis("riskHere")} />}
      </Show>
      <Show when={shownAnswer(state, "riskHere")}>
        {(shown) => <RiskWords answer={shown().answer} isStale={shown().isStale} />}
      </Show>
    </>
  );
}

function RiskWords(props: { readonly answer: RiskHereAnswer; readonly isStale: boolean }) {
  const { state, pack, words } = useApp();
  const said = () => words().find.risk;
  const levelWords = ({ level }: ZoneHere) =>
    level === null ? said().outside : words().map.classes[`risk${level}`];
  const scales = () => [...new Set(props.answer.zones.flatMap(({ scale }) => (scale ? [scale] : [])))];
  const methodOf = (layer: RiskLayer) =>
    pack()?.description.resources.find(({ name }) => name === layer)?.method;
  const pointOf = (id: string) => pack()?.waterlogging.find((point) => point.id === id);
  const pondingWords = (water: PondingHere) => {
    const point = pointOf(water.pointId);
    const name = point ? nameIn(state.language, point) : words().shared.unknown;
    const where =
      water.metres === 0
        ? said().pondingHere(name)
        : said().pondingNear(name, formatMetres(Math.max(10, water.metres)));
    const warning = props.answer.warningMetres.toFixed(2);
    const deepest = water.deepestMetres?.toFixed(2);
    if (deepest === undefined) return `${where}${gap()}${said().pondingUnknown}`;
    const rain = water.warningMillimetresPerHour;
    const depth =
      rain === null
        ? said().pondingShallow(warning, deepest)
        : said().pondingRain(formatCount(rain), warning, deepest);
    return `${where}${gap()}${depth}`;
  };
  const gap = () => (state.language === "en" ? " " : "");
  const advised = (): readonly Hazard[] => {
    const hazards = props.answer.zones.flatMap(({ layer, level }) => {
      const hazard = ADVICE_OF[layer];
      return hazard && (level ?? 0) >= ADVISED_LEVEL ? [hazard] : [];
    });
    return [
      ...new Set<Hazard>([...(props.answer.ponding.length > 0 ? (["flood"] as const) : []), ...hazards]),
    ];
  };
  return (
    <section class="risk-here" data-stale={props.isStale ? "" : undefined}>
      <h2>{said().title}</h2>
      <Show when={props.answer.isInDistrict} fallback={<p>{said().outsideDistrict}</p>}>
        <ul class="risk-zones">
          <For each={props.answer.zones}>
            {(zone) => (
              <li>
                <span class="risk-swatch" data-level={zone.level ?? 0} aria-hidden="true" />
                <span>{said().line(said().names[zone.layer], levelWords(zone))}</span>
                <Show when={methodOf(zone.layer)}>{(method) => <MethodBadge method={method()} />}</Show>
              </li>
            )}
          </For>
          <For each={props.answer.missingLayers}>
            {(layer) => (
              <li>
                <span class="risk-swatch" data-level={0} aria-hidden="true" />
                <span>{said().line(said().names[layer], said().notKnown)}</span>
              </li>
            )}
          </For>
        </ul>
        <Show when={scales().length > 0}>
          <p class="answer-note">{said().scale(scales().join(words().shared.comma))}</p>
        </Show>
      </Show>
      <For each={props.answer.ponding}>
        {(water) => (
          <p>
            <Mixed text={pondingWords(water)} />
          </p>
        )}
      </For>
      <Show when={advised().length > 0}>
        <h3>{said().adviceTitle}</h3>
        <ul class="risk-advice">
          <For each={advised()}>{(hazard) => <li>{said().advice[hazard]}</li>}</For>
        </ul>
      </Show>
    </section>
  );
}
