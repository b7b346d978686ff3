import * as v from "valibot";
import earthquake from "../../data/rules/earthquake.json";
import rainstorm from "../../data/rules/rainstorm.json";
import {
  DAMAGE_STATES,
  type DamageMatrix,
  EARTHQUAKE_FIGURE_KEYS,
  type EarthquakeRules,
  type EllipticalRelation,
  type IntensityRelation,
  RAIN_FIGURE_KEYS,
  type RainRules,
} from "../core/model/hazard-rules.ts";
import { EVIDENCE } from "../core/model/rule-pack.ts";
import { err, ok, type Result } from "../core/result.ts";
import { faultOf } from "./data-package.ts";
import { hasRowsOfUnknownYear, MATRIX_STRUCTURES } from "./matrix-rows.ts";
import { RuleFigureSchema } from "./rule-packs.ts";

const NonEmpty = v.pipe(v.string(), v.nonEmpty());
const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(finite, v.gtValue(0));
const sourced = {
  id: NonEmpty,
  titleZh: NonEmpty,
  titleEn: NonEmpty,
  clause: NonEmpty,
  edition: NonEmpty,
  evidence: v.picklist(EVIDENCE),
  isIllustrative: v.boolean(),
  noteZh: NonEmpty,
  noteEn: NonEmpty,
};
const relation = {
  ...sourced,
  magnitudes: v.pipe(
    v.tuple([v.pipe(finite, v.minValue(3)), v.pipe(finite, v.maxValue(9))]),
    v.check(([least, most]) => least < most, "least below most"),
  ),
  mostKilometres: positive,
};

const HypocentralSchema = v.strictObject({
  ...relation,
  kind: v.literal("hypocentral"),
  c0: finite,
  c1: positive,
  c2: v.pipe(finite, v.ltValue(0)),
  c4: finite,
  m1: finite,
  m2: finite,
  farKilometres: positive,
  s1: v.pipe(finite, v.minValue(0)),
  s2: v.pipe(finite, v.minValue(0)),
  s3Kilometres: positive,
});

const AxisSchema = v.strictObject({ a: finite, b: positive, c: positive, r0Kilometres: positive });
/** A relation as a file or a log has it. */
export const EllipticalSchema = v.pipe(
  v.strictObject({
    ...relation,
    kind: v.literal("elliptical"),
    long: AxisSchema,
    short: AxisSchema,
    standardDeviation: v.pipe(finite, v.minValue(0), v.maxValue(3)),
  }),
  // a short axis that outgrows the long one would turn the ellipse: the file has them the wrong way round
  v.forward(
    v.check(
      ({ long, short, mostKilometres }) =>
        [1, 10, mostKilometres].every((kilometres) => {
          const at = ({ a, c, r0Kilometres }: typeof long) => a - c * Math.log10(kilometres + r0Kilometres);
          return long.b !== short.b || at(long) >= at(short) - 1e-9;
        }),
      "no shorter than the short axis at any distance",
    ),
    ["long"],
  ),
);

const neverFalls = (values: number[]) =>
  values.every((value, i) => i === 0 || value >= (values[i - 1] as number));
const rises = (values: number[]) => values.every((value, i) => i === 0 || value > (values[i - 1] as number));

const Chances = v.pipe(
  v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  v.check(neverFalls, "chances that never fall with the intensity"),
);
const MatrixSchema = v.pipe(
  v.strictObject({
    ...sourced,
    intensities: v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12))),
      v.minLength(1),
      v.check(rises, "rising degrees"),
    ),
    rows: v.array(
      v.strictObject({
        structure: v.picklist(MATRIX_STRUCTURES),
        builtFrom: v.nullable(v.pipe(v.number(), v.integer())),
        slight: Chances,
        moderate: Chances,
        severe: Chances,
        destroyed: Chances,
      }),
    ),
  }),
  v.check(
    ({ intensities, rows }) =>
      rows.every((row) => DAMAGE_STATES.every((state) => row[state].length === intensities.length)),
    "one chance per intensity",
  ),
  v.check(
    ({ rows }) =>
      rows.every((row) =>
        row.slight.every(
          (_, i) =>
            (row.slight[i] as number) >= (row.moderate[i] as number) &&
            (row.moderate[i] as number) >= (row.severe[i] as number) &&
            (row.severe[i] as number) >= (row.destroyed[i] as number),
        ),
      ),
    "a graver state no likelier than a lighter one: chances are of at least the state",
  ),
  v.check(({ rows }) => hasRowsOfUnknownYear(rows), "one row of unknown year for every structure"),
  v.transform((matrix): DamageMatrix => matrix),
);

const every = <Key extends string, Schema>(keys: readonly Key[], schema: Schema) =>
  Object.fromEntries(keys.map((key) => [key, schema])) as Record<Key, Schema>;

const head = { id: NonEmpty, titleZh: NonEmpty, titleEn: NonEmpty, edition: NonEmpty };
const EarthquakeRulesSchema = v.strictObject({
  ...head,
  figures: v.strictObject(every(EARTHQUAKE_FIGURE_KEYS, RuleFigureSchema)),
  relations: v.pipe(
    v.array(
      v.pipe(
        v.union([HypocentralSchema, EllipticalSchema]),
        v.transform((one): IntensityRelation => one),
      ),
    ),
    v.minLength(1),
  ),
  matrices: v.pipe(v.array(MatrixSchema), v.minLength(1)),
});
const RainRulesSchema = v.strictObject({
  ...head,
  figures: v.strictObject(
    every(RAIN_FIGURE_KEYS, v.strictObject({ ...RuleFigureSchema.entries, value: positive })),
  ),
});

/** Checks an earthquake rule pack read from anywhere. Throws with the path of the first fault. */
export const parseEarthquakeRules = (raw: unknown): EarthquakeRules => v.parse(EarthquakeRulesSchema, raw);
/** Checks a rain rule pack read from anywhere. Throws with the path of the first fault. */
const parseRainRules = (raw: unknown): RainRules => v.parse(RainRulesSchema, raw);

/** Fault of a relation from a file: what was found where, and what was expected. */
export interface RelationFault {
  readonly field: string;
  readonly found: string;
  readonly expected: string;
}

/** An elliptical relation of a region as somebody's file has it: one JSON object, every figure given. */
export function readEllipticalRelation(text: string): Result<EllipticalRelation, RelationFault> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return err({ field: "", found: text.slice(0, 40), expected: "JSON" });
  }
  const read = v.safeParse(EllipticalSchema, raw);
  if (read.success) return ok(read.output);
  const { field, found, expected } = faultOf(read.issues[0]);
  return err({ field: field ?? "", found: found ?? "", expected: expected ?? "" });
}

/** The rule packs in use. The damage matrices are illustrative: a district puts in its own. */
export const earthquakeRules: EarthquakeRules = parseEarthquakeRules(earthquake);
export const rainRules: RainRules = parseRainRules(rainstorm);
