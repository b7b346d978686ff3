import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bbox, booleanPointInPolygon, feature } from "@turf/turf";
import type { Feature, Polygon } from "geojson";
import type { LngLat } from "../../src/core/model/geometry.ts";
import { decodeNetwork } from "../../src/sources/network-binary.ts";
import { overlapShare, partitionFault } from "./compare/boundary-overlap.ts";
import {
  atLeast,
  atLeastPercent,
  atMost,
  atMostPercent,
  exactly,
  type Finding,
  findingsTable,
  told,
  toldPercent,
} from "./compare/findings.ts";
import { compareDistances, walkGraphOf } from "./compare/network-distance.ts";
import { type Area, COMPARED_CLASSES, type Reference, readReference } from "./compare/reference-files.ts";
import { nearCourses, sampledMetres } from "./compare/street-cover.ts";
import { looseEnds, streetParts } from "./compare/street-parts.ts";
import { randomFor } from "./model/random.ts";
import { readSourceTables, type SourceTables } from "./model/source-tables.ts";

/*
 * Compares the compiled tables and the built network with the reference data beside this repository, where there is
 * such a folder. Reads only; prints one table; exit status 1 when a demand of the plan is missed.
 */

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));
const REFERENCE = fileURLToPath(new URL("../../../shared/reference-data", import.meta.url));
const NETWORK = `${REPOSITORY}data/xicheng/pack/network.bin`;
const REACH_METRES = 40;
const PAIRS = 500;
const PAIR_SEED = 20240304;
/** 2020 census of the district. */
const RESIDENTS = 1_106_214;

const polygonOf = (polygon: Polygon): Feature<Polygon> => feature(polygon);
const cornersOf = (polygon: Polygon) => polygon.coordinates.reduce((sum, ring) => sum + ring.length - 1, 0);

function tableFindings(tables: SourceTables): Finding[] {
  const parts = tables.subDistricts.map(({ polygon }) => polygonOf(polygon));
  const fault = partitionFault(polygonOf(tables.district), parts);
  const inDistrict = (place: LngLat) => booleanPointInPolygon([...place], tables.district);
  return [
    atMost(
      "vertices of the street table",
      tables.streets.reduce((sum, { vertices }) => sum + vertices.length, 0),
      1500,
    ),
    atMost("corners of the district", cornersOf(tables.district), 60),
    atMost(
      "corners of a sub-district, most",
      Math.max(...tables.subDistricts.map((row) => cornersOf(row.polygon))),
      60,
    ),
    atMost("ground between or outside sub-districts, m2", Math.round(fault.unsharedSquareMetres), 100),
    atMost("ground in two sub-districts, m2", Math.round(fault.overlapSquareMetres), 100),
    exactly(
      "residents of the sub-districts",
      tables.subDistricts.reduce((sum, { residents }) => sum + residents, 0),
      RESIDENTS,
    ),
    exactly(
      "separate parts of the street table inside the district",
      streetParts(tables.streets, inDistrict),
      1,
    ),
    exactly(
      `street ends within ${REACH_METRES} m of a street they do not join`,
      looseEnds(tables.streets, REACH_METRES).length,
      0,
    ),
  ];
}

function boundaryFindings(tables: SourceTables, reference: Reference): Finding[] {
  return [
    atLeast(
      "overlap (IoU) of the district",
      overlapShare(polygonOf(tables.district), reference.district),
      0.97,
    ),
    ...tables.subDistricts.map((row) => {
      const other = reference.subDistricts.get(row.code);
      const share = other ? overlapShare(polygonOf(row.polygon), other) : 0;
      return atLeast(`overlap (IoU) of ${row.nameZh}`, share, 0.88);
    }),
  ];
}

function streetFindings(tables: SourceTables, reference: Reference): Finding[] {
  const insideOf = (area: Area) => (place: LngLat) => booleanPointInPolygon([...place], area);
  const inReference = insideOf(reference.district);
  const ours = tables.streets.map(({ vertices }) => vertices);
  const nearOurs = nearCourses(ours, REACH_METRES);
  const nearReal = nearCourses(
    reference.roads.map(({ course }) => course),
    REACH_METRES,
  );
  const covered = new Map(
    COMPARED_CLASSES.map((roadClass) => [
      roadClass,
      sampledMetres(
        reference.roads.filter((road) => road.roadClass === roadClass).map(({ course }) => course),
        inReference,
        nearOurs,
      ),
    ]),
  );
  const shareOf = (classes: readonly (typeof COMPARED_CLASSES)[number][]) => {
    const sums = classes.map((roadClass) => covered.get(roadClass) ?? { metres: 0, hitMetres: 0 });
    return (
      sums.reduce((sum, { hitMetres }) => sum + hitMetres, 0) /
      sums.reduce((sum, { metres }) => sum + metres, 0)
    );
  };
  const compared = new Set<string>(COMPARED_CLASSES);
  const precision = sampledMetres(
    tables.streets.filter(({ streetClass }) => compared.has(streetClass)).map(({ vertices }) => vertices),
    inReference,
    nearReal,
  );
  return [
    ...COMPARED_CLASSES.map((roadClass) =>
      toldPercent(`real ${roadClass} length within ${REACH_METRES} m of ours`, shareOf([roadClass])),
    ),
    atLeastPercent(
      `real trunk to secondary length within ${REACH_METRES} m of ours`,
      shareOf(["trunk", "primary", "secondary"]),
      0.95,
    ),
    atLeastPercent(`real tertiary length within ${REACH_METRES} m of ours`, shareOf(["tertiary"]), 0.85),
    atLeastPercent(
      `our length within ${REACH_METRES} m of a real trunk to tertiary road`,
      precision.hitMetres / precision.metres,
      0.95,
    ),
  ];
}

function distanceFindings(tables: SourceTables, reference: Reference): Finding[] {
  const what = `network distance, ${PAIRS} seeded pairs`;
  if (!existsSync(NETWORK)) return [told(what, "not compared: run npm run pack:xicheng first")];
  const network = decodeNetwork(readFileSync(NETWORK), "xicheng");
  if (!network.ok) return [{ what, value: network.failure.code, demanded: "readable", passed: false }];
  const found = compareDistances(
    walkGraphOf(network.value),
    reference.graph,
    bbox(tables.district) as [number, number, number, number],
    (place) => booleanPointInPolygon([...place], tables.district),
    randomFor(PAIR_SEED, "pairs"),
    PAIRS,
  );
  return [
    exactly(`${what}: compared`, found.pairs, PAIRS),
    atMostPercent(`${what}: median difference`, found.medianShare, 0.1),
    toldPercent(`${what}: 90th percentile`, found.ninetiethShare),
    told(`${what}: median of ours to real`, found.medianRatio.toFixed(3)),
    exactly(`${what}: not joined`, found.unjoined, 0),
  ];
}

const reference = readReference(REFERENCE);
if (reference === null) {
  console.log("No ../shared/reference-data beside this repository: nothing to compare with.");
} else {
  const tables = readSourceTables(`${REPOSITORY}data/xicheng/sources`);
  const findings = [
    ...tableFindings(tables),
    ...boundaryFindings(tables, reference),
    ...streetFindings(tables, reference),
    ...distanceFindings(tables, reference),
  ];
  console.log(findingsTable(findings));
  const failed = findings.filter(({ passed }) => passed === false).length;
  console.log(failed === 0 ? "All demands met." : `${failed} demand(s) missed.`);
  process.exitCode = failed === 0 ? 0 : 1;
}
