import type { ColumnUnit, FindingCode, RawValue } from "../../core/model/import.ts";
import type { LayerValue } from "../../core/model/layer-feature.ts";
import { withoutFormulaGuard } from "../export/guard-formula.ts";
import type { FieldKind } from "./layer-fields.ts";
import { readCoordinate } from "./read-position.ts";
import { readQuantity } from "./read-quantity.ts";
import { hazardsFor, openingFor, wordFor, yesNoFor } from "./value-words.ts";

/** `fault` beside a value: it is used, but doubtful; with null: the cell could not be used. */
export interface ReadCell {
  readonly value: LayerValue;
  readonly fault?: { readonly code: FindingCode; readonly expected: string };
}

const EMPTY = /^(\s*|-|—|–|\/|无数据|不详|未知|暂无|null|n\/a|nan)$/iu;
export const isEmptyCell = (cell: RawValue): boolean =>
  cell === null || (typeof cell === "string" && EMPTY.test(cell));
const notUnderstood = (expected: string): ReadCell => ({
  value: null,
  fault: { code: "NOT_UNDERSTOOD", expected },
});

/** Excel counts days from 1899-12-30. */
const DAYS_BEFORE_1970 = 25_569;
function readYear(cell: RawValue, latestYear: number): ReadCell {
  const nonsense: ReadCell = {
    value: null,
    fault: { code: "DATE_NONSENSE", expected: `1900-${latestYear}` },
  };
  const text = String(cell).normalize("NFKC").trim();
  const match = /^(\d{4})(?:[年./-](\d{1,2})(?:[月./-](\d{1,2})日?)?月?)?年?(?:[T ].*)?$/u.exec(text);
  let year = match ? Number(match[1]) : Number.NaN;
  if (!match && /^\d{5}(\.\d+)?$/u.test(text))
    year = new Date((Number(text) - DAYS_BEFORE_1970) * 86_400_000).getUTCFullYear();
  if (Number.isNaN(year)) return /\d/u.test(text) ? nonsense : notUnderstood("year");
  const [month, day] = [Number(match?.[2] ?? 1), Number(match?.[3] ?? 1)];
  const isDay =
    month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  return year > 1900 && year <= latestYear && isDay ? { value: year } : nonsense;
}

function readNumber(
  cell: RawValue,
  kind: FieldKind & { readonly kind: "number" },
  unit: ColumnUnit | null,
): ReadCell {
  const quantity = readQuantity(cell, kind.measure, unit);
  if (typeof cell === "number" && !Number.isFinite(cell))
    return { value: null, fault: { code: "NOT_FINITE", expected: "number" } };
  if (!quantity) return notUnderstood("number");
  if (!Number.isFinite(quantity.value))
    return { value: null, fault: { code: "NOT_FINITE", expected: "number" } };
  if (quantity.value < 0) return { value: null, fault: { code: "NEGATIVE", expected: "≥ 0" } };
  // A zero where only a positive number is one means that nobody knows.
  if (kind.positive && quantity.value === 0) return { value: null };
  const value = kind.whole ? Math.round(quantity.value) : quantity.value;
  if (kind.positive && value === 0) return notUnderstood("whole number > 0");
  return quantity.isRough
    ? { value, fault: { code: "NOT_UNDERSTOOD", expected: "exact number" } }
    : { value };
}

/** One cell as a value of the field; null = unknown. `latestYear`: of whoever has a clock. */
export function readCell(
  raw: RawValue,
  kind: FieldKind,
  unit: ColumnUnit | null,
  latestYear: number,
): ReadCell {
  const cell = typeof raw === "string" ? withoutFormulaGuard(raw) : raw;
  if (isEmptyCell(cell)) return { value: null };
  const text = String(cell).trim();
  switch (kind.kind) {
    case "text":
      return { value: text };
    case "json":
      return readJson(text);
    case "year":
      return readYear(cell, latestYear);
    case "number":
      return readNumber(cell, kind, unit);
    case "degrees":
      return { value: readCoordinate(cell) };
    case "share": {
      const quantity = readQuantity(text.replace(/[%％]$/u, ""), "plain", null);
      const value = quantity && (/[%％]$/u.test(text) ? quantity.value / 100 : quantity.value);
      return value !== null && value >= 0 && value <= 1 ? { value } : notUnderstood("0-1, %");
    }
    case "yes-no": {
      const value = yesNoFor(text);
      return value === null ? notUnderstood("yes/no") : { value };
    }
    case "word": {
      const value = wordFor(text, kind.list);
      return value === null ? notUnderstood(kind.list) : { value };
    }
    case "hazards": {
      const value = hazardsFor(text);
      return value === null
        ? notUnderstood("hazards")
        : { value: text.startsWith("[") ? text : JSON.stringify(value) };
    }
    case "opening": {
      const value = openingFor(text);
      return value === null
        ? notUnderstood("opening hours")
        : { value: text.startsWith("{") ? text : JSON.stringify(value) };
    }
  }
}

/** JSON stays as it is written; a plain list "a、b" becomes one. */
function readJson(text: string): ReadCell {
  if (!/^[[{]/u.test(text)) {
    const parts = text
      .split(/[、,，;；|]/u)
      .map((part) => part.trim())
      .filter(Boolean);
    return {
      value: JSON.stringify(parts.every((part) => Number.isFinite(Number(part))) ? parts.map(Number) : parts),
    };
  }
  try {
    JSON.parse(text);
    return { value: text };
  } catch {
    return notUnderstood("list");
  }
}
