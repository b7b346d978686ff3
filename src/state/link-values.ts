import * as v from "valibot";
import type { LngLat } from "../core/model/geometry.ts";

/** A plain decimal number of a link, within its range. */
export const number = (minimum: number, maximum: number) =>
  v.pipe(
    v.string(),
    v.regex(/^-?\d+(\.\d+)?$/),
    v.transform(Number),
    v.minValue(minimum),
    v.maxValue(maximum),
  );

export const lngLat = v.pipe(
  v.string(),
  v.regex(/^-?\d+(\.\d+)?,-?\d+(\.\d+)?$/),
  v.transform((text): LngLat => {
    const [lng, lat] = text.split(",").map(Number);
    return [lng as number, lat as number];
  }),
  v.check(([lng, lat]) => Math.abs(lng) <= 180 && Math.abs(lat) <= 85),
);

export const listOf = <Item extends v.GenericSchema<string, unknown>>(item: Item, separator: string) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.split(separator).filter(Boolean)),
    v.array(item),
  );

/** Five decimals of a degree: about a metre. */
export const pointText = ([lng, lat]: LngLat): string => `${+lng.toFixed(5)},${+lat.toFixed(5)}`;
