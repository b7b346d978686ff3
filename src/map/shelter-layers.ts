import type { ShelterTier } from "../core/model/pack.ts";
import type { ColourName, LayerRow } from "./layer-row.ts";
import {
  byZoom,
  byZoomLinear,
  type DrawLayer,
  type Expression,
  type MapStyle,
  matchBy,
  nameExpression,
  nameWithHanziExpression,
  TEXT_FONT,
  TEXT_FONT_BOLD,
  textSize,
} from "./map-style.ts";
import type { MapScene } from "./scene.ts";

/** Shape says the tier; `sizeShare` of the 28 px picture; high rank wins the space. */
const TIERS: readonly {
  readonly tier: ShelterTier;
  readonly icon: string;
  readonly sizeShare: number;
  readonly rank: number;
}[] = [
  { tier: "centre", icon: "shelter-centre", sizeShare: 1.12, rank: 4 },
  { tier: "fixed", icon: "shelter-fixed", sizeShare: 0.96, rank: 3 },
  { tier: "indoor", icon: "shelter-indoor", sizeShare: 0.86, rank: 2 },
  { tier: "emergency", icon: "shelter-point", sizeShare: 0.74, rank: 1 },
];

const STATE_COLOURS: Readonly<Record<MapScene["shelterStates"][string], ColourName>> = {
  answer: "safeMark",
  late: "unmet",
  tight: "tight",
};

/** Factor on the size of the tier: what needs a look is larger. */
const STATE_SIZES: Readonly<Record<MapScene["shelterStates"][string], number>> = {
  answer: 1.45,
  late: 1.45,
  tight: 1.25,
};

const tierIcon = (tier: ShelterTier) => TIERS.find((each) => each.tier === tier)?.icon ?? "shelter-point";
const TIER: Expression = ["get", "tier"];

/** By shelter id: the colour its state gives it. Shape stays what it is. */
function stateCases<Value>(scene: MapScene, pick: (state: MapScene["shelterStates"][string]) => Value) {
  return Object.entries(scene.shelterStates).map(([id, state]) => [id, pick(state)] as const);
}

function shelterSymbols(style: MapStyle, scene: MapScene, isMain: boolean): DrawLayer {
  const colourOf = matchBy(
    ["get", "id"],
    stateCases(scene, (state) => STATE_COLOURS[state] as string),
    "safeMark",
  );
  const iconOf = matchBy(
    TIER,
    TIERS.map(({ tier, icon }) => [tier, icon] as const),
    tierIcon("emergency"),
  );
  const size = (share: number): Expression | number =>
    [
      "*",
      share,
      matchBy(
        ["get", "id"],
        stateCases(scene, (state) => STATE_SIZES[state]),
        1,
      ),
      matchBy(
        TIER,
        TIERS.map(({ tier, sizeShare }) => [tier, sizeShare] as const),
        0.74,
      ),
    ] as Expression;
  const name = nameWithHanziExpression(style.language);
  const priority = matchBy(
    ["get", "id"],
    stateCases(scene, () => 10),
    ["get", "rank"] as unknown as number,
  );
  return {
    id: isMain ? "shelters-main" : "shelters-point",
    type: "symbol",
    source: "index/shelters",
    filter: [isMain ? ">=" : "<", ["get", "rank"], 3] as Expression,
    layout: {
      "icon-image": ["concat", `${style.tone}/solid/`, iconOf, "/", colourOf] as Expression,
      "icon-size": [
        "interpolate",
        ["linear"],
        ["zoom"],
        11,
        size(0.62),
        13,
        size(0.82),
        15,
        size(1),
        17,
        size(1.2),
      ] as Expression,
      "icon-overlap": isMain ? "always" : (["step", ["zoom"], "never", 13, "always"] as unknown as "always"),
      "icon-padding": 0,
      "symbol-sort-key": ["-", 0, priority] as Expression,
      "text-field": ["step", ["zoom"], "", isMain ? 13.8 : 15, name] as Expression,
      "text-font": TEXT_FONT_BOLD,
      "text-size": textSize(style, [13, 12], [15, 13.5], [18, 16]),
      "text-variable-anchor": ["left", "right", "top", "bottom"],
      "text-radial-offset": 1.25,
      "text-justify": "auto",
      "text-max-width": 11,
      "text-optional": true,
    },
    paint: {
      "text-color": matchBy(
        ["get", "id"],
        stateCases(scene, (state) => style.colours[state === "answer" ? "safe" : STATE_COLOURS[state]]),
        style.colours.safe,
      ) as string,
      "text-halo-color": style.colours.halo,
      "text-halo-width": 1.8,
    },
  };
}

