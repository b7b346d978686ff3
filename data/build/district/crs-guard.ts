import type { CrsHypothesis, CrsId } from "../../../src/core/model/import.ts";
import { err, ok, type Result } from "../../../src/core/result.ts";
import { type CrsProjection, loadProjection } from "../../../src/sources/crs/crs-projection.ts";
import { type CrsReference, createCrsReference } from "../../../src/sources/crs/crs-reference.ts";
import { guessCrs } from "../../../src/sources/crs/guess-crs.ts";
import { rowsFromEdges } from "../../../src/sources/network-binary.ts";
import { createBandedArea, pointInside } from "./banded-area.ts";
import { boundaryOfExtent } from "./choose-boundary.ts";
import { crsOfText, type SaidCrs } from "./declared-crs.ts";
import { failureSentence } from "./find-boundary.ts";
import type { KnownGround } from "./pack-tools.ts";

export interface Reading {
  readonly projection: CrsProjection;
  readonly axes: SaidCrs["axes"];
  /** In words: "GCJ-02 (decided by the streets)". */
  readonly words: string;
}

export interface GuardQuestion {
  readonly option: string;
  readonly file: string;
  /** Positions as the file has them. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Name of each place, same order; null = unnamed. Known names tell most about where a list belongs. */
  readonly names?: readonly (string | null)[];
  /** By the person who runs the build; stands above everything. */
  readonly declaredByPerson: string | null;
  readonly declaredByFile: CrsId | null;
  readonly ground: KnownGround | null;
}

const references = new WeakMap<object, CrsReference>();

/** The ground as a raster, made once for all files that are held against it. */
function referenceOf(ground: KnownGround): CrsReference | null {
  const known = references.get(ground);
  if (known) return known;
  const { city } = ground;
  const district = ground.district ?? boundaryOfExtent(city, "")?.district.polygon;
  if (!district) return null;
  const rows = rowsFromEdges(city.network.nodeCount, city.network.edgeFrom, city.network.edgeTo);
  const reference = createCrsReference({
    network: { ...city.network, ...rows, arcCount: rows.arcHead.length },
    district,
    greens: city.areas.filter(({ tags }) => tags.leisure === "park").map(({ polygon }) => polygon),
    buildings: city.buildings.map(({ polygon }) => polygon),
    anchors: [
      ...city.points.map(({ tags, lngLat }) => ({ name: tags.name ?? "", lngLat })),
      ...city.areas.map(({ tags, polygon }) => ({
        name: tags.name ?? "",
        lngLat: pointInside(createBandedArea(polygon)),
      })),
    ].filter(({ name }) => name !== ""),
  });
  references.set(ground, reference);
  return reference;
}

const WHY = {
  "too-few-points": "there are too few different places to tell",
  "too-close": "no reading stands out from the others",
  "nothing-fits": "under no reading do they lie in the district",
  "declared-implausible": "the file says how, but then they do not fit the ground",
} as const;

const crsWords = ({ crs, axes }: Pick<CrsHypothesis, "crs" | "axes">) =>
  `${crs === "EPSG:4326" ? "WGS-84" : crs.startsWith("WKT:") ? "as the file says" : crs}${axes === "yx" ? "/yx" : ""}`;

function readingLine(hypothesis: CrsHypothesis): string {
  const { insideShare, medianStreetMetres, score } = hypothesis;
  const street = Number.isFinite(medianStreetMetres)
    ? `${Math.round(medianStreetMetres)} m to the nearest street`
    : "far from every street";
  return `  ${crsWords(hypothesis).padEnd(16)} ${Math.round(insideShare * 100)} % inside, ${street} (median), score ${score.toFixed(1)}`;
}

const MOST_READINGS = 8;

/**
 * How positions are to be read: as the person says; as the file says, if the ground agrees; else as the ground alone
 * decides. Where it does not decide nothing is guessed: the readings come back as words, best first. null: nobody has said,
 * and there is no ground yet to ask.
 */
export async function readingOf(question: GuardQuestion): Promise<Result<Reading | null, string>> {
  const { option, file, points, declaredByPerson, declaredByFile, ground } = question;
  const projectionOf = async (crs: CrsId) => {
    const projection = await loadProjection(crs, file);
    return projection.ok ? projection : err(`--${option} ${failureSentence(projection.failure)}`);
  };
  if (declaredByPerson !== null) {
    const said = crsOfText(declaredByPerson);
    if (!said)
      return err(
        `--crs-${option} ${declaredByPerson}: expected WGS-84, CGCS2000, GCJ-02, BD-09, BD-09MC or EPSG:<number>, with /yx behind it where the latitude or northing comes first`,
      );
    const projection = await projectionOf(said.crs);
    return projection.ok
      ? ok({ projection: projection.value, axes: said.axes, words: `${crsWords(said)} (as you said)` })
      : projection;
  }
  const declared = declaredByFile === null ? null : await projectionOf(declaredByFile);
  if (declared && !declared.ok) return declared;
  const reference = ground && referenceOf(ground);
  if (!reference)
    return ok(
      declared && { projection: declared.value, axes: "xy", words: `${declaredByFile} (the file says so)` },
    );
  const verdict = guessCrs(points, declared?.value ?? null, reference, question.names ?? []);
  if (verdict.kind === "ask") {
    const readings = verdict.ranked.slice(0, MOST_READINGS).map(readingLine);
    return err(
      [
        `--${option} ${file}: how its positions are to be read is not certain: ${WHY[verdict.why]}. Best first:`,
        ...(readings.length > 0 ? readings : ["  none"]),
        `Say which: --crs-${option} ${crsWords(verdict.ranked[0] ?? { crs: "EPSG:4326", axes: "xy" })}, or another.`,
      ].join("\n"),
    );
  }
  const projection = await projectionOf(verdict.crs);
  if (!projection.ok) return projection;
  const by = verdict.by === "declared" ? "the file says so, the ground agrees" : "decided by the ground";
  return ok({ projection: projection.value, axes: verdict.axes, words: `${crsWords(verdict)} (${by})` });
}

/** File positions to WGS-84 under a reading; null where the numbers are no place. */
export function mover({ projection, axes }: Reading) {
  return (x: number, y: number) => {
    const [lng, lat] = axes === "xy" ? projection.toWgs84(x, y) : projection.toWgs84(y, x);
    return Number.isFinite(lng) && Number.isFinite(lat) ? ([lng, lat] as const) : null;
  };
}
