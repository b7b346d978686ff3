import { createSignal, For, Show } from "solid-js";
import type { EarthquakeOutlook } from "../../../core/model/hazard-outlook.ts";
import { EARTHQUAKE_LIMITS, type Earthquake } from "../../../core/model/hazards.ts";
import { formatCount, formatMetres, nameIn } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import type { HazardDraft } from "./hazard-draft.ts";

/** Magnitudes and distances north of the district's middle, km: made up, and said to be. */
const PRESETS = [
  { magnitude: 5.5, kilometres: 8, depthKilometres: 10 },
  { magnitude: 6.5, kilometres: 15, depthKilometres: 12 },
  { magnitude: 7.5, kilometres: 30, depthKilometres: 15 },
] as const;
const KILOMETRES_PER_DEGREE = 111.2;

const degrees = (value: number) => value.toFixed(1);

/** Sets the earthquake of the scenario and tells what follows from it. */
export function QuakeForm(props: {
  readonly draft: HazardDraft;
  readonly outlook: EarthquakeOutlook | null;
}) {
  const { words, pack } = useApp();
  const said = () => words().command.hazards;
  const quake = () => props.draft.hazards().earthquake;
  const [trouble, setTrouble] = createSignal("");
  const centre = (): readonly [number, number] => {
    const [west, south, east, north] = pack()?.description.bbox ?? [0, 0, 0, 0];
    return [(west + east) / 2, (south + north) / 2];
  };
  const setNumber = (field: "magnitude" | "depthKilometres", value: number, what: string) => {
    const [least, most] = EARTHQUAKE_LIMITS[field];
    const isIn = value >= least && value <= most;
    setTrouble(isIn ? "" : said().outOfRange(what, `${least}–${most}`));
    if (isIn) props.draft.changeQuake({ [field]: value });
  };
  const setPlace = (of: Earthquake, axis: 0 | 1, value: number, what: string) => {
    const most = axis === 0 ? 180 : 85;
    const isIn = Math.abs(value) <= most;
    setTrouble(isIn ? "" : said().outOfRange(what, `−${most}–${most}`));
    const [lng, lat] = of.epicentre;
    if (isIn) props.draft.changeQuake({ epicentre: axis === 0 ? [value, lat] : [lng, value] });
  };
  const isPicking = () => props.draft.tool().kind === "epicentre";
  return (
    <section class="hazard" aria-labelledby="hazard-quake">
      <h3 id="hazard-quake">{said().quake}</h3>
      <Show when={!quake()}>
        <p class="side-note">{said().quakeOff}</p>
      </Show>
      <p class="side-label">{said().presets}</p>
      <div class="hazard-buttons">
        <For each={PRESETS}>
          {({ magnitude, kilometres, depthKilometres }) => (
            <button
              type="button"
              class="button"
              onClick={() => {
                const [lng, lat] = centre();
                setTrouble("");
                props.draft.changeQuake({
                  magnitude,
                  depthKilometres,
                  epicentre: [lng, lat + kilometres / KILOMETRES_PER_DEGREE],
                });
              }}
            >
              {said().preset(degrees(magnitude), String(kilometres))}
            </button>
          )}
        </For>
        <button
          type="button"
          class="button"
          aria-pressed={isPicking()}
          onClick={() => props.draft.setTool({ kind: isPicking() ? "none" : "epicentre" })}
        >
          {said().pickEpicentre}
        </button>
      </div>
      <Show when={quake()}>
        {(of) => (
          <>
            <div class="hazard-fields">
              <NumberField
                label={said().magnitude}
                value={of().magnitude}
                step="0.1"
                onChange={(value) => setNumber("magnitude", value, said().magnitude)}
              />
              <NumberField
                label={said().depth}
                value={of().depthKilometres}
                step="1"
                onChange={(value) => setNumber("depthKilometres", value, said().depth)}
              />
              <NumberField
                label={said().lng}
                value={Number(of().epicentre[0].toFixed(4))}
                step="0.01"
                onChange={(value) => setPlace(of(), 0, value, said().lng)}
              />
              <NumberField
                label={said().lat}
                value={Number(of().epicentre[1].toFixed(4))}
                step="0.01"
                onChange={(value) => setPlace(of(), 1, value, said().lat)}
              />
            </div>
            <label class="hazard-check">
              <input
                type="checkbox"
                checked={of().isRubbleCounted}
                onChange={(event) =>
                  props.draft.changeQuake({ isRubbleCounted: event.currentTarget.checked })
                }
              />
              <span>{said().rubble}</span>
            </label>
            <button
              type="button"
              class="side-link"
              onClick={() => {
                setTrouble("");
                props.draft.change({ earthquake: null });
              }}
            >
              {said().removeQuake}
            </button>
          </>
        )}
      </Show>
      <p class="hazard-trouble" role="alert">
        {trouble()}
      </p>
      <Show when={quake() && props.outlook}>{(outlook) => <QuakeOutlook outlook={outlook()} />}</Show>
    </section>
  );
}

