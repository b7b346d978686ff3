import { For } from "solid-js";
import { coloursOf } from "../colours.ts";
import type { PrintedSymbol } from "./print-map.ts";

/** Outlines some 3.6 mm across around the origin: the shape says the tier, as on the screen. */
const SHAPES: Readonly<Record<PrintedSymbol["kind"], string>> = {
  fixed: "M-1.7 -1.7H1.7V1.7H-1.7Z",
  emergency: "M-1.4 0a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0 -2.8 0Z",
  indoor: "M-1.7 -0.3L0 -1.9L1.7 -0.3V1.7H-1.7Z",
  centre:
    "M0 -2.3L0.7 -1.6L1.6 -1.6L1.6 -0.7L2.3 0L1.6 0.7L1.6 1.6L0.7 1.6L0 2.3L-0.7 1.6L-1.6 1.6L-1.6 0.7L-2.3 0L-1.6 -0.7L-1.6 -1.6L-0.7 -1.6Z",
  proposed: "M-1.9 -1.9H1.9V1.9H-1.9Z",
};
const TENT = "M0 -0.9L1 0.8H0.3L0 0.2L-0.3 0.8H-1Z";

export function PrintSymbol(props: {
  readonly kind: PrintedSymbol["kind"];
  readonly at: readonly [x: number, y: number];
}) {
  const colours = coloursOf("light");
  return (
    <g transform={`translate(${props.at[0]} ${props.at[1]})`}>
      <path
        d={SHAPES[props.kind]}
        fill={props.kind === "proposed" ? colours.you : colours.safeMark}
        stroke={colours.surface}
        stroke-width="0.5"
        stroke-linejoin="round"
        paint-order="stroke"
      />
      <path d={TENT} fill={colours.surface} />
    </g>
  );
}

const PATTERNS = [
  { name: "wide", sideMillimetres: 2.4, lines: ["M0 2.4L2.4 0"] },
  { name: "narrow", sideMillimetres: 1.4, lines: ["M0 0L1.4 1.4"] },
  { name: "cross", sideMillimetres: 1.6, lines: ["M0 0L1.6 1.6", "M0 1.6L1.6 0"] },
] as const;

/** Hatches of the classes outside the rule, for print without colour. */
export function PrintPatterns(props: { readonly prefix: string; readonly ink: string }) {
  return (
    <For each={PATTERNS}>
      {({ name, sideMillimetres, lines }) => (
        <pattern
          id={`${props.prefix}-${name}`}
          width={sideMillimetres}
          height={sideMillimetres}
          patternUnits="userSpaceOnUse"
        >
          <For each={lines}>
            {(line) => <path d={line} stroke={props.ink} stroke-width="0.12" stroke-opacity="0.45" />}
          </For>
        </pattern>
      )}
    </For>
  );
}
