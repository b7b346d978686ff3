/**
 * Covering seen from the sites that are still free (columns): open columns so that their costs and the weights of the
 * demands (rows) left uncovered are least together. Set covering has rows that must be covered and costs; maximal covering
 * has weights and no costs.
 */
export interface CoverModel {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Columns that reach row i are rowColumn[rowOffsets[i], rowOffsets[i + 1]), rising, at least `need` of them. */
  readonly rowOffsets: Uint32Array;
  readonly rowColumn: Uint32Array;
  /** Rows that column j reaches are columnRow[columnOffsets[j], columnOffsets[j + 1]), rising. */
  readonly columnOffsets: Uint32Array;
  readonly columnRow: Uint32Array;
  /** Open columns that row i needs before it counts as covered, 1 or more. */
  readonly need: Int32Array;
  /** What is paid when row i is left uncovered; Infinity = it must be covered. */
  readonly weight: Float64Array;
  /** What is paid for opening column j. */
  readonly cost: Float64Array;
  /** What opening column j takes from the budget; null = no budget. */
  readonly spend: Float64Array | null;
  /** What is left of the budget, 0 or more; Infinity = no budget. */
  readonly budget: number;
  /** Columns that may be opened at most. */
  readonly open: number;
  /** Paid already, whatever is opened. */
  readonly constant: number;
  /** Number of each column where the model came from, rising. */
  readonly id: Uint32Array;
  /** Columns of where the model came from that are open already. */
  readonly taken: readonly number[];
}

export interface CoverRow {
  readonly columns: readonly number[];
  readonly need: number;
  readonly weight: number;
}

export interface CoverLimits {
  readonly cost: Float64Array;
  readonly spend: Float64Array | null;
  readonly budget: number;
  readonly open: number;
}

/** State of a column or a row on the way to a smaller model. */
export const FREE = 0;
export const OPENED = 1;
export const SHUT = 2;

/** A model of these rows over columns 0, 1, …; rows that cannot be covered must not be among them. */
export function coverModel(rows: readonly CoverRow[], limits: CoverLimits): CoverModel {
  const rowOffsets = new Uint32Array(rows.length + 1);
  rows.forEach(({ columns }, row) => {
    rowOffsets[row + 1] = rowOffsets[row]! + columns.length;
  });
  const rowColumn = new Uint32Array(rowOffsets[rows.length]!);
  rows.forEach(({ columns }, row) => {
    rowColumn.set(columns, rowOffsets[row]);
  });
  const columnCount = limits.cost.length;
  return {
    ...limits,
    open: Math.min(limits.open, columnCount),
    rowCount: rows.length,
    columnCount,
    rowOffsets,
    rowColumn,
    ...turned(rowOffsets, rowColumn, columnCount),
    need: Int32Array.from(rows, (row) => row.need),
    weight: Float64Array.from(rows, (row) => row.weight),
    constant: 0,
    id: Uint32Array.from({ length: columnCount }, (_, column) => column),
    taken: [],
  };
}

/** The same arcs by column. */
function turned(
  rowOffsets: Uint32Array,
  rowColumn: Uint32Array,
  columnCount: number,
): Pick<CoverModel, "columnOffsets" | "columnRow"> {
  const columnOffsets = new Uint32Array(columnCount + 1);
  for (const column of rowColumn) columnOffsets[column + 1]!++;
  for (let column = 0; column < columnCount; column++) columnOffsets[column + 1]! += columnOffsets[column]!;
  const cursor = columnOffsets.slice();
  const columnRow = new Uint32Array(rowColumn.length);
  for (let row = 0; row + 1 < rowOffsets.length; row++)
    for (let arc = rowOffsets[row]!; arc < rowOffsets[row + 1]!; arc++)
      columnRow[cursor[rowColumn[arc]!]!++] = row;
  return { columnOffsets, columnRow };
}

