import * as v from "valibot";
import { BRIEFING_LIMITS, type Briefing } from "../core/model/briefing.ts";
import type { Failure } from "../core/model/failure.ts";
import { LAYER_IDS } from "../core/model/pack.ts";
import { err, ok, type Result } from "../core/result.ts";
import { faultOf } from "./data-package.ts";

const FORMAT = "havenmap-briefing";
const VERSION = 1;
const MOST_BYTES = 2_000_000;

const Id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(80));
const Layer = v.picklist(LAYER_IDS);
const [LEAST_HOLD, MOST_HOLD] = BRIEFING_LIMITS.holdSeconds;

const BriefingSchema = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  packId: v.string(),
  views: v.pipe(
    v.array(
      v.object({
        id: Id,
        text: v.pipe(v.string(), v.maxLength(BRIEFING_LIMITS.textLength)),
        camera: v.object({
          lngLat: v.tuple([
            v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
            v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
          ]),
          zoom: v.pipe(v.number(), v.minValue(0), v.maxValue(24)),
        }),
        layers: v.array(Layer),
        elapsedMinutes: v.pipe(v.number(), v.finite(), v.minValue(0)),
        selection: v.nullable(v.object({ layer: Layer, id: v.string() })),
        holdSeconds: v.pipe(v.number(), v.minValue(LEAST_HOLD), v.maxValue(MOST_HOLD)),
      }),
    ),
    v.maxLength(BRIEFING_LIMITS.views),
    v.check((views) => new Set(views.map(({ id }) => id)).size === views.length, "every view once"),
  ),
});

export const writeBriefing = (packId: string, { views }: Briefing): string =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, packId, views }, null, 2)}\n`;

/** Never throws, whatever the text. A briefing of another pack is refused: its places mean nothing here. */
export function readBriefing(file: string, text: string, packId: string): Result<Briefing, Failure> {
  const unreadable = (place: { found?: string; expected?: string; field?: string }) =>
    err<Failure>({ code: "IMPORT_UNREADABLE", place: { file, ...place } });
  if (text.length > MOST_BYTES)
    return err({ code: "IMPORT_TOO_LARGE", file, what: "bytes", found: text.length, limit: MOST_BYTES });
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (reason) {
    return unreadable({ found: String(reason).slice(0, 120), expected: "JSON" });
  }
  const found = v.safeParse(BriefingSchema, raw, { abortEarly: true });
  if (!found.success) return unreadable(faultOf(found.issues[0]));
  if (found.output.packId !== packId)
    return unreadable({ field: "packId", found: found.output.packId, expected: packId });
  return ok({ views: found.output.views });
}
