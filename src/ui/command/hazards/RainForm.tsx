import { createEffect, createSignal, For, Show } from "solid-js";
import type { WaterOutlook } from "../../../core/model/hazard-outlook.ts";
import { RAIN_LIMITS } from "../../../core/model/hazards.ts";
import { formatCount, formatElapsed, nameIn } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import type { HazardDraft } from "./hazard-draft.ts";
import { NumberField } from "./QuakeForm.tsx";

const PRESETS = [30, 70, 100] as const;
const isIn = ([least, most]: readonly [number, number], value: number) => value >= least && value <= most;
const centimetres = (metres: number) => String(Math.round(metres * 100));

/** Types the rain of the scenario and tells where water stands. */
export function RainForm(props: { readonly draft: HazardDraft; readonly water: readonly WaterOutlook[] }) {
  const { state, words, pack } = useApp();
  const said = () => words().command.hazards;
  const rain = () => props.draft.hazards().rain;
  const [steps, setSteps] = createSignal("30 70 30");
  const [stepMinutes, setStepMinutes] = createSignal(60);
  const [startMinute, setStartMinute] = createSignal(0);
  const [isWrong, setIsWrong] = createSignal(false);
  // What is in force is what the fields begin with.
  createEffect(() => {
    const of = rain();
    if (!of) return;
    setSteps(of.millimetresPerHour.join(" "));
    setStepMinutes(of.stepMinutes);
    setStartMinute(of.startMinute);
  });
  const apply = (text: string, minutes: number) => {
    const rates = text
      .split(/[\s,，、;；]+/u)
      .filter((word) => word !== "")
      .map(Number);
    const isUsable =
      isIn(RAIN_LIMITS.steps, rates.length) &&
      rates.every((rate) => isIn(RAIN_LIMITS.millimetresPerHour, rate)) &&
      isIn(RAIN_LIMITS.stepMinutes, minutes) &&
      isIn(RAIN_LIMITS.startMinute, startMinute());
    setIsWrong(!isUsable);
    if (!isUsable) return;
    props.draft.change({
      rain: {
        startMinute: startMinute(),
        stepMinutes: minutes,
        millimetresPerHour: rates,
        source: "typed",
      },
    });
  };
  const most = () => Math.max(0, ...(rain()?.millimetresPerHour ?? []));
  const nameOf = (id: string) => {
    const point = pack()?.waterlogging.find((one) => one.id === id);
    return point ? nameIn(state.language, point) : id;
  };
  const stopped = ({ stops }: WaterOutlook) => {
    const deepest = (["truck", "foot", "car", "wheelchair"] as const).find((who) => stops[who]);
    return deepest ? said().stops[deepest] : said().passes;
  };
  const standing = () => props.water.filter(({ depthMetres }) => depthMetres > 0);
  return (
    <section class="hazard" aria-labelledby="hazard-rain">
      <h3 id="hazard-rain">{said().rain}</h3>
      <div class="hazard-buttons">
        <For each={PRESETS}>
          {(rate) => (
            <button type="button" class="button" onClick={() => apply(String(rate), 60)}>
              {said().rainPreset(String(rate))}
            </button>
          )}
        </For>
      </div>
      <label class="hazard-field hazard-wide">
        <span>{said().rainSteps}</span>
        <input
          type="text"
          class="num"
          inputmode="decimal"
          value={steps()}
          onInput={(event) => setSteps(event.currentTarget.value)}
        />
      </label>
      <div class="hazard-fields">
        <NumberField
          label={said().rainStepMinutes}
          value={stepMinutes()}
          step="1"
          onChange={setStepMinutes}
        />
        <NumberField label={said().rainStart} value={startMinute()} step="1" onChange={setStartMinute} />
      </div>
      <button type="button" class="button" onClick={() => apply(steps(), stepMinutes())}>
        {said().applyRain}
      </button>
      <p class="hazard-trouble" role="alert">
        {isWrong() ? said().rainWrong : ""}
      </p>
      <Show when={rain()} fallback={<p class="side-note">{said().rainOff}</p>}>
        {(of) => (
          <>
            <div
              class="hyetograph"
              role="img"
              aria-label={said().rainChart(formatCount(of().millimetresPerHour.length), formatCount(most()))}
            >
              <For each={of().millimetresPerHour}>
                {(rate) => <span style={{ height: `${most() > 0 ? (rate / most()) * 100 : 0}%` }} />}
              </For>
            </div>
            <p class="side-note num">
              {said().rainChart(formatCount(of().millimetresPerHour.length), formatCount(most()))}{" "}
              <button type="button" class="side-link" onClick={() => props.draft.change({ rain: null })}>
                {said().removeRain}
              </button>
            </p>
            <p class="side-label">{said().waterNow}</p>
            <Show when={standing().length > 0} fallback={<p class="side-note">{said().waterNone}</p>}>
              <ul class="hazard-list">
                <For each={standing()}>
                  {(point) => (
                    <li>
                      <span>{nameOf(point.pointId)}</span>
                      <span class="num">
                        <strong>{said().depthNow(centimetres(point.depthMetres))}</strong> · {stopped(point)}{" "}
                        ·{" "}
                        {said().deepest(
                          centimetres(point.deepestMetres),
                          formatElapsed(Math.max(0, point.deepestMinute)),
                        )}
                      </span>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
          </>
        )}
      </Show>
    </section>
  );
}
