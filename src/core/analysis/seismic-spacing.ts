import { isOnGround, largestEmptyCircle, type PlanePoint } from "../geo/largest-empty-circle.ts";
import { eastMetres, northMetres, planeToLngLat } from "../geo/local-plane.ts";
import type { SeismicFigures, SeismicSpacingAnswer, SeismicSpacingRequest } from "../model/bases.ts";
import type { Failure } from "../model/failure.ts";
import type { LngLat } from "../model/geometry.ts";
import { ok, type Result } from "../result.ts";
import { keptOnce } from "./kept-once.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { sampleGrid } from "./sample-grid.ts";

/** The district's rings on the plane of the edge index, and its square metres: holes taken off. */
const districtGround = keptOnce(
  (prepared) => {
    const { plane } = prepared.index;
    const { districtPolygon } = prepared.pack;
    const parts =
      districtPolygon.type === "Polygon" ? [districtPolygon.coordinates] : districtPolygon.coordinates;
    const rings = parts.map((part) =>
      part.map((ring) =>
        ring.map(
          (at): PlanePoint => [eastMetres(plane, at[0] as number), northMetres(plane, at[1] as number)],
        ),
      ),
    );
    const squareMetres = rings.reduce(
      (sum, part) =>
        sum + part.reduce((area, ring, k) => area + (k === 0 ? 1 : -1) * ringSquareMetres(ring), 0),
      0,
    );
    return { rings: rings.flat(), squareMetres };
  },
  { ignoresBridges: true, ignoresSites: true },
);

function ringSquareMetres(ring: readonly PlanePoint[]): number {
  let doubled = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[j] as PlanePoint;
    const [bx, by] = ring[i] as PlanePoint;
    doubled += ax * by - bx * ay;
  }
  return Math.abs(doubled) / 2;
}

/** Square metres of the district's polygon. */
export const districtSquareMetres = (prepared: PreparedPack): number => districtGround(prepared).squareMetres;

/** How stations are spread over the district, three ways. */
export function seismicFigures(prepared: PreparedPack, stations: readonly LngLat[]): SeismicFigures {
  const { plane } = prepared.index;
  const { rings, squareMetres } = districtGround(prepared);
  const points = stations.map((at): PlanePoint => [eastMetres(plane, at[0]), northMetres(plane, at[1])]);
  const count = points.length;
  const nearest = points.map(([x, y], i) =>
    points.reduce(
      (least, other, j) => (i === j ? least : Math.min(least, Math.hypot(other[0] - x, other[1] - y))),
      Infinity,
    ),
  );
  const circle = largestEmptyCircle(rings, points);
  return {
    stations: count,
    squareGridMetres: count === 0 ? null : Math.sqrt(squareMetres / count),
    triangularGridMetres: count === 0 ? null : Math.sqrt(((2 / Math.sqrt(3)) * squareMetres) / count),
    meanNearestMetres: count < 2 ? null : nearest.reduce((sum, metres) => sum + metres, 0) / count,
    emptyCircle: circle && {
      centre: planeToLngLat(plane, circle.centre[0], circle.centre[1]),
      radiusMetres: circle.radiusMetres,
    },
  };
}

/** Where the first station stands: the middle of the district, or the ground nearest to it. */
function middleOfDistrict(prepared: PreparedPack): LngLat {
  const grid = sampleGrid(prepared);
  const places: PlanePoint[] = [];
  grid.inDistrict.forEach((inside, sample) => {
    if (inside === 0) return;
    const row = Math.floor(sample / grid.columns);
    places.push([
      grid.firstEast + (sample - row * grid.columns) * grid.cellMetres,
      grid.firstNorth + row * grid.cellMetres,
    ]);
  });
  const mean = (axis: 0 | 1) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  const middle: PlanePoint = [mean(0), mean(1)];
  const away = ([x, y]: PlanePoint) => Math.hypot(x - middle[0], y - middle[1]);
  const on = isOnGround(districtGround(prepared).rings, middle)
    ? middle
    : places.reduce((best, place) => (away(place) < away(best) ? place : best));
  return planeToLngLat(prepared.index.plane, on[0], on[1]);
}

/**
 * How far apart seismic stations stand, three ways, and where the next ones should: each in the middle of the largest
 * circle that is empty then (farthest-point insertion), which is never more than twice as wide as the best that so many
 * could leave (Gonzalez 1985).
 */
export function seismicSpacing(
  prepared: PreparedPack,
  request: SeismicSpacingRequest,
): Result<SeismicSpacingAnswer, Failure> {
  const { seismicStations } = prepared.pack.index;
  const wantedMetres = figure(prepared, "seismicSpacingMetres");
  const squareMetres = districtSquareMetres(prepared);
  const wantedStations = Math.ceil(squareMetres / (wantedMetres * wantedMetres));
  const places = seismicStations.map(({ lngLat }) => lngLat);
  const today = seismicFigures(prepared, places);
  const newStations = request.newStations ?? Math.max(1, wantedStations - places.length);
  const next: { readonly lngLat: LngLat; readonly figures: SeismicFigures }[] = [];
  let figures = today;
  for (let k = 0; k < newStations; k++) {
    const lngLat = figures.emptyCircle?.centre ?? middleOfDistrict(prepared);
    places.push(lngLat);
    figures = seismicFigures(prepared, places);
    next.push({ lngLat, figures });
  }
  return ok({
    request,
    districtSquareMetres: squareMetres,
    wantedMetres,
    wantedStations,
    stationIds: seismicStations.map(({ id }) => id),
    today,
    next,
  });
}
