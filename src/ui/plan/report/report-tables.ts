import cnPlanning from "../../../../data/rules/cn-planning.json";
import type { CoverageAnswer } from "../../../core/model/answers.ts";
import { AREA_STEPS } from "../../../core/model/site-area.ts";
import { formatCount, formatModelledPersons, nameIn } from "../../../i18n/format.ts";
import {
  type AreaLevel,
  areaRows,
  districtRow,
  minuteBars,
  sortRows,
} from "../../../state/plan-selectors.ts";
import { areaCell, columnUnit, FIGURE_KEYS, type FigureSortKey, isCensusCount } from "../area-cells.ts";
import { LAST_MINUTE, unknownPersonsOf } from "../minutes-chart.ts";
import { unknownLines } from "./figure-text.ts";
import { proposalsOfReport, type ReportData } from "./report-data.ts";

export interface ReportColumn {
  readonly label: string;
  /** Parts of the width of the page this column takes. */
  readonly share: number;
  readonly isText?: boolean;
}

/** A table as it is printed: every text ready. */
export interface ReportTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Below the last row; null = none. */
  readonly total: readonly string[] | null;
}

const text = (label: string, share: number): ReportColumn => ({ label, share, isText: true });

/** What a narrow page shows in a table of its own. */
const WALK_COLUMNS: ReadonlySet<FigureSortKey> = new Set([
  "p50Minutes",
  "p90Minutes",
  "p95Minutes",
  "worstTenthMinutes",
  "worstTenthReachedShare",
]);

/**
 * Sub-districts or communities, those with most people not reached first, as the screen's table starts: every column of
 * it, on A4 in two tables.
 */
export function areasReport(data: ReportData, level: AreaLevel): readonly ReportTable[] {
  const { words, answer, pack, language } = data;
  const isCensus = isCensusCount(answer, pack, level);
  const rows = sortRows(areaRows(answer, pack, level), { key: "notReachedPersons", direction: "descending" });
  const { sections } = words.plan.print;
  const tableOf = (id: string, title: string, keys: readonly FigureSortKey[]): ReportTable => {
    const cells = (row: (typeof rows)[number]) => [
      nameIn(language, row),
      ...keys.map((key) => areaCell(words, row, key, isCensus)),
    ];
    return {
      id,
      title,
      columns: [
        text(words.plan.columns.name, 3),
        ...keys.map((key) => {
          const [label, unit] = [words.plan.columns[key], columnUnit(words, key)];
          return {
            label: label.toLowerCase() === unit.toLowerCase() ? label : `${label} ${unit}`,
            share: key === "persons" ? 1.5 : 1.3,
          };
        }),
      ],
      rows: rows.map(cells),
      total: cells(districtRow(answer, words.plan.districtRow)),
    };
  };
  const title = level === "subdistricts" ? sections.subDistricts : sections.communities;
  if (data.paper === "a3") return [tableOf(level, title, FIGURE_KEYS)];
  return [
    tableOf(
      level,
      title,
      FIGURE_KEYS.filter((key) => !WALK_COLUMNS.has(key)),
    ),
    tableOf(
      `${level}-walk`,
      `${title} · ${sections.walk}`,
      FIGURE_KEYS.filter((key) => WALK_COLUMNS.has(key)),
    ),
  ];
}

