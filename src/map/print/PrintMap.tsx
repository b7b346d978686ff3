import { createUniqueId, For, Show } from "solid-js";
import { coloursOf } from "../colours.ts";
import { fieldFillColour } from "../field-layers.ts";
import { styleOf } from "../layer-plan.ts";
import type { MapScene } from "../scene.ts";
import { PrintPatterns, PrintSymbol } from "./PrintSymbol.tsx";
import { LABEL_MILLIMETRES } from "./place-labels.ts";
import type { PrintedMap, PrintedPath } from "./print-map.ts";

/** A printed map in its frame, sharp at any size; colours are those of paper whatever the screen shows. */
export function PrintMap(props: {
  readonly map: PrintedMap;
  readonly scene: MapScene;
  readonly label: string;
}) {
  const id = createUniqueId();
  const colours = coloursOf("light");
  const style = () => styleOf({ ...props.scene, theme: "light" });
  const fillOf = ({ fill, isClipped }: PrintedPath): string => {
    if (fill === "none") return "none";
    return isClipped ? fieldFillColour(style(), fill, false) : colours[fill];
  };
  const size = () => props.map.projection;
  return (
    <svg
      class="print-map"
      viewBox={`0 0 ${size().widthMillimetres} ${size().heightMillimetres}`}
      role="img"
      aria-label={props.label}
    >
      <defs>
        <clipPath id={`${id}-district`}>
          <path d={props.map.districtPath} clip-rule="evenodd" />
        </clipPath>
        <PrintPatterns prefix={id} ink={colours.ink} />
      </defs>
      <rect width={size().widthMillimetres} height={size().heightMillimetres} fill={colours.land} />
      <For each={props.map.paths}>
        {(path) => (
          <g clip-path={path.isClipped ? `url(#${id}-district)` : undefined}>
            <path
              d={path.d}
              fill={fillOf(path)}
              fill-rule="evenodd"
              fill-opacity={path.fillOpacity}
              stroke={path.stroke ? colours[path.stroke] : undefined}
              stroke-width={path.widthMillimetres}
              stroke-dasharray={path.dash}
              stroke-linejoin="round"
              stroke-linecap={path.dash ? "butt" : "round"}
            />
            <Show when={path.pattern}>
              {(pattern) => <path d={path.d} fill={`url(#${id}-${pattern()})`} fill-rule="evenodd" />}
            </Show>
          </g>
        )}
      </For>
      <For each={props.map.circles}>
        {(circle) => (
          <circle
            cx={circle.at[0]}
            cy={circle.at[1]}
            r={circle.radiusMillimetres}
            fill={circle.isRing ? colours.land : colours.unmet}
            fill-opacity={circle.isRing ? 0.6 : 0.92}
            stroke={circle.isRing ? colours.unmet : colours.land}
            stroke-width={circle.isRing ? 0.3 : 0.15}
          />
        )}
      </For>
      <For each={props.map.symbols}>{(symbol) => <PrintSymbol kind={symbol.kind} at={symbol.at} />}</For>
      <For each={props.map.labels}>
        {(label) => (
          <text
            x={label.at[0]}
            y={label.at[1]}
            font-size={String(LABEL_MILLIMETRES)}
            font-weight="600"
            text-anchor="middle"
            dominant-baseline="central"
            fill={colours.label}
            stroke={colours.halo}
            stroke-width="0.8"
            stroke-linejoin="round"
            paint-order="stroke"
          >
            {label.text}
          </text>
        )}
      </For>
    </svg>
  );
}
