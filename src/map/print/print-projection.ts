import type { Position } from "geojson";
import type { Bbox, LngLat } from "../../core/model/geometry.ts";

const METRES_PER_DEGREE = 111_195;

/** Ground to paper: north up, one scale, the middle of the box in the middle of the frame. */
export interface PrintProjection {
  readonly widthMillimetres: number;
  readonly heightMillimetres: number;
  readonly metresPerMillimetre: number;
  readonly place: (lngLat: LngLat | Position) => readonly [x: number, y: number];
}

/** A district is small enough for degrees to be straightened at its middle: a metre is a metre to a thousandth. */
export function printProjection(
  bbox: Bbox,
  frame: {
    readonly widthMillimetres: number;
    readonly heightMillimetres: number;
    readonly marginMillimetres: number;
  },
): PrintProjection {
  const [west, south, east, north] = bbox;
  const middle = [(west + east) / 2, (south + north) / 2] as const;
  const perLng = METRES_PER_DEGREE * Math.cos((middle[1] * Math.PI) / 180);
  const { widthMillimetres, heightMillimetres, marginMillimetres } = frame;
  const metresPerMillimetre = Math.max(
    ((east - west) * perLng) / (widthMillimetres - 2 * marginMillimetres),
    ((north - south) * METRES_PER_DEGREE) / (heightMillimetres - 2 * marginMillimetres),
    1e-6,
  );
  return {
    widthMillimetres,
    heightMillimetres,
    metresPerMillimetre,
    place: ([lng, lat]) => [
      widthMillimetres / 2 + (((lng ?? 0) - middle[0]) * perLng) / metresPerMillimetre,
      heightMillimetres / 2 - (((lat ?? 0) - middle[1]) * METRES_PER_DEGREE) / metresPerMillimetre,
    ],
  };
}

/** The longest round length (1, 2, 5 × 10ⁿ metres) that is no wider than so much paper. */
export function printScale(projection: PrintProjection, mostMillimetres: number) {
  const most = projection.metresPerMillimetre * mostMillimetres;
  const power = 10 ** Math.floor(Math.log10(most));
  const lengthMetres = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power;
  return { lengthMetres, widthMillimetres: lengthMetres / projection.metresPerMillimetre };
}

/** Hundredths of a millimetre are finer than any printer. */
const rounded = (value: number) => Math.round(value * 100) / 100;

/** Lines or rings as one SVG path; corners that fall on the same hundredth are said once. */
export function pathOf(
  lines: readonly (readonly (LngLat | Position)[])[],
  projection: PrintProjection,
  isClosed: boolean,
): string {
  const parts: string[] = [];
  for (const line of lines) {
    let text = "";
    let last = "";
    for (const position of line) {
      const [x, y] = projection.place(position);
      const point = `${rounded(x)} ${rounded(y)}`;
      if (point === last) continue;
      text += text === "" ? `M${point}` : `L${point}`;
      last = point;
    }
    if (text !== "") parts.push(isClosed ? `${text}Z` : text);
  }
  return parts.join("");
}