/** Persons by shelter as the allocation gave them; sites of the scheme among them under their own names. */
export function loadsReport(data: ReportData): ReportTable {
  const { words, answer, pack, language } = data;
  const said = words.plan.print.columns;
  const shelters = new Map(pack.shelters.map((shelter) => [shelter.id, shelter]));
  const sites = new Map(proposalsOfReport(data).sites.map((site) => [site.id, site]));
  const rows = answer.loads
    .toSorted((a, b) => b.assignedPersons - a.assignedPersons || (a.shelterId < b.shelterId ? -1 : 1))
    .map((load) => {
      const shelter = shelters.get(load.shelterId);
      const site = sites.get(load.shelterId);
      const tier = shelter?.tier ?? site?.tier;
      const squareMetres = shelter
        ? shelter.effectiveSquareMetres
        : (data.siteFacts.get(load.shelterId)?.area?.effectiveSquareMetres ?? null);
      return [
        shelter ? nameIn(language, shelter) : (site?.name ?? load.shelterId),
        tier ? words.shared.tiers[tier] : words.shared.unknown,
        squareMetres === null ? words.shared.unknown : formatCount(squareMetres),
        load.capacityPersons === null ? words.shared.unknown : formatCount(load.capacityPersons),
        formatModelledPersons(load.assignedPersons),
        formatModelledPersons(load.nearestPersons),
        formatCount(load.openGates),
      ];
    });
  return {
    id: "loads",
    title: words.plan.print.sections.loads,
    columns: [
      text(said.name, 3.4),
      text(said.tier, 1.3),
      { label: said.squareMetres, share: 1.2 },
      { label: said.capacity, share: 1.1 },
      { label: said.assigned, share: 1.1 },
      { label: said.nearest, share: 1.1 },
      { label: said.gates, share: 0.9 },
    ],
    rows,
    total: null,
  };
}

/** Every site the scheme adds: what is left of its ground step by step, and how it does under each edition. */
export function sitesReport(data: ReportData): ReportTable | null {
  const { words } = data;
  const { sites } = proposalsOfReport(data);
  if (sites.length === 0) return null;
  const said = words.plan.print;
  const loads = new Map(data.answer.loads.map((load) => [load.shelterId, load]));
  const steps = AREA_STEPS.filter((step) =>
    sites.some((site) =>
      data.siteFacts
        .get(site.id)
        ?.area?.waterfall?.cuts.some((cut) => cut.step === step && (cut.squareMetres ?? 0) >= 1),
    ),
  );
  const unknown = words.shared.unknown;
  const known = (value: number | null | undefined) =>
    value === null || value === undefined ? unknown : formatCount(value);
  return {
    id: "sites",
    title: said.sections.sites,
    columns: [
      text(said.columns.name, 2.6),
      text(said.columns.tier, 1.2),
      { label: said.columns.year, share: 0.9 },
      { label: `${said.areaSteps.gross} ${words.shared.units.squareMetres}`, share: 1.1 },
      ...steps.map((step) => ({ label: `− ${said.areaSteps[step]}`, share: 1 })),
      { label: `= ${said.areaSteps.effective}`, share: 1.1 },
      { label: said.columns.capacity, share: 1 },
      { label: said.columns.assigned, share: 1 },
      text(words.plan.print.audit.column, 2),
    ],
    rows: sites.map((site) => {
      const facts = data.siteFacts.get(site.id);
      const waterfall = facts?.area?.waterfall;
      const load = loads.get(site.id);
      return [
        site.name,
        words.shared.tiers[site.tier],
        site.year === null ? said.noYear : String(site.year),
        known(waterfall?.grossSquareMetres),
        ...steps.map((step) =>
          known(waterfall?.cuts.find((cut) => cut.step === step)?.squareMetres ?? (waterfall ? 0 : null)),
        ),
        known(facts?.area?.effectiveSquareMetres),
        known(load?.capacityPersons),
        load ? formatModelledPersons(load.assignedPersons) : unknown,
        (facts?.audit?.editions ?? [])
          .map((edition) =>
            said.audit.edition(
              edition.edition,
              String(edition.passed),
              String(edition.failed),
              String(edition.unknown),
            ),
          )
          .join("; ") || unknown,
      ];
    }),
    total: null,
  };
}

