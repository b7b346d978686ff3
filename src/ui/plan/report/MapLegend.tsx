import { createUniqueId, For, type JSX, Show } from "solid-js";
import { formatCount } from "../../../i18n/format.ts";
import { coloursOf } from "../../../map/colours.ts";
import { fieldClasses, fieldFillColour } from "../../../map/field-layers.ts";
import { styleOf } from "../../../map/layer-plan.ts";
import { PrintPatterns, PrintSymbol } from "../../../map/print/PrintSymbol.tsx";
import { circleRadiusMillimetres, FIELD_PATTERNS, type PrintedSymbol } from "../../../map/print/print-map.ts";
import { proposalsOfReport, type ReportData } from "./report-data.ts";

const SAMPLE_PERSONS = 2000;
const TIERS = ["centre", "fixed", "emergency", "indoor"] as const;

/** What the printed map shows, drawn by the same hand. */
export function MapLegend(props: { readonly data: ReportData }) {
  const id = createUniqueId();
  const colours = coloursOf("light");
  const said = () => props.data.words.plan.print.legend;
  const style = () => styleOf({ ...props.data.scene, theme: "light" });
  const classes = () => fieldClasses(props.data.scene);
  const tiers = () =>
    TIERS.filter((tier) => props.data.pack.shelters.some((shelter) => shelter.tier === tier));
  const Row = (row: { readonly children: JSX.Element; readonly text: string }) => (
    <li>
      <svg class="report-swatch" viewBox="0 0 9 5" aria-hidden="true">
        {row.children}
      </svg>
      {row.text}
    </li>
  );
  const symbol = (kind: PrintedSymbol["kind"]) => <PrintSymbol kind={kind} at={[4.5, 2.5]} />;
  return (
    <ul class="report-legend">
      <svg class="report-defs" aria-hidden="true">
        <defs>
          <PrintPatterns prefix={id} ink={colours.ink} />
        </defs>
      </svg>
      <For each={classes()}>
        {(each) => (
          <Row
            text={
              Number.isFinite(each.upToMinutes)
                ? said().minutes(`${each.aboveMinutes}–${each.upToMinutes}`)
                : said().more
            }
          >
            <rect width="9" height="5" fill={fieldFillColour(style(), each.colour, false)} />
            <Show when={FIELD_PATTERNS[each.colour as keyof typeof FIELD_PATTERNS]}>
              {(pattern) => <rect width="9" height="5" fill={`url(#${id}-${pattern()})`} />}
            </Show>
          </Row>
        )}
      </For>
      <For each={classes().filter((each) => each.isRule)}>
        {(each) => (
          <Row text={said().rule(String(each.upToMinutes))}>
            <path d="M0 2.5H9" stroke={colours.isoline} stroke-width="0.5" />
          </Row>
        )}
      </For>
      <Row text={said().unmet}>
        <circle cx="4.5" cy="2.5" r="1.5" fill={colours.unmet} />
      </Row>
      <Row text={said().crowded}>
        <circle cx="4.5" cy="2.5" r="1.5" fill={colours.land} stroke={colours.unmet} stroke-width="0.4" />
      </Row>
      <Row text={said().circles(formatCount(SAMPLE_PERSONS))}>
        <circle cx="4.5" cy="2.5" r={circleRadiusMillimetres(SAMPLE_PERSONS)} fill={colours.unmet} />
      </Row>
      <For each={tiers()}>
        {(tier) => <Row text={props.data.words.shared.tiers[tier]}>{symbol(tier)}</Row>}
      </For>
      <Show when={proposalsOfReport(props.data).sites.length > 0}>
        <Row text={said().proposed}>{symbol("proposed")}</Row>
      </Show>
    </ul>
  );
}
