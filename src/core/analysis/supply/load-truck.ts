import type { SupplyTask } from "./supply-task.ts";

/** Sums of fractions of persons and units forgive a millionth. */
export const FORGIVEN = 1e-6;

/** Whole units so many persons need of an item. */
export const unitsFor = (unitsPerPerson: number, persons: number): number =>
  Math.ceil(persons * unitsPerPerson - FORGIVEN);

/** Persons for whom every needed item is among the units. */
export function suppliedPersons({ unitsPerPerson }: Pick<SupplyTask, "unitsPerPerson">, units: Float64Array) {
  let least = Infinity;
  for (let k = 0; k < units.length; k++)
    least = Math.min(least, Math.floor(units[k]! / unitsPerPerson[k]! + FORGIVEN));
  return least;
}

/** Units of item k that lift a shelter to a level (persons); what the depot has run out of is passed over. */
const taken = (task: SupplyTask, level: number, delivered: Float64Array, stock: Float64Array, k: number) =>
  Math.min(Math.max(0, unitsFor(task.unitsPerPerson[k]!, level) - delivered[k]!), stock[k]!);

function loadKilograms(
  task: SupplyTask,
  level: number,
  delivered: Float64Array,
  stock: Float64Array,
): number {
  let sum = 0;
  for (let k = 0; k < stock.length; k++)
    sum += taken(task, level, delivered, stock, k) * task.kilogramsPerUnit[k]!;
  return sum;
}

export interface Load {
  /** By the order of the needs. */
  readonly units: Float64Array;
  readonly kilograms: number;
}

/**
 * The most level load that fits: items are lifted together to the highest number of persons, at most all, that the
 * kilograms allow, so that as many as possible have everything. What room is left takes of the next person's units one
 * item after the other, or a shelter whose next person weighs more than a truck would never be served. null: nothing
 * to bring, or no unit of it fits.
 */
export function levelLoad(
  task: SupplyTask,
  persons: number,
  delivered: Float64Array,
  stock: Float64Array,
  mostKilograms: number,
): Load | null {
  let level = persons;
  if (loadKilograms(task, persons, delivered, stock) > mostKilograms) {
    let low = 0;
    let high = persons;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (loadKilograms(task, middle, delivered, stock) <= mostKilograms) low = middle;
      else high = middle;
    }
    level = low;
  }
  const units = new Float64Array(stock.length);
  let kilograms = 0;
  for (let k = 0; k < stock.length; k++) {
    units[k] = taken(task, level, delivered, stock, k);
    kilograms += units[k]! * task.kilogramsPerUnit[k]!;
  }
  if (kilograms === 0 && level < persons)
    for (let k = 0; k < stock.length; k++) {
      const each = task.kilogramsPerUnit[k]!;
      const more = Math.min(
        taken(task, level + 1, delivered, stock, k),
        Math.floor((mostKilograms - kilograms) / each),
      );
      if (!(more > 0)) continue;
      units[k] = more;
      kilograms += more * each;
    }
  return kilograms > 0 ? { units, kilograms } : null;
}
