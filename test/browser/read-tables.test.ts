import { afterAll, beforeAll, expect, test } from "vitest";
import type { Failure } from "../../src/core/model/failure.ts";
import type { RawTable } from "../../src/core/model/import.ts";
import type { Result } from "../../src/core/result.ts";
import geoPackageUrl from "../fixtures/files/gdal-gpkg.zip?url";
import shapefilesUrl from "../fixtures/files/gdal-shapefiles.zip?url";
import flatGeobufUrl from "../fixtures/files/gdal-shelters.fgb?url";
import kmlUrl from "../fixtures/files/gdal-shelters.kml?url";
import kmzUrl from "../fixtures/files/gdal-shelters.kmz?url";
import workbookUrl from "../fixtures/files/gdal-shelters.xlsx?url";

/* Libraries that lean on a document or on Node fail only here: a real module worker of a real browser. */

const worker = new Worker(new URL("./read-tables.worker.ts", import.meta.url), { type: "module" });
afterAll(() => worker.terminate());

interface Answer {
  readonly hasDocument: boolean;
  readonly read: Result<RawTable[], Failure>;
}

async function readInWorker(blob: Blob): Promise<RawTable[]> {
  const answer = await new Promise<Answer>((resolve, reject) => {
    // A channel each: an answer that comes late is never taken for the next one's.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data as Answer);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(new File([blob], "dropped.bin"), [port2]);
  });
  expect(answer.hasDocument).toBe(false);
  if (!answer.read.ok) throw new Error(JSON.stringify(answer.read.failure));
  return answer.read.value;
}

// The first message waits until the libraries are bundled: long on a busy machine, and no fault of a format.
beforeAll(() => readInWorker(new Blob(["a,b\n1,2\n"])), 120_000);

const YUETAN = { type: "Point", coordinates: [116.34, 39.91] };

test.each([
  ["shapefile", shapefilesUrl],
  ["kml", kmlUrl],
  ["kml", kmzUrl],
  ["flatgeobuf", flatGeobufUrl],
  ["geopackage", geoPackageUrl],
])(
  "%s in a worker: %s",
  async (format, url) => {
    const tables = await readInWorker(await (await fetch(url)).blob());
    expect(new Set(tables.map((table) => table.format))).toEqual(new Set([format]));
    const rows = tables.flatMap((table) => table.rows);
    const row = rows.find(({ values, geometry }) => values.编号 === "007" && geometry !== null);
    expect(row?.values.名称).toBe("月坛公园");
    expect(row?.geometry).toEqual(YUETAN);
  },
  30_000,
);

test("a workbook in a worker", async () => {
  const [table] = await readInWorker(await (await fetch(workbookUrl)).blob());
  expect(table?.rows[0]?.values).toMatchObject({ 编号: "007", 面积: 1234.5, 日期: "2020-03-04" });
}, 30_000);

test("text and GeoJSON in a worker", async () => {
  const [csv] = await readInWorker(new Blob(["编号,名称\n007,月坛公园\n"]));
  expect(csv?.rows[0]?.values).toEqual({ 编号: "007", 名称: "月坛公园" });
  const [geojson] = await readInWorker(new Blob([JSON.stringify(YUETAN)]));
  expect(geojson?.rows[0]?.geometry).toEqual(YUETAN);
}, 30_000);
