import {
  DAMAGE_STATES,
  type DamageMatrix,
  type DamageRow,
  type DamageState,
} from "../../model/hazard-rules.ts";

/** Chances (0-1) that a building is in at least each state. */
export type DamageChances = Readonly<Record<DamageState, number>>;

/** Straight between the degrees of the matrix, to 0 within a degree below the first, as at the last beyond it. */
function chanceAt(intensities: readonly number[], chances: readonly number[], intensity: number): number {
  const upper = intensities.findIndex((degree) => degree >= intensity);
  if (upper === -1) return chances.at(-1) as number;
  const above = chances[upper] as number;
  const to = intensities[upper] as number;
  const from = upper === 0 ? to - 1 : (intensities[upper - 1] as number);
  const below = upper === 0 ? 0 : (chances[upper - 1] as number);
  return Math.max(0, below + ((intensity - from) / (to - from)) * (above - below));
}

export function damageChances(
  { intensities }: DamageMatrix,
  row: DamageRow,
  intensity: number,
): DamageChances {
  const [slight, moderate, severe, destroyed] = DAMAGE_STATES.map((state) =>
    chanceAt(intensities, row[state], intensity),
  ) as [number, number, number, number];
  return { slight, moderate, severe, destroyed };
}

/** Share of a building's residents in need: all of those severely hit or destroyed, a stated share of the moderate. */
export const needShareOf = ({ moderate, severe }: DamageChances, moderateShare: number): number =>
  severe + (moderate - severe) * moderateShare;
