import type { ColumnMapping, CrsId, Finding, RawTable } from "../../../src/core/model/import.ts";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import { err, ok } from "../../../src/core/result.ts";
import { draftRows } from "../../../src/sources/import/draft-rows.ts";
import type { ImportContext } from "../../../src/sources/import/import-context.ts";
import { suggestMapping } from "../../../src/sources/import/suggest-mapping.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { mover, readingOf } from "./crs-guard.ts";
import type { LayerDraft, PackTools } from "./pack-tools.ts";

/** Rows of a list as rows of a layer, by the import of the browser: its columns guessed, its positions read, its values checked. */
export const draftLayer: PackTools["draftLayer"] = async (tables, layer, about) => {
  const file = tables[0]?.file ?? "";
  const mapped = tables
    .map((table) => ({ table, mapping: suggestMapping(table, layer).mapping }))
    // A sheet of notes has no positions.
    .filter(({ mapping }) => mapping.place.kind !== "none")
    .map(({ table, mapping }) => ({
      table,
      mapping: { ...mapping, method: about.method, source: about.source },
    }));
  if (mapped.length === 0)
    return err(
      `--${layer} ${file}: no positions in it; its columns are ${tables.map(({ columns }) => columns.join(", ")).join(" | ")}`,
    );
  const { district } = about.ground;
  if (district === null) return err(`--${layer} ${file}: no district to check it against`);
  const context: ImportContext = {
    district,
    subDistricts: about.areas.subDistricts.parts,
    communities: about.areas.communities.parts.map(({ code, polygon }) => ({ id: code, polygon })),
    layers: Object.fromEntries(Object.entries(about.layers).map(([name, list]) => [name, list.rows])),
    squareMetresPerPerson: planningRules.figures.emergencySquareMetresPerPerson.value,
  };
  const { points, names } = heardPositions(mapped, context);
  const reading = await readingOf({
    option: layer,
    file,
    points,
    names,
    declaredByPerson: about.declared,
    declaredByFile: declaredBy(mapped.map(({ table }) => table)),
    ground: about.ground,
  });
  if (!reading.ok) return reading;
  if (reading.value === null) return err(`--${layer} ${file}: give --crs-${layer}`);
  const { projection, words } = reading.value;
  const toWgs84 = mover(reading.value);
  const drafts = mapped.map(({ table, mapping }) =>
    draftRows(table, mapping, projection.crs, toWgs84, context),
  );
  const findings: Finding[] = drafts.flatMap((draft) => draft.findings);
  const rows: LayerFeature[] = [];
  const seen = new Set<unknown>();
  for (const draft of drafts)
    for (const { row, feature } of draft.rows) {
      const { id } = feature.properties;
      if (seen.has(id)) {
        const place = { file, row, field: "id", found: String(id), expected: "an id of its own" };
        findings.push({ code: "DUPLICATE_ID", severity: "rejected", place, lngLat: null });
      } else {
        seen.add(id);
        rows.push(feature);
      }
    }
  const rowCount = drafts.reduce((sum, draft) => sum + draft.rows.length + draft.rejected.length, 0);
  if (rows.length === 0) {
    const [first] = findings.filter(({ severity }) => severity === "rejected");
    const why = first ? ` The first: ${first.code} ${JSON.stringify(first.place)}` : "";
    return err(`--${layer} ${file}: none of its ${rowCount} rows can be used (${words}).${why}`);
  }
  return ok<LayerDraft>({ tables, rows, rowCount, findings, crs: words });
};

interface Mapped {
  readonly table: RawTable;
  readonly mapping: ColumnMapping;
}

/** Which numbers the import takes for positions, and the name of the row each is of: it is read through once, listening. */
function heardPositions(mapped: readonly Mapped[], context: ImportContext) {
  const points: [number, number][] = [];
  const names: (string | null)[] = [];
  for (const { table, mapping } of mapped) {
    const nameColumn = mapping.fields.find(({ field }) => field === "nameZh" || field === "nameEn")?.column;
    for (const row of table.rows) {
      const name = nameColumn === undefined ? null : row.values[nameColumn];
      const listen = (x: number, y: number) => {
        points.push([x, y]);
        names.push(typeof name === "string" ? name : null);
        return null;
      };
      draftRows({ ...table, rows: [row] }, mapping, "EPSG:4326", listen, context);
    }
  }
  return { points, names };
}

/** What the tables say of themselves; null unless they all say the same. */
export function declaredBy(tables: readonly RawTable[]): CrsId | null {
  const said = new Set(tables.map(({ declaredCrs }) => declaredCrs));
  const [first = null] = said;
  return said.size === 1 ? first : null;
}
