export interface PlacedLabel {
  readonly id: string;
  readonly text: string;
  /** Middle of the text. */
  readonly at: readonly [x: number, y: number];
}

export const LABEL_MILLIMETRES = 3.2;
const SYMBOL_HALF_MILLIMETRES = 1.9;
/** Steps up and down, and to the sides, that a name tries in turn. */
const SHIFTS: readonly (readonly [number, number])[] = [0, -3.6, 3.6, -7.2, 7.2, -10.8, 10.8].flatMap((y) =>
  [0, -5, 5, -10, 10].map((x) => [x, y] as const),
);

const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e7f ? 1.05 : 0.56), 0) *
  LABEL_MILLIMETRES;

const CUT_PENALTY = 1e6;

interface Box {
  readonly at: readonly [x: number, y: number];
  readonly halfWidth: number;
  readonly halfHeight: number;
}
const overlap = (a: Box, b: Box): number =>
  Math.max(0, a.halfWidth + b.halfWidth - Math.abs(a.at[0] - b.at[0])) *
  Math.max(0, a.halfHeight + b.halfHeight - Math.abs(a.at[1] - b.at[1]));

/** Names where they hide least: the first place that touches nothing, else the one that touches least. Every name stands. */
export function placeLabels(
  labels: readonly { readonly id: string; readonly text: string; readonly at: readonly [number, number] }[],
  symbols: readonly (readonly [x: number, y: number])[],
  frame: { readonly widthMillimetres: number; readonly heightMillimetres: number },
): readonly PlacedLabel[] {
  const taken: Box[] = symbols.map((at) => ({
    at,
    halfWidth: SYMBOL_HALF_MILLIMETRES,
    halfHeight: SYMBOL_HALF_MILLIMETRES,
  }));
  return labels.map(({ id, text, at }) => {
    let best: Box | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const [dx, dy] of SHIFTS) {
      const box = {
        at: [at[0] + dx, at[1] + dy] as const,
        halfWidth: widthOf(text) / 2,
        halfHeight: LABEL_MILLIMETRES * 0.65,
      };
      const isCut =
        box.at[0] - box.halfWidth < 1 ||
        box.at[0] + box.halfWidth > frame.widthMillimetres - 1 ||
        box.at[1] - box.halfHeight < 1 ||
        box.at[1] + box.halfHeight > frame.heightMillimetres - 1;
      // half a name is worse than any overlap
      const hidden = taken.reduce((sum, other) => sum + overlap(box, other), isCut ? CUT_PENALTY : 0);
      if (hidden < least) {
        least = hidden;
        best = box;
      }
      if (hidden === 0) break;
    }
    const placed = best ?? { at, halfWidth: 0, halfHeight: 0 };
    taken.push(placed);
    return { id, text, at: placed.at };
  });
}
