import type { GateOpening } from "../../../src/core/model/pack.ts";
import type { OsmTags } from "../osm/osm-city.ts";

const RANGE = /^(?:(?:Mo-Su|daily)\s+)?(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\+?$/i;

/** Opening of a gate as its tags say it; unknown where they say nothing that holds every day. */
export function openingOfTags(tags: OsmTags): GateOpening {
  if (tags.access === "no" || tags.locked === "yes") return { kind: "locked" };
  const hours = tags.opening_hours?.trim();
  if (hours === "24/7") return { kind: "always" };
  const range = hours === undefined ? null : RANGE.exec(hours);
  if (range) {
    const [opensHour, opensPart, closesHour, closesPart] = range.slice(1).map(Number) as [
      number,
      number,
      number,
      number,
    ];
    const opensMinute = opensHour * 60 + opensPart;
    const closesMinute = closesHour * 60 + closesPart;
    if (opensMinute <= 1440 && closesMinute <= 1440) return { kind: "hours", opensMinute, closesMinute };
  }
  return { kind: "unknown" };
}