/** What is built in which year; null where no site has one. */
export function buildOrderReport(data: ReportData): ReportTable | null {
  const { words } = data;
  const { sites } = proposalsOfReport(data);
  const years = [...new Set(sites.map((site) => site.year))].sort((a, b) => (a ?? 9999) - (b ?? 9999));
  if (!years.some((year) => year !== null)) return null;
  const said = words.plan.print;
  return {
    id: "build-order",
    title: said.sections.buildOrder,
    columns: [text(said.columns.year, 1), text(said.columns.sites, 6), text("", 1)],
    rows: years.map((year) => {
      const built = sites.filter((site) => site.year === year);
      return [
        year === null ? said.noYear : String(year),
        built.map((site) => site.name).join(words.shared.comma),
        said.yearSites(String(built.length)),
      ];
    }),
    total: null,
  };
}

/** Data behind the figures, each with its age, method, source and licence. */
export function dataReport(data: ReportData): ReportTable {
  const { words, pack, language } = data;
  const said = words.plan.print.columns;
  const used = new Set([
    "district",
    "subdistricts",
    "communities",
    "demand",
    "network",
    "shelters",
    "gates",
    "candidates",
    "buildings",
    "water",
    "streets",
  ]);
  return {
    id: "data",
    title: words.plan.print.sections.data,
    columns: [text(said.layer, 2), text(said.asOf, 1), text(said.method, 0.9), text(said.source, 5)],
    rows: pack.description.resources
      .filter(({ name }) => used.has(name))
      .map((resource) => [
        nameIn(language, { nameZh: resource.titleZh, nameEn: resource.titleEn }),
        resource.asOf,
        words.shared.methods[resource.method],
        `${resource.source} · ${resource.licence}`,
      ]),
    total: null,
  };
}

/** What the figures do not know, how they are rounded, and by which rules. */
export function notesReport(data: ReportData): ReportTable {
  const { words, language } = data;
  const said = words.plan.print;
  const pack = nameIn(language, { nameZh: cnPlanning.titleZh, nameEn: cnPlanning.titleEn });
  return {
    id: "notes",
    title: said.sections.unknown,
    columns: [text("", 1)],
    rows: [
      ...unknownLines(words, data.answer.district, data.pack),
      said.rounding,
      said.rulePack(pack, cnPlanning.edition),
      said.hash(data.fingerprint),
    ].map((line) => [line]),
    total: null,
  };
}

const CLASS_MINUTES = 5;

/** The chart in figures: residents by five minutes of walk, of both schemes where two are compared. */
export function minutesReport(data: ReportData): ReportTable {
  const { words, answer, beside } = data;
  const { reachMinutes } = answer.request.scenario;
  const columns = (of: CoverageAnswer) => {
    const bars = minuteBars(of, reachMinutes, LAST_MINUTE);
    const classes = [];
    for (let from = 0; from < LAST_MINUTE; from += CLASS_MINUTES)
      classes.push(bars.slice(from, from + CLASS_MINUTES).reduce((sum, bar) => sum + bar.persons, 0));
    return [...classes, bars.at(-1)?.persons ?? 0, unknownPersonsOf(of, bars)];
  };
  const now = columns(answer);
  const then = beside && columns(beside.answer);
  const labels = now.map((_, i) => {
    const from = i * CLASS_MINUTES;
    if (i === now.length - 1) return words.plan.chartUnknown;
    return from < LAST_MINUTE
      ? words.plan.chartRange(String(from), String(from + CLASS_MINUTES))
      : words.plan.chartRangeBeyond(String(LAST_MINUTE));
  });
  return {
    id: "minutes",
    title: words.plan.print.sections.chart,
    columns: [
      text(words.shared.units.minutes, 3),
      { label: `${data.schemeName} ${words.shared.units.persons}`, share: 2 },
      ...(beside ? [{ label: `${beside.name} ${words.shared.units.persons}`, share: 2 }] : []),
    ],
    rows: labels.map((label, i) => [
      label,
      formatModelledPersons(now[i] ?? 0),
      ...(then ? [formatModelledPersons(then[i] ?? 0)] : []),
    ]),
    total: null,
  };
}
