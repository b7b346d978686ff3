import type { LngLat } from "../../model/geometry.ts";
import type {
  AxisRelation,
  EllipticalRelation,
  HypocentralRelation,
  IntensityRelation,
} from "../../model/hazard-rules.ts";
import type { Earthquake } from "../../model/hazards.ts";

/** Degrees of intensity at a place. */
export interface Shaking {
  /** 1-12. */
  readonly intensity: number;
  /** Standard deviation of it, degrees. */
  readonly deviation: number;
}

/** Mean radius of the earth, km (IUGG). */
const EARTH_KILOMETRES = 6371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;
const within = (intensity: number) => Math.min(12, Math.max(1, intensity));

/** Great-circle kilometres between two places, and the direction of the second from the first, radians east of north. */
function awayFrom(from: LngLat, to: LngLat): { readonly kilometres: number; readonly bearing: number } {
  const [lat0, lat1] = [radians(from[1]), radians(to[1])];
  const turn = radians(to[0] - from[0]);
  const half = Math.sin((lat1 - lat0) / 2) ** 2 + Math.cos(lat0) * Math.cos(lat1) * Math.sin(turn / 2) ** 2;
  return {
    kilometres: 2 * EARTH_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(half))),
    bearing: Math.atan2(
      Math.sin(turn) * Math.cos(lat1),
      Math.cos(lat0) * Math.sin(lat1) - Math.sin(lat0) * Math.cos(lat1) * Math.cos(turn),
    ),
  };
}

function hypocentralShaking(relation: HypocentralRelation, magnitude: number, kilometres: number): Shaking {
  const { c0, c1, c2, c4, m1, m2, farKilometres, s1, s2, s3Kilometres } = relation;
  const nearKilometres = m1 + m2 * Math.exp(magnitude - 5);
  const far = kilometres > farKilometres ? c4 * Math.log(kilometres / farKilometres) : 0;
  return {
    intensity: within(
      c0 + c1 * magnitude + c2 * Math.log(Math.sqrt(kilometres ** 2 + nearKilometres ** 2)) + far,
    ),
    deviation: s1 + s2 / (1 + (kilometres / s3Kilometres) ** 2),
  };
}

/** Half axis of an intensity, km; 0 or less: it is felt nowhere. */
const halfAxis = ({ a, b, c, r0Kilometres }: AxisRelation, magnitude: number, intensity: number) =>
  10 ** ((a + b * magnitude - intensity) / c) - r0Kilometres;

/** Intensity an axis relation says at a distance along its axis. */
const alongAxis = ({ a, b, c, r0Kilometres }: AxisRelation, magnitude: number, kilometres: number) =>
  a + b * magnitude - c * Math.log10(kilometres + r0Kilometres);

/** Halvings of a degree between 1 and 12: far below anything that is shown. */
const HALVINGS = 40;

/** The intensity whose ellipse passes through the place, `along` and `across` km from the epicentre. */
function ellipticalIntensity(
  { long, short }: EllipticalRelation,
  magnitude: number,
  along: number,
  across: number,
): number {
  // at the epicentre both axes speak: the weaker holds, or the ellipse would have no width
  const most = Math.min(alongAxis(long, magnitude, 0), alongAxis(short, magnitude, 0));
  let [inside, outside] = [1, most];
  if (most <= 1) return 1;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (inside + outside) / 2;
    const [a, b] = [halfAxis(long, magnitude, middle), halfAxis(short, magnitude, middle)];
    const isWithin = a > 0 && b > 0 && (along / a) ** 2 + (across / b) ** 2 <= 1;
    if (isWithin) inside = middle;
    else outside = middle;
  }
  return inside;
}

/** The shaking of an earthquake at any place, by one relation. Site amplification is not in it. */
export function shakingOf(
  { magnitude, epicentre, depthKilometres, axisDegrees }: Earthquake,
  relation: IntensityRelation,
): (place: LngLat) => Shaking {
  if (relation.kind === "hypocentral")
    return (place) =>
      hypocentralShaking(
        relation,
        magnitude,
        Math.hypot(awayFrom(epicentre, place).kilometres, depthKilometres),
      );
  // without an azimuth nobody knows where the long axis points: a circle between the two axes is left
  return (place) => {
    const { kilometres, bearing } = awayFrom(epicentre, place);
    const turn = axisDegrees === null ? Math.PI / 4 : bearing - radians(axisDegrees);
    return {
      intensity: within(
        ellipticalIntensity(relation, magnitude, kilometres * Math.cos(turn), kilometres * Math.sin(turn)),
      ),
      deviation: relation.standardDeviation,
    };
  };
}
