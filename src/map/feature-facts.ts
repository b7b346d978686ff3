import type { Language } from "../core/model/language.ts";
import type { LayerId, Method, StockLine } from "../core/model/pack.ts";
import { METHODS } from "../core/model/pack.ts";
import type { PackIndex } from "../core/model/pack-data.ts";
import { formatClock, formatCount, formatModelledPersons, formatPercent } from "../i18n/format.ts";
import type { Words } from "../i18n/words.ts";

export interface Fact {
  readonly label: string;
  /** With its unit, or the word for unknown. */
  readonly value: string;
}

/** What a card says of one feature. */
export interface FeatureFacts {
  readonly title: string;
  /** The hanzi, in English only: to be shown to a passer-by. */
  readonly subtitle: string | null;
  readonly kind: string;
  readonly facts: readonly Fact[];
  readonly method: Method | null;
  readonly source: string;
  readonly asOf: string;
}

type Columns = Readonly<Record<string, unknown>>;

const asText = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const asNumber = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

/** Lists and rules are values in the index and JSON text in a drawn feature. */
function asValue(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

/** The row of the index behind a feature: complete where the drawn feature may lack columns. */
export function indexRow(pack: PackIndex, layer: LayerId, id: string): Columns | null {
  const rows: Partial<Record<LayerId, readonly { readonly id: string }[]>> = {
    shelters: pack.shelters,
    gates: pack.gates,
    waterlogging: pack.waterlogging,
    communities: pack.communities,
    // #region staff
    depots: pack.depots,
    stations: pack.stations,
    candidates: pack.candidates,
    // #endregion staff
  };
  const found = rows[layer]?.find((row) => row.id === id);
  return found ? { ...found } : null;
}

function kindOf(layer: LayerId, row: Columns, words: Words): string {
  const classes: Readonly<Record<string, string>> = words.map.classes;
  const kind = asText(row.kind) ?? "";
  switch (layer) {
    case "shelters":
      return classes[asText(row.tier) ?? ""] ?? words.map.layerNames.shelters;
    // #region staff
    case "depots":
      return classes[`depot-${asText(row.level)}`] ?? words.map.layerNames.depots;
    case "stations":
      return classes[`station-${kind}`] ?? words.map.layerNames.stations;
    // #endregion staff
    case "waterlogging":
    case "waterlogging-extents": {
      const kinds: Readonly<Record<string, string>> = words.map.waterloggingKinds;
      return [words.map.layerNames[layer], kinds[kind]].filter(Boolean).join(" · ");
    }
    default:
      return words.map.layerNames[layer];
  }
}

function openingWords(opening: unknown, words: Words): string {
  const rule = asValue(opening) as { kind?: string; opensMinute?: number; closesMinute?: number } | null;
  const said = words.map.openings;
  switch (rule?.kind) {
    case "always":
      return said.always;
    case "hours":
      return said.hours(formatClock(rule.opensMinute ?? 0), formatClock(rule.closesMinute ?? 0));
    case "on-order":
      return said.onOrder;
    case "locked":
      return said.locked;
    default:
      return said.unknown;
  }
}

/** Two to seven facts per layer, in the order of use. Unknown is said as such, never left out, never 0. */
function factsOf(layer: LayerId, row: Columns, words: Words): readonly Fact[] {
  const { map, shared } = words;
  const labels = map.facts;
  const said = (label: string, value: string | null): Fact => ({ label, value: value ?? shared.unknown });
  const number = (label: string, column: string, unit: (value: string) => string): Fact => {
    const value = asNumber(row[column]);
    return said(label, value === null ? null : unit(formatCount(value)));
  };
  // #region staff
  const persons = (label: string, column: string): Fact => {
    const value = asNumber(row[column]);
    return said(label, value === null ? null : shared.persons(formatModelledPersons(value)));
  };
  // #endregion staff
  // #region staff
  const share = (label: string, column: string): Fact => {
    const value = asNumber(row[column]);
    return said(label, value === null ? null : `${formatPercent(value)} %`);
  };
  // #endregion staff
  const named = (label: string, column: string, names: Readonly<Record<string, string>>): Fact =>
    said(label, names[asText(row[column]) ?? ""] ?? null);
  switch (layer) {
    case "shelters": {
      const hazards = asValue(row.fitFor);
      const fit = Array.isArray(hazards)
        ? hazards
            .map((hazard: keyof Words["shared"]["hazards"]) => shared.hazards[hazard] ?? "")
            .join(map.listSeparator)
        : null;
      return [
        number(labels.effectiveArea, "effectiveSquareMetres", map.squareMetres),
        number(labels.publishedCapacity, "publishedCapacityPersons", shared.persons),
        named(labels.setting, "setting", map.settings),
        said(labels.fitFor, fit || null),
        said(
          labels.yearCompleted,
          asNumber(row.yearCompleted) === null ? null : map.year(String(row.yearCompleted)),
        ),
      ];
    }
    case "gates": {
      const stepFree =
        row.stepFree === true ? map.stepFree.yes : row.stepFree === false ? map.stepFree.no : null;
      const width = asNumber(row.widthMetres);
      return [
        said(labels.opening, openingWords(row.opening, words)),
        said(labels.width, width === null ? null : map.metres(width.toFixed(1))),
        said(labels.stepFree, stepFree),
      ];
    }
    // #region staff
    case "depots": {
      const stock = asValue(row.stock);
      const items: Readonly<Record<string, string>> = map.stockItems;
      const lines = Array.isArray(stock) ? (stock as StockLine[]) : [];
      return [
        ...lines.map((line) => said(items[line.item] ?? line.item, formatCount(line.quantity))),
        ...(lines.length === 0 ? [said(labels.stock, null)] : []),
        number(labels.trucks, "trucks", map.vehicles),
        number(labels.load, "truckLoadKilograms", map.kilograms),
        number(labels.mobilisation, "mobilisationMinutes", map.minutes),
      ];
    }
    case "stations":
      return [
        number(labels.persons, "persons", shared.persons),
        number(labels.vehicles, "vehicles", map.vehicles),
        number(labels.mobilisation, "mobilisationMinutes", map.minutes),
      ];
    // #endregion staff
    case "waterlogging": {
      const rain = asValue(row.rainfallMillimetresPerHour);
      const depths = asValue(row.depthMetres);
      if (!Array.isArray(rain) || !Array.isArray(depths) || rain.length === 0)
        return [said(labels.extent, null)];
      return rain.map((millimetres, at) =>
        said(
          labels.depthAt(String(millimetres)),
          asNumber(depths[at]) === null ? null : map.deep(Number(depths[at]).toFixed(2)),
        ),
      );
    }
    case "waterlogging-extents":
      return [number(labels.extent, "areaSquareMetres", map.squareMetres)];
    // #region staff
    case "candidates":
      return [
        named(labels.landUse, "landUse", map.landUses),
        number(labels.grossArea, "grossSquareMetres", map.squareMetres),
      ];
    case "demand":
      return [
        persons(labels.personsNight, "personsNight"),
        persons(labels.personsDay, "personsDay"),
        share(labels.aged65, "aged65Share"),
        named(labels.structure, "structure", map.structures),
      ];
    case "communities":
    case "subdistricts":
      return [persons(labels.residents, "residents")];
    // #endregion staff
    case "risk-earthquake":
    case "risk-flood":
    case "risk-fire":
    case "risk-composite": {
      const classes: Readonly<Record<string, string>> = map.classes;
      return [said(labels.level, classes[`risk${row.level}`] ?? null), said(labels.scale, asText(row.scale))];
    }
    default:
      return [];
  }
}

/** Everything a card needs, from the drawn columns and, where there is one, the row of the index. */
export function featureFacts(
  layer: LayerId,
  columns: Columns,
  pack: PackIndex,
  language: Language,
  words: Words,
): FeatureFacts {
  const resource = pack.description.resources.find((each) => each.name === layer);
  const nameZh = asText(columns.nameZh);
  const nameEn = asText(columns.nameEn);
  const kind = kindOf(layer, columns, words);
  const title = (language === "en" ? (nameEn ?? nameZh) : (nameZh ?? nameEn)) ?? kind;
  const own = METHODS.find((method) => method === columns.method) ?? null;
  // #region staff
  const ruleText = asText(language === "en" ? columns.ruleEn : columns.ruleZh);
  // #endregion staff
  return {
    title,
    subtitle: language === "en" && nameEn && nameZh ? nameZh : null,
    kind,
    facts: [
      ...factsOf(layer, columns, words),
      // #region staff
      ...(ruleText ? [{ label: words.map.facts.rule, value: ruleText }] : []),
      // #endregion staff
    ],
    method: own ?? resource?.method ?? null,
    source: resource?.source ?? "",
    asOf: resource?.asOf ?? "",
  };
}
