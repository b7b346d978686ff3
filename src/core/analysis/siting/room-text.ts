import type { RoomModel } from "./room-bound.ts";
import { lpSum, siteName } from "./siting-problem.ts";

/**
 * The model as LP text, `y0`, `y1`, … for its free columns, those decided shut (2) left out and those decided open (1)
 * open. Persons flow from rows to columns; an arc opens with its column, which keeps the relaxation tight.
 */
export function roomText(model: RoomModel, decided: Uint8Array): string {
  const { rowOffsets, rowColumn, persons, room, freeCount, spend } = model;
  const kept = [...decided.keys()].filter((column) => decided[column] !== 2);
  const isFree = (column: number) => column < freeCount;
  const objective: [number, string][] = [];
  const rows: string[] = [];
  const into = new Map<number, [number, string][]>();
  for (let row = 0; row < persons.length; row++) {
    const out: [number, string][] = [];
    for (let arc = rowOffsets[row]!; arc < rowOffsets[row + 1]!; arc++) {
      const column = rowColumn[arc]!;
      if (isFree(column) && decided[column] === 2) continue;
      const flow = `f${row}_${column}`;
      out.push([1, flow]);
      into.set(column, [...(into.get(column) ?? []), [1, flow]]);
      if (isFree(column)) {
        const most = Math.min(persons[row]!, room[column]!);
        rows.push(` a${row}_${column}: ${flow} - ${most} ${siteName(column)} <= 0`);
      }
    }
    if (out.length === 0) continue;
    objective.push(...out);
    rows.push(` d${row}: ${lpSum(out)} <= ${persons[row]!}`);
  }
  for (const [column, flows] of into) {
    const sum = lpSum(flows);
    rows.push(
      isFree(column)
        ? ` s${column}: ${sum} - ${room[column]!} ${siteName(column)} <= 0`
        : ` s${column}: ${sum} <= ${room[column]!}`,
    );
  }
  const names = kept.map((column): [number, string] => [1, siteName(column)]);
  if (names.length > 0) rows.push(` most: ${lpSum(names)} <= ${model.open}`);
  if (spend && names.length > 0)
    rows.push(
      ` budget: ${lpSum(kept.map((column) => [spend[column]!, siteName(column)]))} <= ${model.budget}`,
    );
  for (const column of kept) if (decided[column] === 1) rows.push(` o${column}: ${siteName(column)} = 1`);
  return [
    "Maximize",
    ` total: ${lpSum(objective)}`,
    "Subject To",
    ...rows,
    "Binary",
    ...kept.map((column) => ` ${siteName(column)}`),
    "End",
  ].join("\n");
}
