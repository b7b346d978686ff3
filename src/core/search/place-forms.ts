import type { Place } from "../model/pack.ts";
import { foldText, isHan, softSound, unitsOf } from "./fold-text.ts";
import { type Readings, readingsOfName } from "./learn-readings.ts";

/** One way of naming one place, in the parts it is read in. */
export interface PlaceForm {
  /** Number of the place in the pack. */
  readonly place: number;
  /** Null where it is the place's own name, Chinese or English. */
  readonly alias: string | null;
  /** Hanzi and words. */
  readonly units: readonly string[];
  /** How each unit is typed in Latin letters: syllable or the word itself; "" where not known. */
  readonly readings: readonly string[];
  readonly hasHan: boolean;
  /** Units joined: 西直门站, beihaipark. */
  readonly text: string;
  /** Readings joined; "" where one is not known. */
  readonly letters: string;
  /** The same with sounds softened. */
  readonly soft: string;
}

/** Names of two streets in the name of their crossing: "A与B路口", "A / B". */
const CROSSING = /^(.+?)(?:与|和|\s\/\s)(.+?)(?:路口|交叉口)?$/u;

/** Both streets of a crossing, in units; null of any other place. */
export function streetsOfCrossing(
  { kind }: Place,
  name: string,
): readonly [readonly string[], readonly string[]] | null {
  const found = kind === "junction" ? CROSSING.exec(name) : null;
  if (!found) return null;
  const [one, other] = [found[1], found[2]].map((street) => unitsOf(foldText(street as string))) as [
    string[],
    string[],
  ];
  return one.length > 0 && other.length > 0 ? [one, other] : null;
}

/** The place's own Chinese name (or the one that stands for it) in units. */
export interface OwnName {
  readonly units: readonly string[];
  /** As the pack spells it; null where that cannot be told apart. */
  readonly readings: readonly string[] | null;
}

export function ownNameOf(place: Place): OwnName {
  const units = unitsOf(foldText(place.nameZh));
  return { units, readings: units.some(isHan) ? readingsOfName(place, units) : units };
}

export function createForm(
  place: number,
  alias: string | null,
  units: readonly string[],
  known: readonly string[] | null,
  readings: Readings,
): PlaceForm {
  const hasHan = units.some(isHan);
  const spelt = hasHan
    ? units.map((unit, i) => known?.[i] || (isHan(unit) ? (readings.of(unit)[0] ?? "") : unit))
    : units;
  const letters = spelt.includes("") ? "" : spelt.join("");
  return {
    place,
    alias,
    units,
    readings: spelt,
    hasHan,
    text: units.join(""),
    letters,
    soft: softSound(letters),
  };
}

/** Every way of naming a place, its own name first; two ways that read the same once. */
export function formsOfPlace(place: Place, index: number, own: OwnName, readings: Readings): PlaceForm[] {
  const forms: PlaceForm[] = [];
  const add = (units: readonly string[], alias: string | null, known: readonly string[] | null) => {
    const form = createForm(index, alias, units, known, readings);
    if (form.text !== "" && !forms.some((earlier) => earlier.text === form.text)) forms.push(form);
  };
  add(own.units, null, own.readings);
  if (place.nameEn !== place.nameZh) add(unitsOf(foldText(place.nameEn)), null, null);
  for (const alias of place.aliases) add(unitsOf(foldText(alias)), alias, null);
  return forms;
}
