import { type CrsReference, cellAt, GROUND } from "./crs-reference.ts";

export interface CrsEvidence {
  /**
   * How unlike the ground under the set is to the ground under the same set laid down elsewhere: Mahalanobis distance,
   * about 2 ± 1 for a set that has nothing to do with where it lies. 0 where it cannot be said.
   */
  readonly distance: number;
  /** The largest such distance among the places it was laid down for comparison. */
  readonly farthestElsewhere: number;
}

const NOTHING: CrsEvidence = { distance: 0, farthestElsewhere: 0 };

const SHIFTS = 480;
const NEAREST_SHIFT_METRES = 250;
const FARTHEST_SHIFT_METRES = 2000;
/** A shift that pushes more than this share of the set out of the district says little about the set. */
const LEAST_KEPT_SHARE = 0.6;
const FEWEST_SHIFTS = 160;
/** After so many shifts a set that stands out by no more than this will not come to stand out. */
const FIRST_SHIFTS = 120;
const PLAINLY_NOTHING = 3;
/**
 * Points in one block of this size count as one together: a cluster in one park, or on one street, is one coincidence
 * however many points it has.
 */
const BLOCK_METRES = 200;
/** Fewer blocks than this in the district, and a chance of one in a thousand per block is no longer out of reach. */
const FEWEST_BLOCKS = 15;

/** Share in green; share on a street; share far from any; nearness on average. Each 0-1. */
const FEATURES = 5;
const ON_STREET_METRES = 12;
const FAR_METRES = 40;
const AVERAGED_METRES = 80;

/** `plane`: east, north interleaved, metres on the reference's plane; NaN where a point has no place. */
export function crsEvidence(plane: Float64Array, reference: CrsReference): CrsEvidence {
  const set = weightedSet(plane, reference);
  if (!set) return NOTHING;
  const here = groundMeans(set, 0, 0, reference);
  const elsewhere: Float64Array[] = [];
  const evidence = (): CrsEvidence => {
    const distanceOf = mahalanobis(elsewhere);
    let farthestElsewhere = 0;
    for (const features of elsewhere) farthestElsewhere = Math.max(farthestElsewhere, distanceOf(features));
    return { distance: distanceOf(here.features), farthestElsewhere };
  };
  for (let i = 0; i < SHIFTS; i++) {
    if (i === FIRST_SHIFTS && elsewhere.length * 2 >= i) {
      const early = evidence();
      if (early.distance < PLAINLY_NOTHING) return early;
    }
    const [direction, reach] = spreadEvenly(i);
    const angle = 2 * Math.PI * direction;
    const metres = NEAREST_SHIFT_METRES + (FARTHEST_SHIFT_METRES - NEAREST_SHIFT_METRES) * reach;
    const means = groundMeans(set, metres * Math.cos(angle), metres * Math.sin(angle), reference);
    if (means.kept >= LEAST_KEPT_SHARE * here.kept) elsewhere.push(means.features);
  }
  return elsewhere.length < FEWEST_SHIFTS ? NOTHING : evidence();
}

/** The i-th of points that fill the unit square evenly whatever their count (Roberts 2018, R2 sequence). */
const spreadEvenly = (i: number): readonly [number, number] => [
  (i * 0.754_877_666_246_693) % 1,
  (i * 0.569_840_290_998_053) % 1,
];

/** Points in cells of the raster, with fractions. */
interface WeightedSet {
  readonly columns: Float64Array;
  readonly rows: Float64Array;
  /** One over the number of points in the same block. */
  readonly weights: Float64Array;
}

