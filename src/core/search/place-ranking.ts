import type { Place, PlaceKind } from "../model/pack.ts";
import type { PlaceForm } from "./place-forms.ts";
import type { Looseness } from "./read-query.ts";

/** What people mean first when names tie: a stop or a park rather than a lane. */
const KIND_WEIGHT: Readonly<Record<PlaceKind, number>> = {
  metro: 30,
  subdistrict: 28,
  park: 26,
  landmark: 24,
  junction: 22,
  community: 20,
  hospital: 20,
  shelter: 18,
  school: 16,
  street: 14,
  other: 0,
};

export interface RankedPlace {
  /** Number of the place in the pack. */
  readonly place: number;
  readonly alias: string | null;
  /** The name that fits, folded and joined. */
  readonly text: string;
  /** 1000 for exactly this name. */
  readonly score: number;
  readonly loose: readonly Looseness[];
}

/** The best reason for each place found. */
export class PlaceRanking {
  private readonly best = new Map<number, RankedPlace>();
  private readonly places: readonly Place[];
  bestScore = 0;

  constructor(places: readonly Place[]) {
    this.places = places;
  }

  add(
    { place, alias, text }: Pick<PlaceForm, "place" | "alias" | "text">,
    score: number,
    loose: readonly Looseness[],
  ): void {
    if (score <= (this.best.get(place)?.score ?? 0)) return;
    this.best.set(place, { place, alias, text, score, loose });
    if (score > this.bestScore) this.bestScore = score;
  }

  /** The best of them, at least `count` where there are so many; equal ones by name length and id: the same on every machine. */
  top(count: number): RankedPlace[] {
    const weightOf = ({ place, score }: RankedPlace) =>
      score + KIND_WEIGHT[(this.places[place] as Place).kind];
    const weighed = Array.from(this.best.values(), (ranked) => ({ ranked, weight: weightOf(ranked) }));
    const weights = Float64Array.from(weighed, ({ weight }) => weight).sort();
    const least = weights[Math.max(0, weights.length - count)] ?? 0;
    return weighed
      .filter(({ weight }) => weight >= least)
      .sort((a, b) => {
        if (a.weight !== b.weight) return b.weight - a.weight;
        const [one, other] = [this.places[a.ranked.place] as Place, this.places[b.ranked.place] as Place];
        return one.nameZh.length - other.nameZh.length || (one.id < other.id ? -1 : 1);
      })
      .map(({ ranked }) => ranked);
  }
}