/** What a smaller model keeps of the larger: row i of it is row `rows[i]` of the larger. */
export interface Restriction {
  readonly model: CoverModel;
  readonly rows: Uint32Array;
}

/**
 * The model with columns opened and shut, and rows left out (`SHUT`: covered for certain) or made to be covered
 * (`OPENED`). null: nothing that is allowed does all of that.
 */
export function restrictCover(
  model: CoverModel,
  columnState: Uint8Array,
  rowState: Uint8Array | null = null,
): Restriction | null {
  const { rowOffsets, rowColumn, columnCount, rowCount, spend } = model;
  let { open, budget, constant } = model;
  const taken = [...model.taken];
  const place = new Int32Array(columnCount).fill(-1);
  const kept: number[] = [];
  for (let column = 0; column < columnCount; column++) {
    if (columnState[column] === OPENED) {
      open--;
      constant += model.cost[column]!;
      if (spend) budget -= spend[column]!;
      taken.push(model.id[column]!);
    } else if (columnState[column] === FREE) {
      place[column] = kept.length;
      kept.push(column);
    }
  }
  // Sums of costs with fractions may miss a budget they meet by a rounding.
  if (open < 0 || budget < -1e-9 * model.budget) return null;
  const rows = new Uint32Array(rowCount);
  const offsets = new Uint32Array(rowCount + 1);
  const columns = new Uint32Array(rowColumn.length);
  const need = new Int32Array(rowCount);
  const weight = new Float64Array(rowCount);
  let count = 0;
  let arcs = 0;
  for (let row = 0; row < rowCount; row++) {
    if (rowState?.[row] === SHUT) continue;
    let left = model.need[row]!;
    const first = arcs;
    for (let arc = rowOffsets[row]!; arc < rowOffsets[row + 1]!; arc++) {
      const column = rowColumn[arc]!;
      if (columnState[column] === OPENED) left--;
      else if (place[column] !== -1) columns[arcs++] = place[column]!;
    }
    const price = rowState?.[row] === OPENED ? Infinity : model.weight[row]!;
    if (left <= 0) arcs = first;
    else if (arcs - first < left) {
      if (price === Infinity) return null;
      constant += price;
      arcs = first;
    } else {
      need[count] = left;
      weight[count] = price;
      rows[count++] = row;
      offsets[count] = arcs;
    }
  }
  const pick = (values: Float64Array) => Float64Array.from(kept, (column) => values[column]!);
  const keptOffsets = offsets.slice(0, count + 1);
  const keptColumns = columns.slice(0, arcs);
  return {
    rows: rows.slice(0, count),
    model: {
      rowCount: count,
      columnCount: kept.length,
      rowOffsets: keptOffsets,
      rowColumn: keptColumns,
      ...turned(keptOffsets, keptColumns, kept.length),
      need: need.slice(0, count),
      weight: weight.slice(0, count),
      cost: pick(model.cost),
      spend: spend && pick(spend),
      budget: Math.max(0, budget),
      open: Math.min(open, kept.length),
      constant,
      id: Uint32Array.from(kept, (column) => model.id[column]!),
      taken,
    },
  };
}

/** What opening these columns costs with what they leave uncovered; null = they leave out what must be covered, or exceed a limit. */
export function coverValue(model: CoverModel, columns: Iterable<number>): number | null {
  const { columnOffsets, columnRow, need, weight, rowCount, spend } = model;
  const covers = new Int32Array(rowCount);
  let value = model.constant;
  let left = model.budget;
  let count = 0;
  for (const column of columns) {
    value += model.cost[column]!;
    left -= spend?.[column] ?? 0;
    count++;
    for (let arc = columnOffsets[column]!; arc < columnOffsets[column + 1]!; arc++)
      covers[columnRow[arc]!]!++;
  }
  if (count > model.open || left < -1e-9 * model.budget) return null;
  for (let row = 0; row < rowCount; row++) if (covers[row]! < need[row]!) value += weight[row]!;
  return value === Infinity ? null : value;
}
