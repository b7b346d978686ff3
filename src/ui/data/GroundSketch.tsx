import { For } from "solid-js";
import type { LngLat } from "../../core/model/geometry.ts";
import type { GroundPicture } from "../../core/model/import-session.ts";

const WIDTH = 240;
/** Room around the district, so that points beside it are seen beside it. */
const MARGIN_SHARE = 0.12;

/** A small map drawn from lines: the boundary, the main streets, the points under one reading. */
export function GroundSketch(props: {
  readonly picture: GroundPicture;
  readonly lngLats: readonly LngLat[];
  readonly label: string;
}) {
  const frame = () => {
    const [west, south, east, north] = props.picture.bbox;
    // On a small piece of the ground a degree of longitude is shorter by the cosine of the latitude.
    const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
    const margin = Math.max((east - west) * shrink, north - south) * MARGIN_SHARE;
    const scale = WIDTH / ((east - west) * shrink + 2 * margin);
    const height = (north - south + 2 * margin) * scale;
    const place = ([lng, lat]: LngLat): readonly [number, number] => [
      ((lng - west) * shrink + margin) * scale,
      (north - lat + margin) * scale,
    ];
    return { height, place };
  };
  const path = (lines: readonly (readonly LngLat[])[], isClosed: boolean) =>
    lines
      .map(
        (line) =>
          `M${line
            .map((corner) =>
              frame()
                .place(corner)
                .map((value) => value.toFixed(1))
                .join(" "),
            )
            .join("L")}${isClosed ? "Z" : ""}`,
      )
      .join("");
  const points = () =>
    props.lngLats
      .map(frame().place)
      .filter(([x, y]) => x >= 0 && x <= WIDTH && y >= 0 && y <= frame().height);
  return (
    <svg
      class="ground-sketch"
      viewBox={`0 0 ${WIDTH} ${frame().height.toFixed(0)}`}
      role="img"
      aria-label={props.label}
    >
      <path class="sketch-district" d={path(props.picture.outlines, true)} />
      <path class="sketch-streets" d={path(props.picture.streets, false)} />
      <path class="sketch-outline" d={path(props.picture.outlines, true)} />
      <For each={points()}>{([x, y]) => <circle class="sketch-point" cx={x} cy={y} r="3" />}</For>
    </svg>
  );
}
