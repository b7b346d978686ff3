import type { Place } from "../model/pack.ts";
import { learnReadings, type Readings } from "./learn-readings.ts";
import { createForm, formsOfPlace, ownNameOf, type PlaceForm, streetsOfCrossing } from "./place-forms.ts";
import { createSlipIndex, type SlipIndex } from "./slip-index.ts";
import { createStarts } from "./start-index.ts";

/** Names of a pack, ready to be searched. */
export interface PlaceIndex {
  readonly places: readonly Place[];
  /** None of crossings, but for streets that are no places of their own. */
  readonly forms: readonly PlaceForm[];
  readonly readings: Readings;
  /** Where a search that begins with these letters may begin: form * UNIT_SLOTS + unit, ascending. */
  startsOf(query: string): readonly number[];
  /** Forms by their joined text and by their joined reading. */
  readonly exact: ReadonlyMap<string, readonly number[]>;
  /** Crossings by the joined name of either street. */
  readonly crossings: ReadonlyMap<string, readonly { readonly place: number; readonly other: string }[]>;
  /**
   * What it costs to leave units of a form unsaid, all but those from `start` to before `end`: little for a word in most
   * names, much for one in few.
   */
  unsaidCost(form: PlaceForm, start: number, end: number): number;
  /** Made when the first slip has to be understood. */
  slips(): SlipIndex;
  /** Most letters of one key of `exact`. */
  readonly longestKey: number;
}

const UNSAID_COST = { common: 10, rare: 36 } as const;

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const own = map.get(key);
  if (own) own.push(value);
  else map.set(key, [value]);
}

function crossingsOf(places: readonly Place[]) {
  const crossings = new Map<string, { place: number; other: string }[]>();
  const isCrossing = new Set<number>();
  /** One street of each crossing, in units, and the first crossing that has it. */
  const streets = new Map<string, { units: readonly string[]; place: number }>();
  for (const [number, place] of places.entries())
    for (const name of new Set([place.nameZh, place.nameEn])) {
      const pair = streetsOfCrossing(place, name);
      if (!pair) continue;
      isCrossing.add(number);
      const [one, other] = pair.map((units) => units.join("")) as [string, string];
      push(crossings, one, { place: number, other });
      if (one !== other) push(crossings, other, { place: number, other: one });
      for (const units of pair)
        if (!streets.has(units.join(""))) streets.set(units.join(""), { units, place: number });
    }
  return { crossings, isCrossing, streets };
}

export function createPlaceIndex(places: readonly Place[]): PlaceIndex {
  const { crossings, isCrossing, streets } = crossingsOf(places);
  const owns = places.map((place, number) => (isCrossing.has(number) ? null : ownNameOf(place)));
  const readings = learnReadings(owns.filter((own) => own !== null));
  const forms = places.flatMap((place, number) => {
    const own = owns[number];
    return own ? formsOfPlace(place, number, own, readings) : [];
  });
  // A street that is no place of its own is still found: by one of its crossings.
  const texts = new Set(forms.map(({ text }) => text));
  for (const [text, { units, place }] of streets)
    if (!texts.has(text)) forms.push(createForm(place, null, units, null, readings));
  const starts = createStarts(forms);
  const exact = new Map<string, number[]>();
  const counts = new Map<string, number>();
  let longestKey = 0;
  for (const [number, form] of forms.entries()) {
    for (const unit of form.units) counts.set(unit, (counts.get(unit) ?? 0) + 1);
    push(exact, form.text, number);
    if (form.letters !== "" && form.letters !== form.text) push(exact, form.letters, number);
    longestKey = Math.max(longestKey, form.text.length, form.letters.length);
  }
  const logForms = Math.log(Math.max(2, forms.length));
  const costs = new Map<string, number>();
  for (const [unit, count] of counts) {
    const rarity = Math.max(0, Math.log(forms.length / count) / logForms);
    costs.set(unit, UNSAID_COST.common + (UNSAID_COST.rare - UNSAID_COST.common) * rarity);
  }
  const costOf = (form: PlaceForm, start: number, end: number) => {
    let cost = 0;
    for (let i = start; i < end; i++) cost += costs.get(form.units[i] as string) ?? UNSAID_COST.rare;
    return cost;
  };
  let slips: SlipIndex | null = null;
  return {
    places,
    forms,
    readings,
    startsOf: starts,
    exact,
    crossings,
    unsaidCost: (form, start, end) => costOf(form, 0, start) + costOf(form, end, form.units.length),
    slips: () => {
      slips ??= createSlipIndex(forms);
      return slips;
    },
    longestKey,
  };
}
