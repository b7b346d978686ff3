import * as v from "valibot";
import type { Failure } from "../core/model/failure.ts";
import type { LngLat } from "../core/model/geometry.ts";
import { LANGUAGES, type Language } from "../core/model/language.ts";
import { HAZARDS, LAYER_IDS, SHELTER_TIERS } from "../core/model/pack.ts";
import { PACE_IDS, PERIODS, PHASES, SCENARIO_LIMITS } from "../core/model/scenario.ts";
import {
  DEFAULT_LAYERS,
  DEFAULT_RESPONSE,
  DEFAULT_SCENARIO,
  DOORS,
  type Door,
  initialSharedState,
  type SharedState,
  THEMES,
} from "./app-state.ts";
import {
  areaOf,
  bridgeOf,
  CLOSURE_FIELDS,
  closureFields,
  floodOf,
  slowOf,
  streetOf,
} from "./closure-links.ts";
import { listOf, lngLat, number, pointText } from "./link-values.ts";

/*
 * door = last part of the path; everything else = the fragment, because a fragment is never sent to a server and a
 * person's place must not be. Only what differs from the defaults is written, so that links stay short.
 */

const camera = v.pipe(
  v.string(),
  v.regex(/^-?\d+(\.\d+)?,-?\d+(\.\d+)?,\d+(\.\d+)?$/),
  v.transform((text) => {
    const [lng, lat, zoom] = text.split(",").map(Number) as [number, number, number];
    return { lngLat: [lng, lat] as LngLat, zoom };
  }),
  v.check(({ lngLat: [lng, lat], zoom }) => Math.abs(lng) <= 180 && Math.abs(lat) <= 85 && zoom <= 24),
);
const clock = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  v.transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))),
);
const selection = v.pipe(
  v.string(),
  v.regex(/^[a-z-]+:.+$/),
  v.transform((text) => {
    const colon = text.indexOf(":");
    return { layer: text.slice(0, colon), id: text.slice(colon + 1) };
  }),
  v.object({ layer: v.picklist(LAYER_IDS), id: v.string() }),
);

const FIELDS = {
  lang: v.picklist(LANGUAGES),
  theme: v.picklist(THEMES),
  // It becomes part of an address: never out of the folder of the packs.
  pack: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)),
  data: v.picklist(["open"]),
  pace: v.picklist(PACE_IDS),
  /** Metres per second of one's own pace. */
  speed: number(...SCENARIO_LIMITS.metresPerSecond),
  reach: number(...SCENARIO_LIMITS.reachMinutes),
  phase: v.picklist(PHASES),
  period: v.picklist(PERIODS),
  tier: v.picklist(["all", ...SHELTER_TIERS] as const),
  hazard: v.picklist(HAZARDS),
  clock,
  ...CLOSURE_FIELDS,
  // #region staff
  elapsed: number(0, 6000),
  need: number(0, 1),
  lost: listOf(v.string(), ","),
  // #endregion staff
  at: lngLat,
  place: v.pipe(v.string(), v.maxLength(80)),
  // #region staff
  probe: lngLat,
  /** Read by the code that makes it, which comes with /plan. */
  scheme: v.pipe(v.string(), v.regex(/^\d+\.[A-Za-z0-9_-]+$/), v.maxLength(8000)),
  // #endregion staff
  select: selection,
  layers: listOf(v.picklist(LAYER_IDS), ","),
  view: camera,
  // #region staff
  row: v.pipe(v.string(), v.regex(/^[A-Z]\d{1,2}$/)),
  // #endregion staff
} as const;
type FieldName = keyof typeof FIELDS;

export interface ReadLink {
  readonly shared: SharedState;
  /** A page that is not there, and in one notice every field that could not be read and was left at its default. */
  readonly notices: readonly Failure[];
}

/**
 * `/find?pack=qingyun#pace=slow` → state. A bad field falls back alone; the rest of the link still opens. Of the query
 * only the pack is read: it names a public folder, and it is what a link typed by hand will say. The fragment wins.
 * `homePath`: folder the app is served from, with `/` at both ends.
 */