export function NumberField(props: {
  readonly label: string;
  readonly value: number | null;
  readonly step: string;
  readonly onChange: (value: number) => void;
}) {
  return (
    <label class="hazard-field">
      <span>{props.label}</span>
      <input
        type="number"
        class="num"
        step={props.step}
        value={props.value ?? ""}
        onChange={(event) => props.onChange(event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}

function QuakeOutlook(props: { readonly outlook: EarthquakeOutlook }) {
  const { state, words, pack } = useApp();
  const said = () => words().command.hazards;
  const title = (of: { readonly titleZh: string; readonly titleEn: string }) =>
    state.language === "en" ? of.titleEn : of.titleZh;
  const nameOf = (code: string) => {
    const area = pack()?.subDistricts.find((one) => one.code === code);
    return area ? nameIn(state.language, area) : code;
  };
  return (
    <div class="hazard-outlook">
      <p class="num">
        {said().intensity(
          degrees(props.outlook.intensity.least),
          degrees(props.outlook.intensity.most),
          degrees(props.outlook.intensity.deviation),
        )}
      </p>
      <p class="side-note">
        {title(props.outlook.relation)}. {said().intensityNote}{" "}
        {props.outlook.isExtended ? said().extended : ""}
      </p>
      <p class="num">
        {said().inNeed} <strong>{formatCount(props.outlook.inNeed.middle)}</strong>{" "}
        {said().range(formatCount(props.outlook.inNeed.low), formatCount(props.outlook.inNeed.high))}
      </p>
      <p class="side-note">
        {said().matrix}: {title(props.outlook.matrix)}. {said().method}{" "}
        {props.outlook.knowsBuildings ? "" : said().noBuildings}
      </p>
      <Show when={props.outlook.rubble}>
        {(rubble) => (
          <p class="num">
            {rubble().vehicleMetres > 0
              ? said().rubbleStreets(
                  words().shared.metres(formatMetres(rubble().vehicleMetres)),
                  words().shared.metres(formatMetres(rubble().footMetres)),
                )
              : said().noRubble}
          </p>
        )}
      </Show>
      <table class="hazard-table num">
        <caption class="side-label">{said().byArea}</caption>
        <thead>
          <tr>
            <th scope="col">{said().area}</th>
            <th scope="col">{said().degree}</th>
            <th scope="col">{said().low}</th>
            <th scope="col">{said().middle}</th>
            <th scope="col">{said().high}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.outlook.areas}>
            {(area) => (
              <tr>
                <th scope="row">{nameOf(area.code)}</th>
                <td>
                  {Number.isNaN(area.intensity)
                    ? "–"
                    : `${degrees(area.intensity)} ± ${degrees(area.deviation)}`}
                </td>
                <td>{formatCount(area.inNeed.low)}</td>
                <td>{formatCount(area.inNeed.middle)}</td>
                <td>{formatCount(area.inNeed.high)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
