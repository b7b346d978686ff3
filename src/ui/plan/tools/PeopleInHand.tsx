import { createMemo } from "solid-js";
import type { LngLat } from "../../../core/model/geometry.ts";
import type { ScreenPoint } from "../../../map/map-hand.ts";
import { CROWDED_SHIFT_PIXELS, radiusPixels } from "../../../map/persons-radius.ts";
import { unmetByCommunity } from "../../../map/scenes/plan-scene.ts";
import { shownAnswer } from "../../../state/store.ts";
import { useApp } from "../../shared/app-context.ts";

const circle = ({ x, y }: ScreenPoint, radius: number): string => {
  const r = radius.toFixed(1);
  return `M${(x - radius).toFixed(1)} ${y.toFixed(1)}a${r} ${r} 0 1 0 ${(2 * radius).toFixed(1)} 0a${r} ${r} 0 1 0 ${(-2 * radius).toFixed(1)} 0`;
};

/**
 * Those not reached and those near but full, where the map shows them else, following the site in the hand: two paths over
 * the map cost a fraction of painting the map anew.
 */
export function PeopleInHand(props: {
  readonly pixelOf: (lngLat: LngLat) => ScreenPoint;
  readonly zoom: number;
}) {
  const { state, pack } = useApp();
  const answer = () => shownAnswer(state, "coverage")?.answer;
  const circles = (key: "notReachedPersons" | "nearButFullPersons", shift: readonly [number, number]) => {
    const [found, index] = [answer(), pack()];
    if (!found || !index) return "";
    return unmetByCommunity(found, index, key)
      .features.map(({ geometry, properties }) => {
        const { x, y } = props.pixelOf(geometry.coordinates as unknown as LngLat);
        return circle({ x: x + shift[0], y: y + shift[1] }, radiusPixels(properties.persons, props.zoom));
      })
      .join("");
  };
  const unmet = createMemo(() => circles("notReachedPersons", [0, 0]));
  const crowded = createMemo(() => circles("nearButFullPersons", CROWDED_SHIFT_PIXELS));
  return (
    <>
      <path class="people-unmet" d={unmet()} />
      <path class="people-crowded" d={crowded()} />
    </>
  );
}