/** The kind stands inside the JSON text of the column: searched with its quotation marks. */
const opens = (kind: string): Expression => ["in", `"${kind}"`, ["coalesce", ["get", "opening"], ""]];

const GATE_CLASSES = [
  { key: "gateOpen", image: "circle/gate/safe" },
  { key: "gateOnOrder", image: "circle/gate/ink2" },
  { key: "gateLocked", image: "circle/gate-locked/unmet" },
  { key: "gateUnknown", image: "circle/unknown/unknown" },
] as const;

export const SHELTER_LAYERS: readonly LayerRow[] = [
  {
    id: "shelters",
    group: "shelter",
    minZoom: 0,
    sources: ["shelters"],
    classes: [
      ...TIERS.map(({ tier, icon }) => ({
        key: tier,
        swatch: { kind: "image", image: `solid/${icon}/safeMark` } as const,
      })),
      {
        key: "shelterArea",
        swatch: { kind: "fill", colour: "safeMark", opacity: 0.18, outline: "safeMark" },
      },
    ],
    draw: (style, scene) => ({
      area: [
        {
          id: "shelters-area",
          type: "fill",
          source: "pack/shelters",
          minzoom: 13.5,
          paint: {
            "fill-color": style.colours.safeMark,
            "fill-opacity": byZoomLinear([13.5, 0], [14.2, 0.18]),
          },
        },
        {
          id: "shelters-outline",
          type: "line",
          source: "pack/shelters",
          minzoom: 15,
          paint: {
            "line-color": style.colours.safeMark,
            "line-width": byZoom([15, 0.8], [18, 2]),
            "line-opacity": 0.8,
          },
        },
      ],
      symbol: [shelterSymbols(style, scene, false)],
      highSymbol: [shelterSymbols(style, scene, true)],
    }),
    pickable: ["shelters-main", "shelters-point", "shelters-area"],
  },
  {
    id: "gates",
    group: "shelter",
    minZoom: 15,
    sources: ["gates"],
    classes: GATE_CLASSES.map(({ key, image }) => ({ key, swatch: { kind: "image", image } })),
    draw: (style) => ({
      symbol: [
        {
          id: "gates-symbol",
          type: "symbol",
          source: "pack/gates",
          minzoom: 15,
          layout: {
            "icon-image": [
              "case",
              opens("locked"),
              `${style.tone}/circle/gate-locked/unmet`,
              opens("on-order"),
              `${style.tone}/circle/gate/ink2`,
              ["any", opens("always"), opens("hours")],
              `${style.tone}/circle/gate/safe`,
              `${style.tone}/circle/unknown/unknown`,
            ],
            "icon-size": byZoomLinear([15, 0.62], [17, 0.95]),
            "icon-overlap": "cooperative",
            "icon-padding": 0,
            "text-field": ["step", ["zoom"], "", 16.2, nameExpression(style.language)],
            "text-font": TEXT_FONT,
            "text-size": textSize(style, [16, 12], [18, 14]),
            "text-variable-anchor": ["left", "right", "top", "bottom"],
            "text-radial-offset": 1.2,
            "text-optional": true,
          },
          paint: {
            "text-color": style.colours.ink2,
            "text-halo-color": style.colours.halo,
            "text-halo-width": 1.6,
          },
        },
      ],
    }),
    pickable: ["gates-symbol"],
  },
];

/** Pictures of shelters in a state of their own: put together at draw time, so they are named here. */
export const shelterStateImages = (scene: MapScene): readonly string[] =>
  [...new Set(Object.values(scene.shelterStates))].flatMap((state) =>
    TIERS.map(({ icon }) => `solid/${icon}/${STATE_COLOURS[state]}`),
  );

/** Rank of a tier, for sorting and for the two symbol layers. */
export const rankOfTier = (tier: ShelterTier): number => TIERS.find((each) => each.tier === tier)?.rank ?? 1;
