import gcoord from "gcoord";
import { beforeAll, describe, expect, it } from "vitest";
import type { LayerChange } from "../../src/core/model/import.ts";
import type { ImportGround, ImportsApi, TableSummary } from "../../src/core/model/import-session.ts";
import { readTables } from "../../src/sources/formats/read-tables.ts";
import { createTestImportsApi } from "../fixtures/create-importer.ts";
import { readPackLayer } from "../fixtures/read-pack-layer.ts";

const ground: ImportGround = { packId: "xicheng", baseUrl: "packs/xicheng/pack/", changes: [] };
const shelters = readPackLayer("shelters");
const quiet = () => undefined;
const fileOf = (name: string, text: string) => new File([text], name);

/** The embedded shelters as a list of an office would have them, in the coordinates of a web map of China. */
const gcjList = (rows = shelters) =>
  [
    "西城区应急避难场所一览表,,,,",
    "名称,层级,有效面积（亩）,经度,纬度",
    ...rows.map(({ properties }) => {
      const [lng, lat] = gcoord.transform(
        [properties.labelLng as number, properties.labelLat as number],
        gcoord.WGS84,
        gcoord.GCJ02,
      );
      const mu = ((properties.effectiveSquareMetres as number) * 3) / 2000;
      return `新${properties.nameZh},紧急,${mu.toFixed(3)},${lng.toFixed(6)},${lat.toFixed(6)}`;
    }),
  ].join("\r\n");

let api: ImportsApi;
beforeAll(() => {
  api = createTestImportsApi();
});

async function tableOf(file: File): Promise<TableSummary> {
  const read = await api.read(ground, file, quiet);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value[0] as TableSummary;
}

describe("a list in GCJ-02", () => {
  it("is read, understood, placed where it belongs, checked and added with a gate each", async () => {
    const table = await tableOf(fileOf("避难场所.csv", gcjList()));
    expect(table.rowCount).toBe(shelters.length);
    expect(table.guess.mapping.layer).toBe("shelters");
    const area = table.guess.mapping.fields.find(({ field }) => field === "effectiveSquareMetres");
    expect(area?.unit).toBe("mu");
    const judged = await api.judge(ground, table.tableId, table.guess.mapping);
    if (!judged.ok) throw new Error(JSON.stringify(judged.failure));
    expect(judged.value.picture.outlines.length).toBeGreaterThan(0);
    expect(judged.value.picture.streets.length).toBeGreaterThan(100);
    // Never another: deciding is the guard's, being wrong is nobody's.
    if (judged.value.verdict.kind === "decided") expect(judged.value.verdict.crs).toBe("GCJ-02");

    const draft = await api.draft(ground, table.tableId, table.guess.mapping, "GCJ-02", "xy", 2026);
    if (!draft.ok) throw new Error(JSON.stringify(draft.failure));
    expect(draft.value.goodCount + draft.value.rejectedCount).toBe(shelters.length);
    expect(draft.value.assumedGateCount).toBe(draft.value.goodCount);
    expect(draft.value.preview.features).toHaveLength(draft.value.goodCount);
    const [first] = draft.value.preview.features;
    const own = shelters[0]?.properties;
    expect(first?.geometry.coordinates[0]).toBeCloseTo(own?.labelLng as number, 4);
    expect(first?.geometry.coordinates[1]).toBeCloseTo(own?.labelLat as number, 4);

    const accepted = await api.accept(ground, {
      draftId: draft.value.draftId,
      mode: "update",
      changeId: "one",
      importedAt: "2026-11-27T00:00:00.000Z",
    });
    if (!accepted.ok) throw new Error(JSON.stringify(accepted.failure));
    const [main, gates] = accepted.value as [LayerChange, LayerChange];
    expect(main.upserts).toHaveLength(draft.value.goodCount);
    expect(gates).toMatchObject({ layer: "gates", method: "modelled", removedIds: [] });
    expect(gates.upserts).toHaveLength(draft.value.goodCount);
    const ids = new Set(main.upserts.map(({ properties }) => properties.id));
    for (const gate of gates.upserts) expect(ids.has(gate.properties.shelterId as string)).toBe(true);
    const metres = main.upserts[0]?.properties.effectiveSquareMetres as number;
    expect(metres).toBeCloseTo(own?.effectiveSquareMetres as number, 0);

    // What is laid over the pack goes out with it.
    const laid = { ...ground, changes: accepted.value };
    const bytes = await api.exportLayer(laid, "shelters", "2026-11-27T00:00:00.000Z", "csv");
    if (!bytes.ok) throw new Error(JSON.stringify(bytes.failure));
    const back = await readTables({ name: "shelters.csv", bytes: bytes.value });
    expect(back.ok && back.value[0]?.rows.length).toBe(shelters.length + draft.value.goodCount);
  }, 60_000);
});

it("takes bad rows out, says why, and hands them back as a table", async () => {
  const text = "名称,经度,纬度\n甲,116.36,39.91\n乙,abc,39.91\n丙,116.37,39.92\n";
  const table = await tableOf(fileOf("a.csv", text));
  const { mapping } = await api.guess(table.tableId, "shelters");
  const draft = await api.draft(ground, table.tableId, mapping, "EPSG:4326", "xy", 2026);
  if (!draft.ok) throw new Error(JSON.stringify(draft.failure));
  expect(draft.value).toMatchObject({ goodCount: 2, rejectedCount: 1 });
  expect(draft.value.findings[0]).toMatchObject({ severity: "rejected", place: { row: 3 } });
  const rejected = await api.rejected(draft.value.draftId);
  const reasons = rejected.flatMap(({ findings }) => findings.map(() => "because"));
  const back = await api.rejectedTable(draft.value.draftId, { row: "行", reasons: "原因" }, reasons);
  expect(back.columns).toEqual(["名称", "经度", "纬度", "行", "原因"]);
  expect(back.rows).toEqual([["乙", "abc", "39.91", 3, "because"]]);
}, 30_000);

it("says what a bad file is, and keeps what was read before", async () => {
  const table = await tableOf(fileOf("good.csv", "名称,经度,纬度\n甲,116.36,39.91\n"));
  const bad = await api.read(ground, fileOf("bad.bin", "\u0000\u0001\u0002"), quiet);
  expect(bad).toMatchObject({ ok: false, failure: { code: "IMPORT_FORMAT_UNKNOWN", file: "bad.bin" } });
  const empty = await api.read(ground, fileOf("empty.csv", ""), quiet);
  expect(empty).toMatchObject({ ok: false, failure: { code: "IMPORT_EMPTY" } });
  const guess = await api.guess(table.tableId, "shelters");
  expect(guess.mapping.layer).toBe("shelters");
});

it("fails by name where the coordinates are of a system nobody knows", async () => {
  const table = await tableOf(fileOf("good.csv", "名称,经度,纬度\n甲,116.36,39.91\n"));
  const draft = await api.draft(ground, table.tableId, table.guess.mapping, "EPSG:999999", "xy", 2026);
  expect(draft).toMatchObject({ ok: false, failure: { code: "CRS_UNKNOWN" } });
});
