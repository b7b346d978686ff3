import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { Language } from "../core/model/language.ts";
import type { MapColours } from "./colours.ts";

/** All that a drawn layer depends on besides its data. */
export interface MapStyle {
  readonly colours: MapColours;
  readonly language: Language;
  /** `light` or `dark`: part of every image name, so that a change of theme is a change of layout only. */
  readonly tone: "light" | "dark";
  /** Factor on all type: 1, on the wall 1.5. */
  readonly textScale: number;
}

export type DrawLayer = LayerSpecification & { readonly source?: string };
export type Expression = ExpressionSpecification;

/** Local font families: a map without a glyph server draws text with these. `Medium` only sets the weight. */
export const TEXT_FONT = [
  "PingFang SC",
  "HarmonyOS Sans SC",
  "Microsoft YaHei UI",
  "Noto Sans CJK SC",
  "sans-serif",
];
export const TEXT_FONT_MEDIUM = ["Medium", ...TEXT_FONT];
export const TEXT_FONT_BOLD = ["Bold", ...TEXT_FONT];

/** Smooth growth with the zoom: [zoom, value] pairs, rising by 1.5 per level. */
export const byZoom = (...stops: readonly (readonly [zoom: number, value: number])[]): Expression =>
  ["interpolate", ["exponential", 1.5], ["zoom"], ...stops.flat()] as unknown as Expression;

export const byZoomLinear = (...stops: readonly (readonly [zoom: number, value: number])[]): Expression =>
  ["interpolate", ["linear"], ["zoom"], ...stops.flat()] as unknown as Expression;

/** Type sizes by zoom in CSS pixels, enlarged on the wall. */
export const textSize = (
  style: MapStyle,
  ...stops: readonly (readonly [zoom: number, size: number])[]
): Expression => byZoom(...stops.map(([zoom, size]) => [zoom, size * style.textScale] as const));

const NAME_ZH: Expression = ["coalesce", ["get", "nameZh"], ["get", "nameEn"], ""];

/** The name in the reader's language. What has no English name stays in hanzi: no machine-made pinyin. */
export const nameExpression = (language: Language): Expression =>
  language === "en"
    ? ["case", ["!=", ["coalesce", ["get", "nameEn"], ""], ""], ["get", "nameEn"], NAME_ZH]
    : NAME_ZH;

/** As `nameExpression`; in English the hanzi stand below, to be shown to a passer-by. */
export const nameWithHanziExpression = (language: Language): Expression =>
  language === "en"
    ? [
        "case",
        ["!=", ["coalesce", ["get", "nameEn"], ""], ""],
        ["format", ["get", "nameEn"], {}, "\n", {}, NAME_ZH, { "font-scale": 0.88 }],
        ["format", NAME_ZH, {}],
      ]
    : NAME_ZH;

/** `match` over one property from a plain table; keys become the cases. */
export const matchBy = <Value extends string | number>(
  input: Expression,
  cases: readonly (readonly [key: string | number | readonly string[], value: Value])[],
  fallback: Value,
): Expression | Value =>
  cases.length === 0 ? fallback : (["match", input, ...cases.flat(), fallback] as unknown as Expression);

/** Colour between two hex colours: share 0 = `under`, 1 = `over`. */
export function blend(over: string, under: string, share: number): string {
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  const channels = [1, 3, 5].map((at) => Math.round(part(over, at) * share + part(under, at) * (1 - share)));
  return `#${channels.map((value) => value.toString(16).padStart(2, "0")).join("")}`.toUpperCase();
}