/** The points on the raster; null when those in the district fill too few blocks. */
function weightedSet(plane: Float64Array, reference: CrsReference): WeightedSet | null {
  const { ground, minEast, minNorth, cellMetres } = reference;
  const blocks = new Map<string, { readonly members: number[]; inside: boolean }>();
  for (let i = 0; i < plane.length; i += 2) {
    const east = plane[i] as number;
    const north = plane[i + 1] as number;
    const cell = cellAt(reference, east, north);
    if (cell < 0) continue;
    const key = `${Math.floor(east / BLOCK_METRES)},${Math.floor(north / BLOCK_METRES)}`;
    const block = blocks.get(key) ?? { members: [], inside: false };
    blocks.set(key, block);
    block.members.push(i);
    block.inside ||= ((ground[cell] as number) & GROUND.inside) !== 0;
  }
  const filled = [...blocks.values()];
  if (filled.filter((block) => block.inside).length < FEWEST_BLOCKS) return null;
  const members = filled.flatMap((block) => block.members);
  return {
    columns: Float64Array.from(members, (i) => ((plane[i] as number) - minEast) / cellMetres),
    rows: Float64Array.from(members, (i) => ((plane[i + 1] as number) - minNorth) / cellMetres),
    weights: Float64Array.from(filled.flatMap((block) => block.members.map(() => 1 / block.members.length))),
  };
}

/** Only points inside the district count: beyond it nothing is known of streets and parks. */
function groundMeans(
  set: WeightedSet,
  eastBy: number,
  northBy: number,
  { ground, streetMetres, columns, rows, cellMetres }: CrsReference,
): { readonly kept: number; readonly features: Float64Array } {
  const columnsBy = eastBy / cellMetres;
  const rowsBy = northBy / cellMetres;
  let kept = 0;
  let green = 0;
  let onStreet = 0;
  let far = 0;
  let metres = 0;
  let built = 0;
  for (let i = 0; i < set.weights.length; i++) {
    const column = Math.floor((set.columns[i] as number) + columnsBy);
    const row = Math.floor((set.rows[i] as number) + rowsBy);
    if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
    const bits = ground[row * columns + column] as number;
    if ((bits & GROUND.inside) === 0) continue;
    const weight = set.weights[i] as number;
    const street = streetMetres[row * columns + column] as number;
    kept += weight;
    if ((bits & GROUND.green) !== 0) green += weight;
    if (street <= ON_STREET_METRES) onStreet += weight;
    if (street > FAR_METRES) far += weight;
    metres += (weight * Math.min(AVERAGED_METRES, street)) / AVERAGED_METRES;
    if ((bits & GROUND.built) !== 0) built += weight;
  }
  const share = kept > 0 ? 1 / kept : 0;
  return {
    kept,
    features: Float64Array.of(green * share, onStreet * share, far * share, metres * share, built * share),
  };
}

/** Distance from the middle of a cloud in units of its own spread; directions in which it has none are left out. */
function mahalanobis(cloud: readonly Float64Array[]): (features: Float64Array) => number {
  const size = FEATURES;
  const mean = new Float64Array(size);
  for (const features of cloud)
    for (let k = 0; k < size; k++) mean[k]! += (features[k] as number) / cloud.length;
  const covariance = (row: number, column: number) => {
    let sum = 0;
    for (const features of cloud)
      sum +=
        ((features[row] as number) - (mean[row] as number)) *
        ((features[column] as number) - (mean[column] as number));
    return sum / (cloud.length - 1);
  };
  // Cholesky, row by row; a small ridge keeps features that nearly follow from others from being blown up
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let rest = covariance(row, column) * (row === column ? 1.05 : 1);
      for (let k = 0; k < column; k++)
        rest -= (lower[row * size + k] as number) * (lower[column * size + k] as number);
      const pivot = lower[column * size + column] as number;
      if (row === column) lower[row * size + row] = rest > 1e-9 ? Math.sqrt(rest) : 0;
      else lower[row * size + column] = pivot > 0 ? rest / pivot : 0;
    }
  return (features) => {
    const solved = new Float64Array(size);
    let squared = 0;
    for (let row = 0; row < size; row++) {
      const pivot = lower[row * size + row] as number;
      if (pivot === 0) continue;
      let rest = (features[row] as number) - (mean[row] as number);
      for (let k = 0; k < row; k++) rest -= (lower[row * size + k] as number) * (solved[k] as number);
      solved[row] = rest / pivot;
      squared += (solved[row] as number) ** 2;
    }
    return Math.sqrt(squared);
  };
}
