import type { BuildingStock } from "../../model/buildings.ts";
import type { LngLat } from "../../model/geometry.ts";
import type { DamageMatrix, EarthquakeRules, IntensityRelation } from "../../model/hazard-rules.ts";
import type { Earthquake } from "../../model/hazards.ts";
import { STRUCTURE_CLASSES } from "../../model/pack.ts";
import { DEFAULT_RUBBLE } from "../../model/rubble.ts";
import type { RubbleRules } from "../../model/rubble-rules.ts";
import type { ClosureOf } from "../../model/scenario.ts";
import { keep, type PreparedPack } from "../prepare.ts";
import type { Blockers } from "../rubble/blockers.ts";
import { rowOfYear } from "../rubble/collapse-chance.ts";
import { buildingLuck, drawSalt, LUCK_RANGE } from "../rubble/draw-luck.ts";
import { type StreetBlockers, streetBlockers } from "../rubble/street-blockers.ts";
import { damageChances } from "./damage-chance.ts";
import { shakingOf } from "./intensity.ts";

/** What the rubble of an earthquake shuts. */
export interface RubbleStreets {
  readonly closures: readonly ClosureOf<"edges">[];
  /** Edges shut to people on foot and to vehicles; rising. Narrowed: shut to vehicles, not to people. */
  readonly footEdges: readonly number[];
  readonly vehicleEdges: readonly number[];
}

/** What the rubble is reckoned with. */
export interface RubbleBasis {
  readonly stock: BuildingStock;
  readonly rubbleRules: RubbleRules;
  readonly rules: EarthquakeRules;
  readonly relation: IntensityRelation;
  readonly matrix: DamageMatrix;
}

const NO_STREETS: RubbleStreets = { closures: [], footEdges: [], vehicleEdges: [] };

const keptBlockers = new WeakMap<PreparedPack["index"], { stock: BuildingStock; blockers: StreetBlockers }>();
/** Earthquakes kept per pack: a magnitude that is dragged leaves one at every step. */
const EARTHQUAKES_KEPT = 8;
const keptStreets = new WeakMap<StreetBlockers, Map<string, RubbleStreets>>();

/**
 * Streets that at least the rule's share of draws shuts: the draws, the debris and the luck of every house are those of
 * the rubble question, the chance to fall is that of being destroyed by the earthquake's damage matrix. People on foot
 * need the width of the rules, which is the same in a wheelchair.
 */
export function rubbleStreets(
  prepared: PreparedPack,
  earthquake: Earthquake,
  basis: RubbleBasis,
): RubbleStreets {
  const { stock } = basis;
  if (stock.count === 0) return NO_STREETS;
  let known = keptBlockers.get(prepared.index);
  if (known?.stock !== stock) {
    const walker = { pace: "slow", metresPerSecond: null } as const;
    const debris = DEFAULT_RUBBLE.debris;
    known = { stock, blockers: streetBlockers(prepared, stock, basis.rubbleRules, { debris, walker }) };
    keptBlockers.set(prepared.index, known);
  }
  const { blockers } = known;
  const kept = keptStreets.get(blockers) ?? new Map<string, RubbleStreets>();
  keptStreets.set(blockers, kept);
  return keep(
    kept,
    JSON.stringify([earthquake, basis.relation.id, basis.matrix.id]),
    () => draw(blockers, earthquake, basis),
    EARTHQUAKES_KEPT,
  );
}

function draw(blockers: StreetBlockers, earthquake: Earthquake, basis: RubbleBasis): RubbleStreets {
  const { stock, rules } = basis;
  const draws = Math.round(rules.figures.rubbleDraws.value);
  const least = Math.max(1, Math.ceil(draws * rules.figures.rubbleShutShare.value));
  const { walked, driven } = blockers;
  const chance = destructionChances(blockers.blocking, earthquake, basis);
  const footDraws = new Uint32Array(walked.length);
  const vehicleDraws = new Uint32Array(driven.length);
  const isDown = new Uint8Array(stock.count);
  const shut = new Int32Array(Math.max(walked.length, driven.length)).fill(-1);
  const count = (one: Blockers, fallen: readonly number[], counts: Uint32Array, mark: number) =>
    eachBlocked(one, fallen, isDown, (edge) => {
      if (shut[edge] === mark) return;
      shut[edge] = mark;
      counts[edge]! += 1;
    });
  for (let each = 0; each < draws; each++) {
    const salt = drawSalt(DEFAULT_RUBBLE.seed, each);
    const fallen: number[] = [];
    blockers.blocking.forEach((building, i) => {
      const luck = buildingLuck(salt, stock.luckKey[building] as number);
      isDown[building] = luck < (chance[i] as number) * LUCK_RANGE ? 1 : 0;
      if (isDown[building] === 1) fallen.push(building);
    });
    count(blockers.walkBlockers, fallen, footDraws, each * 2);
    count(blockers.driveBlockers, fallen, vehicleDraws, each * 2 + 1);
  }
  const shutIn = (counts: Uint32Array) =>
    [...counts.keys()].filter((edge) => (counts[edge] as number) >= least);
  const [footEdges, vehicleEdges] = [shutIn(footDraws), shutIn(vehicleDraws)];
  const all: readonly ClosureOf<"edges">[] = [
    { kind: "edges", id: "rubble-foot", stops: "foot", edges: footEdges },
    { kind: "edges", id: "rubble-vehicles", stops: "vehicles", edges: vehicleEdges },
  ];
  return { closures: all.filter(({ edges }) => edges.length > 0), footEdges, vehicleEdges };
}

/** Chance (0-1) to be destroyed, of each of these buildings. */
function destructionChances(
  buildings: Uint32Array,
  earthquake: Earthquake,
  { stock, relation, matrix }: RubbleBasis,
): Float64Array {
  const shaking = shakingOf(earthquake, relation);
  return Float64Array.from(buildings, (building) => {
    const wall = stock.wallOffsets[building] as number;
    const place: LngLat = [stock.wallLngLat[wall * 4] as number, stock.wallLngLat[wall * 4 + 1] as number];
    const structure = STRUCTURE_CLASSES[stock.structure[building] as number] ?? "unknown";
    const row = rowOfYear(matrix.rows, structure, stock.yearBand[building] as number);
    return damageChances(matrix, row, shaking(place).intensity).destroyed;
  });
}

/** Every edge the fallen buildings block; one may come up more than once. */
function eachBlocked(
  blockers: Blockers,
  fallen: readonly number[],
  isDown: Uint8Array,
  visit: (edge: number) => void,
): void {
  for (const building of fallen) {
    const soleEnd = blockers.soleOffsets[building + 1] as number;
    for (let i = blockers.soleOffsets[building] as number; i < soleEnd; i++)
      visit(blockers.soleEdge[i] as number);
    const pairEnd = blockers.pairOffsets[building + 1] as number;
    for (let i = blockers.pairOffsets[building] as number; i < pairEnd; i++)
      if (isDown[blockers.pairOther[i] as number] === 1) visit(blockers.pairEdge[i] as number);
  }
}
