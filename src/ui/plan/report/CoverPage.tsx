import { createMemo, For, Show } from "solid-js";
import type { Bbox } from "../../../core/model/geometry.ts";
import { formatClock, formatCount } from "../../../i18n/format.ts";
import { fieldClasses } from "../../../map/field-layers.ts";
import { PrintMap } from "../../../map/print/PrintMap.tsx";
import { EMPTY_LAYERS, printMap } from "../../../map/print/print-map.ts";
import { printScale } from "../../../map/print/print-projection.ts";
import { type EveryonePart, everyone, fourNumbers, NUMBER_KEYS } from "../../../state/plan-selectors.ts";
import { FiguresPage } from "./FiguresPage.tsx";
import { figureText, shareChange } from "./figure-text.ts";
import { MapLegend } from "./MapLegend.tsx";
import { districtName, ReportBadge } from "./ReportPage.tsx";
import { proposalsOfReport, type ReportData } from "./report-data.ts";

/** Frame of the map by paper and by the district's own shape, millimetres. */
const MAP_FRAMES = {
  a4: {
    wide: { widthMillimetres: 182, heightMillimetres: 148 },
    tall: { widthMillimetres: 122, heightMillimetres: 214 },
  },
  a3: {
    wide: { widthMillimetres: 282, heightMillimetres: 226 },
    tall: { widthMillimetres: 176, heightMillimetres: 226 },
  },
} as const;
/** Taller than wide by so much: the map has a column of its own. */
const TALL_RATIO = 1.15;

function shapeOf([west, south, east, north]: Bbox): "tall" | "wide" {
  const width = (east - west) * Math.cos((((south + north) / 2) * Math.PI) / 180);
  return (north - south) / width > TALL_RATIO ? "tall" : "wide";
}
const MOST_SCALE_MILLIMETRES = 40;

/** Beside the map of a tall district on A3 there is room for the figures. */
export const hasFiguresBeside = ({ paper, pack }: ReportData): boolean =>
  paper === "a3" && shapeOf(pack.description.bbox) === "tall";
const FIGURES_MILLIMETRES = 209;

/** What a decision is made by: the headline figures, the map, and under which conditions both hold. */
export function CoverPage(props: { readonly data: ReportData }) {
  const said = () => props.data.words.plan.print;
  return (
    <div
      class="report-cover"
      data-paper={props.data.paper}
      data-shape={shapeOf(props.data.pack.description.bbox)}
    >
      <header class="report-title">
        <h1>{said().heading(districtName(props.data))}</h1>
        <p>
          {said().scheme} <strong data-scheme="">{props.data.schemeName}</strong>
          <Show when={props.data.beside}>{(beside) => <> · {said().comparedWith(beside().name)}</>}</Show> ·{" "}
          {said().madeOn(props.data.dayText)} · {said().hash(props.data.fingerprint)}
        </p>
        <Show when={props.data.schemeNote}>
          <p>{props.data.schemeNote}</p>
        </Show>
      </header>
      <FourNumbers data={props.data} />
      <ReportMap data={props.data} />
      <div class="report-beside">
        <EveryoneParts data={props.data} />
        <section>
          <h2>{said().sections.legend}</h2>
          <MapLegend data={props.data} />
        </section>
        <Conditions data={props.data} />
        <Show when={hasFiguresBeside(props.data)}>
          <FiguresPage data={props.data} widthMillimetres={FIGURES_MILLIMETRES} isBeside={true} />
        </Show>
      </div>
    </div>
  );
}

function FourNumbers(props: { readonly data: ReportData }) {
  const now = () => fourNumbers(props.data.answer.district);
  const before = () => props.data.beside && fourNumbers(props.data.beside.answer.district);
  return (
    <section class="report-numbers" aria-label={props.data.words.plan.print.sections.numbers}>
      <For each={NUMBER_KEYS}>
        {(key) => {
          const text = () => figureText(props.data.words, key, now()[key]);
          const change = () => {
            const other = before();
            return other ? shareChange(now()[key], other[key]) : null;
          };
          return (
            <div class="report-number-cell">
              <span class="report-number-name">{props.data.words.plan.numbers[key]}</span>
              <span>
                <strong data-figure={key}>{text().value}</strong> {text().unit}{" "}
                <Show when={change()}>{(signed) => <span class="report-change">{signed()}</span>}</Show>
              </span>
            </div>
          );
        }}
      </For>
      <ReportBadge data={props.data} method="modelled" />
    </section>
  );
}

const PART_TONES: Readonly<Record<EveryonePart, string>> = {
  withRoom: "var(--min-1)",
  nearButFull: "var(--min-2)",
  notReached: "var(--unmet)",
  unknown: "url(#report-unknown)",
};

