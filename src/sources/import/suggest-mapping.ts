import {
  type ColumnMapping,
  type FieldMapping,
  IMPORT_LAYERS,
  type ImportLayer,
  type PlaceMapping,
  type RawTable,
} from "../../core/model/import.ts";
import { LAYER_TABLES } from "../layer-columns.ts";
import { parseWkt } from "../wkt.ts";
import {
  FIELD_HEADERS,
  LAYER_WORDS,
  PAIR_HEADERS,
  plainHeader,
  X_HEADERS,
  Y_HEADERS,
} from "./header-words.ts";
import { fieldKind } from "./layer-fields.ts";
import { readCoordinate, readPair } from "./read-position.ts";
import { readQuantity } from "./read-quantity.ts";
import { unitOfHeader } from "./units.ts";

export interface MappingSuggestion {
  readonly layer: ImportLayer;
  readonly mapping: ColumnMapping;
  /** Other layers it could be, best first, with how sure, 0-1. */
  readonly alternatives: readonly { readonly layer: ImportLayer; readonly confidence: number }[];
}

const LOOKED_AT = 50;
/** A header that only contains the word is a weaker sign than the word itself. */
const CONTAINS_CONFIDENCE = 0.6;

const sample = (table: RawTable, column: string) =>
  table.rows
    .slice(0, LOOKED_AT)
    .map((row) => row.values[column] ?? null)
    .filter((value) => value !== null && value !== "");

function headerConfidence(column: string, words: readonly string[]): number {
  const plain = plainHeader(column);
  const at = words.indexOf(plain);
  if (at >= 0) return 0.95 - at * 0.005;
  const isHan = (word: string) => /\p{Script=Han}/u.test(word) && word.length >= 2;
  const longest = Math.max(
    0,
    ...words.filter((word) => isHan(word) && plain.includes(word)).map((word) => word.length),
  );
  return longest === 0 ? 0 : CONTAINS_CONFIDENCE * Math.min(1, 0.4 + longest / Math.max(1, plain.length));
}

const RUNNING_HEADERS = ["序号", "no", "fid", "objectid", "行号", "rowid"];
/** 1, 2, 3, …: the number of the line, another in the next edition of the list. As an id it would change wrong places. */
function isRunningNumber(table: RawTable, column: string): boolean {
  if (RUNNING_HEADERS.includes(plainHeader(column))) return true;
  const numbers = table.rows.map((row) => Number(row.values[column] ?? Number.NaN));
  const start = numbers[0];
  return (
    numbers.length > 2 && (start === 0 || start === 1) && numbers.every((number, i) => number === start + i)
  );
}

/** Share of the cells that can be read as what the field holds; 1 where there is nothing to see. */
function valueConfidence(table: RawTable, column: string, layer: ImportLayer, field: string): number {
  const cells = sample(table, column);
  if (cells.length === 0) return 1;
  const kind = fieldKind(layer, field);
  if (field === "id") {
    if (isRunningNumber(table, column)) return 0;
    return new Set(cells).size === cells.length ? 1 : 0.5;
  }
  if (kind.kind === "number")
    return cells.filter((cell) => readQuantity(cell, kind.measure, null) !== null).length / cells.length;
  if (field === "nameZh")
    return (
      cells.filter((cell) => typeof cell === "string" && readCoordinate(cell) === null).length / cells.length
    );
  return 1;
}

/** Column that best carries one of the headers and whose cells can be read. */
function bestColumn(
  table: RawTable,
  words: readonly string[],
  reads: (cell: unknown) => boolean,
): string | null {
  let best: { column: string; confidence: number } | null = null;
  for (const column of table.columns) {
    const plain = plainHeader(column);
    const confidence = words.includes(plain)
      ? 1
      : words.some((word) => word.length > 1 && /\p{Script=Han}/u.test(word) && plain.includes(word))
        ? 0.5
        : 0;
    const cells = sample(table, column);
    if (confidence === 0 || cells.length === 0 || cells.filter(reads).length < cells.length / 2) continue;
    if (!best || confidence > best.confidence) best = { column, confidence };
  }
  return best?.column ?? null;
}

