import type { Failure } from "../../model/failure.ts";
import { type IntensityGrid, RUBBLE_LIMITS, type RubbleRequest } from "../../model/rubble.ts";
import type { CollapseMatrix, RubbleRules } from "../../model/rubble-rules.ts";
import { err, ok, type Result } from "../../result.ts";

const refused = (field: string, found: unknown, expected: string): Result<never, Failure> =>
  err({ code: "QUESTION_NOT_VALID", field, found: String(found), expected });

const between = (least: number, most: number) => `${least}-${most}`;
const isWithin = (value: number, { least, most }: { readonly least: number; readonly most: number }) =>
  value >= least && value <= most;

/** The collapse matrix a question means, once everything in it can be computed. */
export function checkRubbleRequest(
  request: RubbleRequest,
  rules: RubbleRules,
): Result<CollapseMatrix, Failure> {
  for (const field of ["draws", "seed", "mostStreets"] as const) {
    const limits = RUBBLE_LIMITS[field];
    const value = request[field];
    if (!Number.isInteger(value) || !isWithin(value, limits))
      return refused(field, value, `whole, ${between(limits.least, limits.most)}`);
  }
  const { debris } = request;
  if (typeof debris === "number" && !isWithin(debris, RUBBLE_LIMITS.debrisShare))
    return refused(
      "debris",
      debris,
      between(RUBBLE_LIMITS.debrisShare.least, RUBBLE_LIMITS.debrisShare.most),
    );
  const matrix =
    request.matrixId === null
      ? rules.matrices[0]
      : rules.matrices.find((each) => each.id === request.matrixId);
  if (!matrix) return refused("matrixId", request.matrixId, rules.matrices.map((each) => each.id).join(", "));
  return checkIntensity(request.intensity, matrix) ?? ok(matrix);
}

/** null = every degree lies inside the matrix. */
function checkIntensity(
  intensity: number | IntensityGrid,
  { intensities }: CollapseMatrix,
): Result<never, Failure> | null {
  const limits = { least: intensities[0] as number, most: intensities.at(-1) as number };
  const expected = between(limits.least, limits.most);
  if (typeof intensity === "number")
    return isWithin(intensity, limits) ? null : refused("intensity", intensity, expected);
  const { west, south, east, north, columns, rows, degrees } = intensity;
  if (!(west < east && south < north))
    return refused("intensity", [west, south, east, north], "west < east, south < north");
  if (!(Number.isInteger(columns) && Number.isInteger(rows) && columns > 0 && rows > 0))
    return refused("intensity", [columns, rows], "whole columns and rows, 1 or more");
  if (degrees.length !== columns * rows)
    return refused("intensity.degrees", degrees.length, String(columns * rows));
  const wrong = degrees.find((degree) => !isWithin(degree, limits));
  return wrong === undefined ? null : refused("intensity.degrees", wrong, expected);
}
