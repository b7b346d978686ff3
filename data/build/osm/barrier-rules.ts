import { EDGE_FLAG } from "../../../src/core/model/network.ts";
import type { OsmTags } from "./osm-city.ts";
import { parseMetres } from "./osm-quantities.ts";
import { accessOf, FOOT_KEYS, VEHICLE_KEYS } from "./street-rules.ts";

/** What a barrier at a node lets through. */
export interface BarrierRule {
  /** Bits of EDGE_FLAG that survive it. */
  readonly passes: number;
  /** Bits it adds: `gated`. */
  readonly adds: number;
  readonly maxHeightCentimetres: number;
  readonly maxWidthCentimetres: number;
  /** False: of a kind this reader does not know; who passes is guessed. */
  readonly isKnown: boolean;
}

const FOOT = EDGE_FLAG.footForward | EDGE_FLAG.footBackward;
const VEHICLE = EDGE_FLAG.vehicleForward | EDGE_FLAG.vehicleBackward;
const ENGINE = EDGE_FLAG.fireEngineForward | EDGE_FLAG.fireEngineBackward;
const WHEELS = EDGE_FLAG.wheelchair;

/**
 * Who passes when nothing else is said: w = walkers, c = wheelchairs, v = vehicles, f = fire engines.
 * https://wiki.openstreetmap.org/wiki/Key:barrier. Where it is in doubt for an engine, it does not pass: a route that ends
 * at a concrete bollard costs more than a detour. Chains, ropes and arms are lifted or cut.
 */
const PASSES: Readonly<Record<string, string>> = {
  gate: "wcvf",
  lift_gate: "wcvf",
  swing_gate: "wcvf",
  sliding_gate: "wcvf",
  sliding_beam: "wcvf",
  bump_gate: "wcvf",
  hampshire_gate: "wcvf",
  sally_port: "wcvf",
  entrance: "wcvf",
  toll_booth: "wcvf",
  border_control: "wcvf",
  checkpoint: "wcvf",
  height_restrictor: "wcvf",
  cattle_grid: "wvf",
  spikes: "wcvf",
  no: "wcvf",
  bollard: "wc",
  block: "wc",
  jersey_barrier: "wc",
  planter: "wc",
  barrier_board: "wc",
  bus_trap: "wcf",
  sump_buster: "wcf",
  chain: "wf",
  rope: "wf",
  log: "w",
  debris: "",
  cycle_barrier: "w",
  motorcycle_barrier: "w",
  kissing_gate: "w",
  wicket_gate: "wc",
  stile: "w",
  horse_stile: "w",
  turnstile: "w",
  "full-height_turnstile": "w",
  kerb: "wvf",
  wall: "",
  fence: "",
  hedge: "",
  ditch: "",
  guard_rail: "",
  retaining_wall: "",
};
const GATES = /gate|sliding_beam|entrance|sally_port|checkpoint/;
const FOLDING_BOLLARDS = new Set(["removable", "rising", "foldable", "flexible"]);
/** 3 cm is where https://wiki.openstreetmap.org/wiki/Key:kerb draws the line between lowered and raised (general knowledge, not re-read). */
const LOWERED_KERB_METRES = 0.03;

function lowered(tags: OsmTags): boolean {
  const height = parseMetres(tags["kerb:height"] ?? tags.height);
  if (height !== null) return height <= LOWERED_KERB_METRES;
  return ["flush", "lowered", "no"].includes(tags.kerb ?? "raised");
}

/** Null = the node stops nobody and marks no gate. */
export function barrierRule(tags: OsmTags): BarrierRule | null {
  const barrier = tags.barrier;
  const kerbOnly = barrier === undefined && tags.kerb !== undefined && tags.highway !== "crossing";
  if (barrier === undefined && !kerbOnly) return null;
  const kind = barrier ?? "kerb";
  // an unknown kind is taken for something one can walk around, no more
  const isKnown = Object.hasOwn(PASSES, kind);
  const default_ = isKnown ? (PASSES[kind] as string) : "wc";
  let passes =
    (default_.includes("w") ? FOOT : 0) |
    (default_.includes("c") ? WHEELS : 0) |
    (default_.includes("v") ? VEHICLE : 0) |
    (default_.includes("f") ? ENGINE : 0);
  if (kind === "kerb" && lowered(tags)) passes |= WHEELS;
  if (kind === "bollard" && FOLDING_BOLLARDS.has(tags.bollard ?? "")) passes |= ENGINE;

  const foot = accessOf(tags, FOOT_KEYS, null);
  if (foot !== null) passes = foot === "closed" ? passes & ~(FOOT | WHEELS) : passes | FOOT;
  const vehicle = accessOf(tags, VEHICLE_KEYS, null);
  if (vehicle !== null) passes = vehicle === "closed" ? passes & ~VEHICLE : passes | VEHICLE | ENGINE;
  // a lock keeps out whoever has no key; the fire brigade opens it
  if (tags.locked === "yes") passes &= ~(FOOT | VEHICLE | WHEELS);
  const wheelchair = tags.wheelchair;
  if (wheelchair === "no") passes &= ~WHEELS;
  if (wheelchair === "yes" && passes & FOOT) passes |= WHEELS;
  const emergency = tags.emergency;
  if (emergency === "no") passes &= ~ENGINE;
  if (emergency === "yes" || emergency === "designated") passes |= ENGINE;

  const adds = GATES.test(kind) ? EDGE_FLAG.gated : 0;
  const centimetres = (key: string) =>
    Math.min(65_535, Math.round((parseMetres(tags[key]) ?? parseMetres(tags[`${key}:physical`]) ?? 0) * 100));
  const limits = {
    maxHeightCentimetres: centimetres("maxheight"),
    maxWidthCentimetres: centimetres("maxwidth"),
  };
  const everybody = passes === (FOOT | WHEELS | VEHICLE | ENGINE);
  if (everybody && adds === 0 && limits.maxHeightCentimetres === 0 && limits.maxWidthCentimetres === 0)
    return null;
  return { passes, adds, isKnown, ...limits };
}
