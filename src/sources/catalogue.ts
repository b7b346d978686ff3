import * as v from "valibot";
import type { Catalogue, CatalogueEntry } from "../core/model/catalogue.ts";
import type { Failure, FaultPlace } from "../core/model/failure.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { ByteSource } from "./byte-source.ts";
import { faultOf } from "./data-package.ts";

/** Beside the folders of the packs it lists. */
export const CATALOGUE_FILE = "catalogue.json";

const longitude = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));
const latitude = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const Entry = v.object({
  // It becomes part of an address: never out of the folder of the packs.
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, "letters, figures, - and _")),
  titleZh: v.pipe(v.string(), v.minLength(1)),
  titleEn: v.string(),
  bbox: v.tuple([longitude, latitude, longitude, latitude]),
  residents: count,
  asOf: v.pipe(v.string(), v.minLength(1)),
  bytes: count,
});

/** Entries that cannot be understood, and second ones of an id, are left out and counted in a note. */
export function parseCatalogue(bytes: Uint8Array): Result<Catalogue, Failure> {
  const malformed = (found: string, expected: string) =>
    err<Failure>({
      code: "PACK_MALFORMED",
      packId: CATALOGUE_FILE,
      place: { file: CATALOGUE_FILE, found, expected },
    });
  let raw: unknown;
  try {
    raw = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return malformed(bytes.length === 0 ? "0 B" : "not JSON", "JSON");
  }
  if (!Array.isArray(raw)) return malformed(raw === null ? "null" : typeof raw, "list of packs");
  const entries: CatalogueEntry[] = [];
  const faults: FaultPlace[] = [];
  raw.forEach((item: unknown, i) => {
    const parsed = v.safeParse(Entry, item);
    const fault = (place: Omit<FaultPlace, "file" | "row">) =>
      faults.push({ file: CATALOGUE_FILE, row: i + 1, ...place });
    if (!parsed.success) fault(faultOf(parsed.issues[0]));
    else if (entries.some((earlier) => earlier.id === parsed.output.id))
      fault({ field: "id", found: parsed.output.id, expected: "an id of its own" });
    else entries.push(parsed.output);
  });
  const [first] = faults;
  return ok({
    entries,
    notes: first ? [{ code: "ROWS_SKIPPED", count: faults.length, place: first }] : [],
  });
}

/** The catalogue of the folder that `source` reads from: the folder of the packs, not of one pack. */
export async function readCatalogue(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<Result<Catalogue, Failure>> {
  const read = await source.read(CATALOGUE_FILE, signal);
  return read.ok ? parseCatalogue(read.value) : read;
}
