import type { ColourName } from "./layer-row.ts";
import type { DrawLayer, Expression, MapStyle } from "./map-style.ts";
import type { MapScene, SiteCut } from "./scene.ts";

interface CutLook {
  readonly colour: ColourName;
  /** 0-1 */
  readonly opacity: number;
  /** Laid over the fill, so that kinds differ without colour. */
  readonly pattern: string | null;
}

/** How each kind of ground of a site looks: on the map, in the bars and in their key. */
const CUT_LOOKS: Readonly<Record<SiteCut, CutLook>> = {
  left: { colour: "safeMark", opacity: 0.4, pattern: null },
  outside: { colour: "unknown", opacity: 0.15, pattern: "pattern/hatch/unknown" },
  taken: { colour: "you", opacity: 0.25, pattern: "pattern/rising-wide/you" },
  water: { colour: "labelWater", opacity: 0.55, pattern: null },
  buildings: { colour: "ink2", opacity: 0.6, pattern: null },
  planting: { colour: "labelGreen", opacity: 0.3, pattern: "pattern/dots/labelGreen" },
  debris: { colour: "ink3", opacity: 0.2, pattern: "pattern/falling-narrow/ink2" },
  fire: { colour: "minutes5", opacity: 0.2, pattern: "pattern/cross/minutes5" },
  flood: { colour: "labelWater", opacity: 0.2, pattern: "pattern/rising-wide/labelWater" },
  hazard: { colour: "risk4", opacity: 0.62, pattern: "pattern/cross/risk4Pattern" },
  slope: { colour: "minutes4", opacity: 0.25, pattern: "pattern/rising-wide/minutes5" },
  unused: { colour: "ink3", opacity: 0.2, pattern: "pattern/hatch/ink3" },
};

/** Ground of the site that is looked at, above the city: each kind filled and patterned, what is left outlined. */
export function siteCutLayers({ colours, tone }: MapStyle, scene: MapScene): readonly DrawLayer[] {
  const cuts = scene.polygons.flatMap(({ role, cut }) => (role === "site-cut" && cut ? [cut] : []));
  return cuts.flatMap((cut): DrawLayer[] => {
    const { colour, opacity, pattern } = CUT_LOOKS[cut];
    const filter: Expression = ["==", ["get", "cut"], cut];
    const of = (part: string) => ({ id: `site-${cut}-${part}`, source: "scene/polygons", filter }) as const;
    return [
      {
        ...of("fill"),
        type: "fill",
        paint: { "fill-color": colours[colour], "fill-opacity": opacity, "fill-antialias": false },
      },
      ...(pattern
        ? [{ ...of("pattern"), type: "fill", paint: { "fill-pattern": `${tone}/${pattern}` } } as DrawLayer]
        : []),
      {
        ...of("edge"),
        type: "line",
        layout: { "line-join": "round" },
        paint: {
          "line-color": colours[cut === "left" ? "safe" : "ink2"],
          "line-width": cut === "left" ? 2.5 : 1,
        },
      },
    ];
  });
}
