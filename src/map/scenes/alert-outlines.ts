import type { LngLat } from "../../core/model/geometry.ts";
import type { Alert } from "../../core/model/operation.ts";
import { alertNumeral } from "../../i18n/alert-numeral.ts";
import type { Words } from "../../i18n/words.ts";
import type { SceneLine, SceneMarker } from "../scene.ts";

const closed = (ring: readonly LngLat[]): readonly LngLat[] => {
  const [first] = ring;
  const last = ring.at(-1);
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...ring, first] : ring;
};

/** Where a warning's numeral stands: the northernmost corner, where the fewest other labels hang. */
const northernmost = (ring: readonly LngLat[]): LngLat | null =>
  ring.reduce<LngLat | null>((best, corner) => (best && best[1] >= corner[1] ? best : corner), null);

/** Official warnings: outline, numeral and word. */
export function alertOutlines(
  alerts: readonly Alert[],
  words: Words,
): { readonly lines: readonly SceneLine[]; readonly markers: readonly SceneMarker[] } {
  const lines = alerts.flatMap((alert) =>
    alert.rings.map(
      (ring, i): SceneLine => ({
        id: `alert-${alert.id}-${i}`,
        role: `alert-${alert.level}`,
        line: closed(ring),
      }),
    ),
  );
  const markers = alerts.flatMap((alert): SceneMarker[] => {
    const lngLat = northernmost(alert.rings[0] ?? []);
    const label = `${alertNumeral(alert.level)} ${words.command.feeds.level[alert.level]}\n${alert.event}`;
    return lngLat ? [{ id: `alert-${alert.id}`, kind: "alert", lngLat, label: label.trim() }] : [];
  });
  return { lines, markers };
}
