import type { FaultPlace } from "../../src/core/model/failure.ts";
import { err, ok, type Result } from "../../src/core/result.ts";

/** One request, an array of them, or one per line (JSON lines). Nothing is run unless all of it can be read. */
export function readOrders<Order extends { readonly id: string | null }>(
  text: string,
  file: string,
  read: (raw: unknown, place: { file: string; row: number }) => Result<Order, FaultPlace>,
): Result<readonly Order[], readonly FaultPlace[]> {
  const raws = jsonValues(text.replace(/^\uFEFF/, ""), file);
  if (!raws.ok) return raws;
  const orders: Order[] = [];
  const faults: FaultPlace[] = [];
  const names = new Map<string, number>();
  raws.value.forEach((raw, i) => {
    const order = read(raw, { file, row: i + 1 });
    if (!order.ok) {
      faults.push(order.failure);
      return;
    }
    // Lower case: two names that differ in nothing else are one file on some systems.
    const name = orderName(order.value, i).toLowerCase();
    const before = names.get(name);
    if (before !== undefined)
      faults.push({
        file,
        row: i + 1,
        field: "id",
        found: name,
        expected: `an id not used in row ${before}`,
      });
    names.set(name, i + 1);
    orders.push(order.value);
  });
  if (raws.value.length === 0) faults.push({ file, found: "no request", expected: "at least one request" });
  return faults.length > 0 ? err(faults) : ok(orders);
}

/** File name of a result without its ending: the order's id, or its number from 1 and what was asked. */
export const orderName = (
  order: { readonly id: string | null; readonly analysis?: string },
  index: number,
): string => order.id ?? `${String(index + 1).padStart(4, "0")}-${order.analysis ?? "result"}`;

function jsonValues(text: string, file: string): Result<readonly unknown[], readonly FaultPlace[]> {
  try {
    const whole: unknown = JSON.parse(text);
    return ok(Array.isArray(whole) ? whole : [whole]);
  } catch {
    const lines = text.split(/\r?\n/);
    const filled = lines.flatMap((line, i) => (line.trim() === "" ? [] : [{ line, row: i + 1 }]));
    const values: unknown[] = [];
    const faults: FaultPlace[] = [];
    for (const { line, row } of filled)
      try {
        values.push(JSON.parse(line));
      } catch {
        faults.push({ file, row, found: line.slice(0, 60), expected: "JSON" });
      }
    const isOneBroken = faults.length > 0 && values.length === 0;
    if (isOneBroken)
      return err([{ file, found: text.slice(0, 60), expected: "JSON or one JSON value per line" }]);
    return faults.length > 0 ? err(faults) : ok(values);
  }
}
