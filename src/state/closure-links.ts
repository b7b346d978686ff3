import * as v from "valibot";
import type { LngLat } from "../core/model/geometry.ts";
import { BRIDGE_LOADS, CLOSURE_LIMITS, type Closure, type ClosureOf } from "../core/model/scenario.ts";
import { listOf, lngLat, number, pointText } from "./link-values.ts";

/*
 * Changes to the streets in a link. Points are joined by `;`, changes of one kind by `|`, and what a change has besides
 * its points stands before them and a colon: `flood=0.3:116.35,39.91;…`, `bridge=foot,2:116.35,39.91;116.36,39.91`.
 */

const ring = v.pipe(listOf(lngLat, ";"), v.minLength(3));
const halves = v.pipe(
  v.string(),
  v.regex(/^[^:]+:[^:]+$/),
  v.transform((text) => text.split(":") as [string, string]),
);
const [floodRing, slowRing] = [
  v.pipe(halves, v.tuple([number(...CLOSURE_LIMITS.depthMetres), ring])),
  v.pipe(halves, v.tuple([number(...CLOSURE_LIMITS.factor), ring])),
];
const bridge = v.pipe(
  halves,
  v.tuple([
    v.pipe(
      v.string(),
      v.transform((text) => text.split(",")),
      v.tuple([v.picklist(BRIDGE_LOADS), number(...CLOSURE_LIMITS.widthMetres)]),
    ),
    v.pipe(listOf(lngLat, ";"), v.tuple([lngLatValue(), lngLatValue()])),
  ]),
);

/** A point that is read already. */
function lngLatValue() {
  return v.custom<LngLat>(Array.isArray);
}

export const CLOSURE_FIELDS = {
  close: listOf(lngLat, ";"),
  area: listOf(ring, "|"),
  flood: listOf(floodRing, "|"),
  slow: listOf(slowRing, "|"),
  bridge: listOf(bridge, "|"),
};

const nameOf = ([lng, lat]: LngLat) => `${lng.toFixed(5)},${lat.toFixed(5)}`;
const firstOf = (points: readonly LngLat[]) => nameOf(points[0] as LngLat);

export const streetOf = (point: LngLat): Closure => ({ kind: "street", id: nameOf(point), lngLat: point });
export const areaOf = (points: LngLat[]): Closure => ({
  kind: "area",
  id: `a${firstOf(points)}`,
  ring: points,
});
export const floodOf = ([depthMetres, points]: [number, LngLat[]]): Closure => ({
  kind: "flood",
  id: `f${firstOf(points)}`,
  ring: points,
  depthMetres,
});
export const slowOf = ([factor, points]: [number, LngLat[]]): Closure => ({
  kind: "slow",
  id: `s${firstOf(points)}`,
  ring: points,
  factor,
});
export const bridgeOf = ([[carries, widthMetres], [from, to]]: v.InferOutput<typeof bridge>): Closure => ({
  kind: "bridge",
  id: `b${nameOf(from)}`,
  from,
  to,
  carries,
  widthMetres,
});

const ringText = (points: readonly LngLat[]) => points.map(pointText).join(";");

/** The fields of a link, in its order; empty text = none of the kind. */
export function closureFields(
  closures: readonly Closure[],
): readonly (readonly [name: keyof typeof CLOSURE_FIELDS, text: string])[] {
  const of = <Kind extends Closure["kind"]>(kind: Kind) =>
    closures.filter((closure): closure is ClosureOf<Kind> => closure.kind === kind);
  return [
    ["close", ringText(of("street").map((closure) => closure.lngLat))],
    [
      "area",
      of("area")
        .map((closure) => ringText(closure.ring))
        .join("|"),
    ],
    [
      "flood",
      of("flood")
        .map(({ depthMetres, ring: points }) => `${+depthMetres.toFixed(3)}:${ringText(points)}`)
        .join("|"),
    ],
    [
      "slow",
      of("slow")
        .map(({ factor, ring: points }) => `${+factor.toFixed(3)}:${ringText(points)}`)
        .join("|"),
    ],
    [
      "bridge",
      of("bridge")
        .map(
          ({ carries, widthMetres, from, to }) =>
            `${carries},${+widthMetres.toFixed(2)}:${pointText(from)};${pointText(to)}`,
        )
        .join("|"),
    ],
  ];
}
