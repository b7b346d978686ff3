import type { RawTable, RawValue } from "../../core/model/import.ts";
import { MOVEMENT_KINDS, type StockMovement } from "../../core/model/operation.ts";
import { SUPPLY_ITEMS } from "../../core/model/pack.ts";
import type { RegisterFault, RegisterPlaces, RegisterReading } from "../../core/model/register-file.ts";
import { type MovementFault, movementFaults } from "../../core/operation/check-movement.ts";

/** Names a column goes by, as exported and in Chinese. */
const COLUMNS = {
  kind: ["kind", "种类"],
  depot: ["depot", "depotid", "库", "储备库"],
  to: ["to", "toid", "去向"],
  item: ["item", "物资"],
  quantity: ["quantity", "数量"],
  expires: ["expires", "到期"],
  paper: ["paper", "凭证"],
} as const;
type Field = keyof typeof COLUMNS;
const FIELDS = Object.keys(COLUMNS) as Field[];
const NEEDED: readonly Field[] = ["kind", "depot", "item", "quantity"];

const KIND_WORDS: Readonly<Record<StockMovement["kind"], string>> = {
  receive: "入库",
  issue: "出库",
  transfer: "调拨",
  stocktake: "盘点",
};
const ITEM_WORDS: Readonly<Record<(typeof SUPPLY_ITEMS)[number], readonly string[]>> = {
  "water-litre": ["饮水", "饮用水"],
  "food-ration": ["口粮"],
  tent: ["帐篷"],
  quilt: ["棉被"],
  "first-aid-kit": ["急救包"],
  toilet: ["简易厕所"],
};

const textOf = (value: RawValue | undefined): string =>
  value === null || value === undefined ? "" : String(value).trim();
const sameWord = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** A month however a workbook holds it: a date, `2027-03`, `2027/3`, `2027年3月`, or with a day. As written where it is none. */
function monthOf(text: string): string | null {
  if (text === "") return null;
  const [, year, month] =
    /^(\d{4})[-/.年](\d{1,2})(?:月|(?:[-/.]|月)\d{1,2}日?|(?:-\d{2}T.*))?$/.exec(text) ?? [];
  return year && month ? `${year}-${month.padStart(2, "0")}` : text;
}

/** `1,200` and `1200`; blank and words are no number. */
const numberOf = (text: string): number =>
  /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)
    ? Number(text.replaceAll(",", ""))
    : text === ""
      ? Number.NaN
      : Number(text);

function placeId(text: string, places: RegisterPlaces["depots"]): string | null {
  const byId = places.find(({ id }) => id === text);
  if (byId) return byId.id;
  const named = places.filter(
    ({ nameZh, nameEn }) => nameZh === text || (nameEn !== "" && sameWord(nameEn, text)),
  );
  // two of one name cannot be told apart
  return named.length === 1 && named[0] ? named[0].id : null;
}

const FAULTS: Readonly<Record<MovementFault, readonly [Field, string]>> = {
  depot: ["depot", "id or name of a depot / 库的编号或名称"],
  quantity: ["quantity", "a number of 0 or more / 0 或更大的数"],
  zero: ["quantity", "more than 0 / 大于 0"],
  expires: ["expires", "YYYY-MM"],
  to: ["to", "id or name of a depot / 库的编号或名称"],
  self: ["to", "another depot / 另一座库"],
};

/** Whether a table has the columns a register cannot do without. */
export const isRegister = ({ columns }: Pick<RawTable, "columns">): boolean =>
  NEEDED.every((field) => columns.some((name) => COLUMNS[field].some((word) => sameWord(word, name.trim()))));

/**
 * Reads a register as it is exported, or with Chinese headings. Every fault of every row is told with its row, field, what
 * was expected and what was found; a row with a fault gives no movement.
 */
export function readRegister(table: RawTable, places: RegisterPlaces): RegisterReading {
  const columnOf = new Map<Field, string>();
  for (const field of FIELDS) {
    const column = table.columns.find((name) => COLUMNS[field].some((word) => sameWord(word, name.trim())));
    if (column !== undefined) columnOf.set(field, column);
  }
  const missing = NEEDED.filter((field) => !columnOf.has(field));
  if (missing.length > 0)
    return {
      movements: [],
      faults: missing.map((field) => ({
        row: 1,
        field,
        expected: COLUMNS[field].join(" / "),
        found: table.columns.join(", "),
      })),
    };
  const movements: Omit<StockMovement, "id">[] = [];
  const faults: RegisterFault[] = [];
  const depotIds = new Set(places.depots.map(({ id }) => id));
  for (const { row, values } of table.rows) {
    const cell = (field: Field): string => {
      const column = columnOf.get(field);
      return column === undefined ? "" : textOf(values[column]);
    };
    const before = faults.length;
    const fail = (field: Field, expected: string) =>
      faults.push({ row, field, expected, found: cell(field) });
    const kind = MOVEMENT_KINDS.find(
      (each) => sameWord(each, cell("kind")) || KIND_WORDS[each] === cell("kind"),
    );
    if (!kind) fail("kind", MOVEMENT_KINDS.map((each) => `${each} / ${KIND_WORDS[each]}`).join(", "));
    const item = SUPPLY_ITEMS.find(
      (each) => sameWord(each, cell("item")) || ITEM_WORDS[each].includes(cell("item")),
    );
    if (!item) fail("item", SUPPLY_ITEMS.map((each) => `${each} / ${ITEM_WORDS[each][0]}`).join(", "));
    const to = cell("to");
    const toId =
      to === ""
        ? null
        : placeId(to, kind === "transfer" ? places.depots : [...places.shelters, ...places.depots]);
    if (kind === "issue" && to !== "" && toId === null)
      fail("to", "blank, or id or name of a shelter / 空着，或场所的编号或名称");
    const movement: Omit<StockMovement, "id"> = {
      kind: kind ?? "receive",
      depotId: placeId(cell("depot"), places.depots) ?? "",
      toId: kind === "transfer" || kind === "issue" ? toId : null,
      item: item ?? "water-litre",
      quantity: numberOf(cell("quantity")),
      expires: monthOf(cell("expires")),
      paper: cell("paper"),
    };
    for (const fault of movementFaults(movement, depotIds)) fail(...FAULTS[fault]);
    if (faults.length === before) movements.push(movement);
  }
  return { movements, faults };
}
