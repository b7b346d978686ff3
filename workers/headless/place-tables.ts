import { type CsvRead, csvNumber, readCsv } from "./read-csv.ts";

export interface DemandTable extends CsvRead {
  readonly ids: readonly string[];
  /** As given, with fractions. */
  readonly persons: readonly number[];
  readonly subDistricts: readonly (string | null)[];
}

export interface SiteTable extends CsvRead {
  readonly ids: readonly string[];
  /** null = unknown. */
  readonly capacities: readonly (number | null)[];
  readonly isExisting: readonly boolean[];
  /** null where no row has one. */
  readonly costs: Float64Array | null;
}

const MOST_PERSONS = 100_000_000;

/** CSV id,persons[,subDistrict]. Persons are needed in every row: a demand of unknown size cannot be counted. */
export async function readDemandTable(file: string): Promise<DemandTable> {
  const ids: string[] = [];
  const persons: number[] = [];
  const subDistricts: (string | null)[] = [];
  const seen = new Set<string>();
  const read = await readCsv(
    file,
    {
      id: { names: ["id", "demandid", "origin", "编号"], isRequired: true },
      persons: { names: ["persons", "population", "people", "人数"], isRequired: true },
      subDistrict: { names: ["subdistrict", "subdistrictcode", "area", "街道"], isRequired: false },
    },
    (row) => {
      if (row.id === "" || seen.has(row.id))
        return { field: "id", found: row.id, expected: "an id used once" };
      const count = csvNumber(row.persons);
      if (count === null || !(count >= 0 && count <= MOST_PERSONS))
        return { field: "persons", found: row.persons, expected: `0 … ${MOST_PERSONS}` };
      seen.add(row.id);
      ids.push(row.id);
      persons.push(count);
      subDistricts.push(row.subDistrict === "" ? null : row.subDistrict);
      return null;
    },
  );
  return { ...read, ids, persons, subDistricts };
}

const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ["", false],
  ["0", false],
  ["false", false],
  ["no", false],
  ["否", false],
  ["1", true],
  ["true", true],
  ["yes", true],
  ["是", true],
]);

/** CSV id[,capacityPersons][,existing][,cost]. An empty capacity is unknown room; costs are given for all sites or none. */
export async function readSiteTable(file: string): Promise<SiteTable> {
  const ids: string[] = [];
  const capacities: (number | null)[] = [];
  const isExisting: boolean[] = [];
  const costs: number[] = [];
  const seen = new Set<string>();
  const read = await readCsv(
    file,
    {
      id: { names: ["id", "siteid", "destination", "编号"], isRequired: true },
      capacityPersons: { names: ["capacitypersons", "capacity", "容量"], isRequired: false },
      existing: { names: ["existing", "isexisting", "已建"], isRequired: false },
      cost: { names: ["cost", "造价"], isRequired: false },
    },
    (row) => {
      if (row.id === "" || seen.has(row.id))
        return { field: "id", found: row.id, expected: "an id used once" };
      const capacity = row.capacityPersons === "" ? null : csvNumber(row.capacityPersons);
      if (row.capacityPersons !== "" && !(capacity !== null && capacity >= 0 && capacity <= MOST_PERSONS))
        return {
          field: "capacityPersons",
          found: row.capacityPersons,
          expected: `0 … ${MOST_PERSONS}, or empty`,
        };
      const existing = TRUTHS.get(row.existing.toLowerCase());
      if (existing === undefined) return { field: "existing", found: row.existing, expected: "1 or 0" };
      const cost = row.cost === "" ? null : csvNumber(row.cost);
      if (row.cost !== "" && !(cost !== null && cost > 0 && cost < 1e15))
        return { field: "cost", found: row.cost, expected: "more than 0" };
      if (ids.length > 0 && (cost !== null) !== costs.length > 0)
        return { field: "cost", found: row.cost, expected: "a cost in every row or in none" };
      seen.add(row.id);
      ids.push(row.id);
      capacities.push(capacity === null ? null : Math.floor(capacity));
      isExisting.push(existing);
      if (cost !== null) costs.push(cost);
      return null;
    },
  );
  return { ...read, ids, capacities, isExisting, costs: costs.length > 0 ? Float64Array.from(costs) : null };
}