/** Where the rows are: geometry of the file, WKT, one column with both numbers (x and y then name it twice), two columns. */
export function suggestPlace(table: RawTable): PlaceMapping {
  if (table.rows.some((row) => row.geometry !== null)) return { kind: "geometry" };
  const isWkt = (cell: unknown) => typeof cell === "string" && parseWkt(cell) !== null;
  const wkt = table.columns.find((column) => {
    const cells = sample(table, column);
    return cells.length > 0 && cells.filter(isWkt).length >= cells.length / 2;
  });
  if (wkt !== undefined) return { kind: "wkt", column: wkt };
  const reads = (cell: unknown) => readCoordinate(cell as string) !== null;
  const [x, y] = [bestColumn(table, X_HEADERS, reads), bestColumn(table, Y_HEADERS, reads)];
  if (x !== null && y !== null && x !== y) return { kind: "columns", x, y };
  const pair = bestColumn(table, PAIR_HEADERS, (cell) => readPair(cell as string) !== null);
  return pair === null ? { kind: "none" } : { kind: "columns", x: pair, y: pair };
}

function placeColumns(place: PlaceMapping): readonly string[] {
  if (place.kind === "columns") return [place.x, place.y];
  return place.kind === "wkt" ? [place.column] : [];
}

function fieldsOf(table: RawTable, layer: ImportLayer, taken: readonly string[]): FieldMapping[] {
  const pairs = LAYER_TABLES[layer].columns.flatMap(({ name, title }) =>
    table.columns
      .filter((column) => !taken.includes(column))
      .map((column) => {
        const isOwn = column === name || column === title;
        const header = isOwn ? 1 : headerConfidence(column, FIELD_HEADERS[name] ?? []);
        return {
          field: name,
          column,
          // A code name is ours; a title in words, 编号 for one, may be anybody's.
          confidence: header * (column === name ? 1 : valueConfidence(table, column, layer, name)),
        };
      }),
  );
  const chosen = new Map<string, FieldMapping>();
  const used = new Set<string>();
  for (const { field, column, confidence } of pairs.sort((a, b) => b.confidence - a.confidence)) {
    if (confidence < 0.3 || chosen.has(field) || used.has(column)) continue;
    const kind = fieldKind(layer, field);
    const isOwn = column === field;
    const unit = kind.kind === "number" && !isOwn ? unitOfHeader(column, kind.measure) : null;
    chosen.set(field, { field, column, unit, confidence });
    used.add(column);
  }
  return LAYER_TABLES[layer].columns.flatMap(({ name }) => chosen.get(name) ?? []);
}

function layerScores(table: RawTable, taken: readonly string[]) {
  const title = `${table.file} ${table.part ?? ""}`.replace(/[_.-]/gu, " ");
  const headers = table.columns.join(" ");
  return IMPORT_LAYERS.map((layer) => {
    const form = LAYER_WORDS.find(([id]) => id === layer)?.[1];
    const own = LAYER_TABLES[layer].columns.map((column) => column.name);
    const sameNames = table.columns.filter((column) => own.includes(column)).length / own.length;
    const fields = fieldsOf(table, layer, taken);
    const telling = fields.filter(
      ({ field }) => !["id", "nameZh", "nameEn", "kind", "level", "tier", "method", "source"].includes(field),
    );
    const found = telling.reduce((sum, field) => sum + field.confidence, 0) / Math.max(4, own.length - 6);
    return {
      layer,
      score:
        (form?.test(title) ? 0.6 : 0) +
        (form?.test(headers) ? 0.35 : 0) +
        sameNames * 1.5 +
        found * 0.6 +
        (layer === "shelters" ? 0.05 : 0),
    };
  }).sort((a, b) => b.score - a.score);
}

/** What a table is and which column is which, by its headers and its values. `hint`: a person said which layer. */
export function suggestMapping(table: RawTable, hint?: ImportLayer): MappingSuggestion {
  const place = suggestPlace(table);
  const taken = placeColumns(place);
  const scores = layerScores(table, taken);
  const layer = hint ?? (scores[0]?.layer as ImportLayer);
  const total = scores.reduce((sum, { score }) => sum + score, 0) || 1;
  return {
    layer,
    mapping: { layer, place, fields: fieldsOf(table, layer, taken), method: "compiled", source: table.file },
    alternatives: scores
      .filter((entry) => entry.layer !== layer)
      .map((entry) => ({ layer: entry.layer, confidence: entry.score / total })),
  };
}
