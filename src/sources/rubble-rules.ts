import * as v from "valibot";
import rubble from "../../data/rules/rubble.json";
import { STREET_CLASSES, type StreetClass } from "../core/model/network.ts";
import {
  type CollapseMatrix,
  RUBBLE_FIGURE_KEYS,
  type RubbleFigureKey,
  type RubbleRules,
} from "../core/model/rubble-rules.ts";
import { EVIDENCE } from "../core/model/rule-pack.ts";
import { hasRowsOfUnknownYear, MATRIX_STRUCTURES } from "./matrix-rows.ts";
import { RuleFigureSchema } from "./rule-packs.ts";

const NonEmpty = v.pipe(v.string(), v.nonEmpty());
const Chance = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const neverFalls = (values: number[]) =>
  values.every((value, i) => i === 0 || value >= (values[i - 1] as number));
const rises = (values: number[]) => values.every((value, i) => i === 0 || value > (values[i - 1] as number));

const MatrixSchema = v.pipe(
  v.strictObject({
    id: NonEmpty,
    titleZh: NonEmpty,
    titleEn: NonEmpty,
    clause: NonEmpty,
    edition: NonEmpty,
    evidence: v.picklist(EVIDENCE),
    noteZh: NonEmpty,
    noteEn: NonEmpty,
    intensities: v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12))),
      v.minLength(1),
      v.check(rises, "rising degrees"),
    ),
    rows: v.array(
      v.strictObject({
        structure: v.picklist(MATRIX_STRUCTURES),
        builtFrom: v.nullable(v.pipe(v.number(), v.integer())),
        chances: v.pipe(v.array(Chance), v.check(neverFalls, "chances that never fall")),
      }),
    ),
  }),
  v.check(
    ({ intensities, rows }) => rows.every(({ chances }) => chances.length === intensities.length),
    "one chance per intensity",
  ),
  v.check(({ rows }) => hasRowsOfUnknownYear(rows), "one row of unknown year for every structure"),
  v.transform((matrix): CollapseMatrix => matrix),
);

const every = <Key extends string, Schema>(keys: readonly Key[], schema: Schema) =>
  Object.fromEntries(keys.map((key) => [key, schema])) as Record<Key, Schema>;

const RubbleRulesSchema = v.strictObject({
  id: NonEmpty,
  titleZh: NonEmpty,
  titleEn: NonEmpty,
  edition: NonEmpty,
  figures: v.strictObject(
    every<RubbleFigureKey, typeof RuleFigureSchema>(RUBBLE_FIGURE_KEYS, RuleFigureSchema),
  ),
  streetWidthWhereUnknown: v.strictObject(
    every(STREET_CLASSES as readonly StreetClass[], v.pipe(v.number(), v.finite(), v.minValue(0))),
  ),
  streetWidthNoteZh: NonEmpty,
  streetWidthNoteEn: NonEmpty,
  matrices: v.pipe(v.array(MatrixSchema), v.minLength(1)),
});

/** Checks a rule pack of the rubble model read from anywhere. Throws with the path of the first fault. */
export const parseRubbleRules = (raw: unknown): RubbleRules => v.parse(RubbleRulesSchema, raw);

/** The rubble rule pack in use. Its collapse matrices are illustrative: a district puts in its own. */
export const rubbleRules: RubbleRules = parseRubbleRules(rubble);