function EveryoneParts(props: { readonly data: ReportData }) {
  const people = createMemo(() => everyone(props.data.answer.district));
  const said = () => props.data.words.plan.everyone;
  const width = 100;
  const parts = () => {
    let left = 0;
    return people().parts.map((part) => {
      const at = left;
      left += part.share * width;
      return { ...part, at };
    });
  };
  return (
    <section class="report-everyone">
      <h2>
        {said()[props.data.answer.request.scenario.period]}{" "}
        <strong data-figure="everyone-total">{formatCount(people().totalPersons)}</strong>{" "}
        {props.data.words.shared.units.persons}
      </h2>
      <svg viewBox={`0 0 ${width} 5`} preserveAspectRatio="none" aria-hidden="true">
        <defs>
          <pattern id="report-unknown" width="1.4" height="1.4" patternUnits="userSpaceOnUse">
            <path d="M0 1.4L1.4 0" stroke="var(--unknown)" stroke-width="0.4" />
          </pattern>
        </defs>
        <For each={parts()}>
          {(part) => (
            <rect
              x={part.at}
              y="0"
              width={Math.max(0, part.share * width - 0.3)}
              height="5"
              fill={PART_TONES[part.part]}
            />
          )}
        </For>
      </svg>
      <ul>
        <For each={people().parts}>
          {(part) => (
            <li>
              <svg class="report-swatch" viewBox="0 0 6 4" aria-hidden="true">
                <rect width="6" height="4" fill={PART_TONES[part.part]} />
              </svg>
              <span>{said()[part.part]}</span>
              <strong data-figure={`everyone-${part.part}`}>{formatCount(part.persons)}</strong>
              <span class="report-share">
                {figureText(props.data.words, "networkPersons", part.printedShare).value} %
              </span>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

/** Settings that the figures hold for. */
function Conditions(props: { readonly data: ReportData }) {
  const rows = () => {
    const { words, answer } = props.data;
    const { scenario } = answer.request;
    const said = words.plan.print.settings;
    return [
      [
        said.pace,
        scenario.metresPerSecond === null
          ? words.shared.paces[scenario.pace]
          : words.plan.paceOption(words.shared.paces[scenario.pace], String(scenario.metresPerSecond)),
      ],
      [said.reach, words.shared.minutes(String(scenario.reachMinutes))],
      [
        said.phase,
        words.plan.phaseOption(words.shared.phases[scenario.phase], String(answer.squareMetresPerPerson)),
      ],
      [said.period, words.plan.periods[scenario.period]],
      [said.tier, scenario.tier === "all" ? words.plan.tierAll : words.shared.tiers[scenario.tier]],
      [said.hazard, scenario.hazard === null ? words.plan.hazardAny : words.shared.hazards[scenario.hazard]],
      [
        said.gates,
        scenario.minuteOfDay === null
          ? words.plan.gatesPlanning
          : words.plan.ruleGates.at(formatClock(scenario.minuteOfDay)),
      ],
      [
        said.closures,
        scenario.closures.length === 0 ? words.plan.print.none : formatCount(scenario.closures.length),
      ],
    ] as const;
  };
  return (
    <section class="report-conditions">
      <h2>{props.data.words.plan.print.sections.settings}</h2>
      <dl>
        <For each={rows()}>
          {([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          )}
        </For>
      </dl>
    </section>
  );
}

function ReportMap(props: { readonly data: ReportData }) {
  const drawn = createMemo(() =>
    printMap(
      props.data.scene,
      props.data.pack,
      props.data.layers ?? EMPTY_LAYERS,
      props.data.pack.description.bbox,
      proposalsOfReport(props.data).sites,
      MAP_FRAMES[props.data.paper][shapeOf(props.data.pack.description.bbox)],
    ),
  );
  const scale = () => printScale(drawn().projection, MOST_SCALE_MILLIMETRES);
  const lengthText = () => {
    const { lengthMetres } = scale();
    return lengthMetres >= 1000 ? `${lengthMetres / 1000} km` : `${lengthMetres} m`;
  };
  return (
    <figure class="report-map">
      <PrintMap map={drawn()} scene={props.data.scene} label={props.data.words.plan.print.sections.map} />
      <span class="report-scale">
        <span style={{ width: `${scale().widthMillimetres}mm` }} />
        {lengthText()}
      </span>
      <span class="report-north">
        {props.data.words.plan.print.north}
        <svg viewBox="0 0 6 9" aria-hidden="true">
          <path d="M3 0L6 9L3 7L0 9Z" fill="currentColor" />
        </svg>
      </span>
      <Show when={fieldClasses(props.data.scene).length === 0}>
        <figcaption class="report-map-note">{props.data.words.plan.print.preparing}</figcaption>
      </Show>
    </figure>
  );
}