export function readLink(
  path: string,
  fragment: string,
  preferredLanguage: Language,
  query = "",
  homePath = "/",
): ReadLink {
  const wrong: string[] = [];
  const parts = (path.startsWith(homePath) ? path.slice(homePath.length) : path).split("/").filter(Boolean);
  const lastPart = parts.at(-1) ?? "";
  const isDoor = (DOORS as readonly string[]).includes(lastPart);
  const isPage = isDoor || lastPart === "" || /^(index|404)\.html$/.test(lastPart);
  const door: Door = isDoor ? (lastPart as Door) : "find";

  const raw = new URLSearchParams(fragment.replace(/^#/, ""));
  const queryPack = new URLSearchParams(query).get("pack");
  if (queryPack !== null && !raw.has("pack")) raw.set("pack", queryPack);
  for (const name of raw.keys()) if (!Object.hasOwn(FIELDS, name)) wrong.push(name);
  const read = <Name extends FieldName>(name: Name): v.InferOutput<(typeof FIELDS)[Name]> | null => {
    const text = raw.get(name);
    if (text === null) return null;
    const parsed = v.safeParse(FIELDS[name], text);
    if (parsed.success) return parsed.output as v.InferOutput<(typeof FIELDS)[Name]>;
    wrong.push(name);
    return null;
  };

  const defaults = initialSharedState(door, preferredLanguage);
  const at = read("at");
  const closures = [
    ...(read("close") ?? []).map(streetOf),
    ...(read("area") ?? []).map(areaOf),
    ...(read("flood") ?? []).map(floodOf),
    ...(read("slow") ?? []).map(slowOf),
    ...(read("bridge") ?? []).map(bridgeOf),
  ];
  const shared: SharedState = {
    door,
    language: read("lang") ?? defaults.language,
    theme: read("theme") ?? defaults.theme,
    packId: read("pack") ?? defaults.packId,
    scenario: {
      pace: read("pace") ?? DEFAULT_SCENARIO.pace,
      metresPerSecond: read("speed"),
      reachMinutes: read("reach") ?? DEFAULT_SCENARIO.reachMinutes,
      phase: read("phase") ?? DEFAULT_SCENARIO.phase,
      period: read("period") ?? DEFAULT_SCENARIO.period,
      tier: read("tier") ?? DEFAULT_SCENARIO.tier,
      hazard: read("hazard"),
      minuteOfDay: read("clock"),
      closures,
    },
    // #region staff
    response: {
      elapsedMinutes: read("elapsed") ?? DEFAULT_RESPONSE.elapsedMinutes,
      inNeedShare: read("need") ?? DEFAULT_RESPONSE.inNeedShare,
      lostDepotIds: read("lost") ?? DEFAULT_RESPONSE.lostDepotIds,
    },
    // #endregion staff
    origin: at ? { lngLat: at, name: read("place") } : null,
    // #region staff
    probe: read("probe"),
    schemeText: read("scheme"),
    // #endregion staff
    selection: read("select"),
    layers: read("layers") ?? DEFAULT_LAYERS[door],
    camera: read("view"),
    // #region staff
    commitmentId: read("row"),
    // #endregion staff
    isDataOpen: read("data") !== null,
  };
  const notices: Failure[] = [];
  if (!isPage) notices.push({ code: "NO_SUCH_PAGE", path: parts.join("/") });
  if (wrong.length > 0) notices.push({ code: "LINK_NOT_UNDERSTOOD", fields: wrong });
  return { shared, notices };
}

const clockText = (minuteOfDay: number) =>
  `${String(Math.floor(minuteOfDay / 60)).padStart(2, "0")}:${String(minuteOfDay % 60).padStart(2, "0")}`;
/** State → fragment without `#`. `readLink` of it gives the same state back (to five decimals of a degree). */
export function writeFragment(shared: SharedState, preferredLanguage: Language): string {
  const params = new URLSearchParams();
  const put = (name: FieldName, value: string | number | null, standard: string | number | null = null) => {
    if (value !== null && value !== "" && value !== standard) params.set(name, String(value));
  };
  const { scenario } = shared;
  // #region staff
  const { response } = shared;
  // #endregion staff
  put("at", shared.origin ? pointText(shared.origin.lngLat) : null);
  put("place", shared.origin?.name ?? null);
  // #region staff
  put("probe", shared.probe ? pointText(shared.probe) : null);
  // #endregion staff
  put("pace", scenario.pace, DEFAULT_SCENARIO.pace);
  put("speed", scenario.metresPerSecond);
  put("reach", scenario.reachMinutes, DEFAULT_SCENARIO.reachMinutes);
  put("phase", scenario.phase, DEFAULT_SCENARIO.phase);
  put("period", scenario.period, DEFAULT_SCENARIO.period);
  put("tier", scenario.tier, DEFAULT_SCENARIO.tier);
  put("hazard", scenario.hazard);
  put("clock", scenario.minuteOfDay === null ? null : clockText(scenario.minuteOfDay));
  for (const [name, text] of closureFields(scenario.closures)) put(name, text);
  // #region staff
  put("elapsed", response.elapsedMinutes, DEFAULT_RESPONSE.elapsedMinutes);
  put("need", response.inNeedShare, DEFAULT_RESPONSE.inNeedShare);
  put("lost", response.lostDepotIds.join(","));
  // #endregion staff
  put("select", shared.selection ? `${shared.selection.layer}:${shared.selection.id}` : null);
  // Written also when empty: no layer at all is a choice.
  const layers = shared.layers.join(",");
  if (layers !== DEFAULT_LAYERS[shared.door].join(",")) params.set("layers", layers);
  // #region staff
  put("row", shared.commitmentId);
  put("scheme", shared.door === "plan" ? shared.schemeText : null);
  // #endregion staff
  put("data", shared.isDataOpen ? "open" : null);
  put("view", shared.camera ? `${pointText(shared.camera.lngLat)},${+shared.camera.zoom.toFixed(2)}` : null);
  put("pack", shared.packId, "xicheng");
  put("theme", shared.theme, "light");
  put("lang", shared.language, preferredLanguage);
  // Commas, colons and semicolons are safe in a fragment and far easier to read unescaped.
  return params
    .toString()
    .replaceAll("%2C", ",")
    .replaceAll("%3B", ";")
    .replaceAll("%3A", ":")
    .replaceAll("%7C", "|");
}
