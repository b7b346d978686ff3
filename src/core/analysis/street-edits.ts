import { edgesOfClosure } from "../graph/closures.ts";
import type { ArcCosts } from "../graph/costs.ts";
import {
  combineEdits,
  type EdgeEdits,
  type EditEffect,
  editedCosts,
  editedLegs,
  type LegCosts,
} from "../graph/edge-edits.ts";
import type { LngLat } from "../model/geometry.ts";
import type { PackIndex } from "../model/pack-data.ts";
import type { Closure, Walker } from "../model/scenario.ts";
import { floodEffect, type Wader, waderOf } from "./flood-effect.ts";
import { figure, keep, openCosts, type PreparedPack, paceMetresPerSecond } from "./prepare.ts";

/** Sets of closures a pack remembers, each with its costs: about a megabyte apiece for a district. */
const SETS_KEPT = 12;

/** Values kept per set of closures and key; the one unused for longest goes first. */
const KEPT_PER_SET = 6;

/** One set of closures and everything that follows from it alone. The same object while the set is remembered. */
interface EditSet {
  readonly closures: readonly Closure[];
  /** Edges of each closure, same order. */
  readonly edges: readonly (readonly number[])[];
  readonly edits: Map<Wader, EdgeEdits>;
  /** By wader and metres per second. */
  readonly walks: Map<string, EditedWalk>;
}

/** Walking under a set of closures. */
export interface EditedWalk {
  readonly costs: ArcCosts;
  readonly legs: LegCosts;
}

const sets = new WeakMap<PreparedPack, EditSet[]>();

const samePoint = (a: LngLat, b: LngLat) => a[0] === b[0] && a[1] === b[1];
const sameRing = (a: readonly LngLat[], b: readonly LngLat[]) =>
  a === b || (a.length === b.length && a.every((point, i) => samePoint(point, b[i]!)));

// #region staff
const sameEdges = (a: readonly number[], b: readonly number[]) =>
  a === b || (a.length === b.length && a.every((edge, i) => edge === b[i]));
// #endregion staff

/** Whether two changes do the same to the streets; their ids are not asked. */
function sameClosure(a: Closure, b: Closure): boolean {
  switch (a.kind) {
    case "street":
      return b.kind === "street" && samePoint(a.lngLat, b.lngLat);
    case "area":
      return b.kind === "area" && sameRing(a.ring, b.ring);
    case "flood":
      return b.kind === "flood" && a.depthMetres === b.depthMetres && sameRing(a.ring, b.ring);
    case "slow":
      return b.kind === "slow" && a.factor === b.factor && sameRing(a.ring, b.ring);
    case "bridge":
      return (
        b.kind === "bridge" &&
        a.carries === b.carries &&
        a.widthMetres === b.widthMetres &&
        samePoint(a.from, b.from) &&
        samePoint(a.to, b.to)
      );
    // #region staff
    case "edges":
      return b.kind === "edges" && a.stops === b.stops && sameEdges(a.edges, b.edges);
    // #endregion staff
    default: {
      const never: never = a;
      throw new Error(String(never));
    }
  }
}

export const sameClosures = (a: readonly Closure[], b: readonly Closure[]): boolean =>
  a === b || (a.length === b.length && a.every((closure, i) => sameClosure(closure, b[i]!)));

/** The set of these closures. A request comes through a message, so equal closures are seldom the same objects. */
function editSet(given: PreparedPack, closures: readonly Closure[]): EditSet {
  const prepared = given.unplanned ?? given; // shelters change no street
  let kept = sets.get(prepared);
  if (!kept) {
    kept = [];
    sets.set(prepared, kept);
  }
  const at = kept.findIndex((set) => sameClosures(set.closures, closures));
  const set = kept[at] ?? createEditSet(prepared, closures, kept);
  // the latest first: what is asked again stays
  if (at !== 0) {
    if (at > 0) kept.splice(at, 1);
    kept.unshift(set);
    kept.length = Math.min(kept.length, SETS_KEPT);
  }
  return set;
}

/**
 * The same pack for questions about other closures than those in force: it knows the sets that are remembered, but what is
 * asked of it pushes none of them out.
 */
export function askedAside(prepared: PreparedPack): PreparedPack {
  const streets = prepared.unplanned ?? prepared;
  const aside = { ...streets };
  sets.set(aside, [...(sets.get(streets) ?? [])]);
  return prepared.unplanned ? { ...prepared, unplanned: aside } : aside;
}

/** With the edges, the pieces of them that lie between joins of bridges. */
function withPieces(prepared: PreparedPack, edges: readonly number[]): readonly number[] {
  if (prepared.pieceParents.length === 0) return edges;
  const taken = new Set(edges);
  prepared.pieceParents.forEach((parent, i) => {
    if (taken.has(parent)) taken.add(prepared.wholeEdgeCount + i);
  });
  return [...taken].sort((a, b) => a - b);
}

/** The edges of one closure: looked for on the streets unless a set that is kept knows them. */
function edgesOf(prepared: PreparedPack, closure: Closure, kept: readonly EditSet[]): readonly number[] {
  for (const set of kept) {
    const at = set.closures.findIndex((other) => other === closure || sameClosure(other, closure));
    if (at !== -1) return set.edges[at]!;
  }
  // a stretch is looked for among the streets themselves: beside its pieces a street would seem to fork
  const { pack, index } = closure.kind === "street" ? (prepared.base ?? prepared) : prepared;
  const limitMetres = figure(prepared, "snapLimitMetres");
  return withPieces(prepared, edgesOfClosure(pack.network, index, closure, limitMetres));
}

function createEditSet(
  prepared: PreparedPack,
  closures: readonly Closure[],
  kept: readonly EditSet[],
): EditSet {
  return {
    closures,
    edges: closures.map((closure) => edgesOf(prepared, closure, kept)),
    edits: new Map(),
    walks: new Map(),
  };
}

const CLOSED_TO_ALL: EditEffect = { isClosed: true, factor: 1, greatestKmh: Infinity };
// #region staff
const NO_EFFECT: EditEffect = { isClosed: false, factor: 1, greatestKmh: Infinity };
const isDriven = (wader: Wader) => wader === "car" || wader === "truck";
// #endregion staff

/** What a change does to its streets, for one kind of traveller. */
export function effectOf(prepared: PreparedPack, wader: Wader, closure: Closure): EditEffect {
  switch (closure.kind) {
    case "flood":
      return floodEffect(prepared, wader, closure.depthMetres);
    case "slow":
      return { isClosed: false, factor: closure.factor, greatestKmh: Infinity };
    // #region staff
    case "edges":
      return (closure.stops === "vehicles") === isDriven(wader) ? CLOSED_TO_ALL : NO_EFFECT;
    // #endregion staff
    default:
      return CLOSED_TO_ALL;
  }
}

/** What the closures do to the streets, for one kind of traveller. */
export function streetEdits(prepared: PreparedPack, closures: readonly Closure[], wader: Wader): EdgeEdits {
  const set = editSet(prepared, closures);
  return keep(set.edits, wader, () => editsOf(prepared, wader, closures, set.edges));
}

/** The same of closures whose edges are at hand, same order. */
export const editsOf = (
  prepared: PreparedPack,
  wader: Wader,
  closures: readonly Closure[],
  edges: readonly (readonly number[])[],
): EdgeEdits =>
  combineEdits(
    prepared.pack.network.edgeCount,
    closures.map((closure, i) => ({ edges: edges[i]!, effect: effectOf(prepared, wader, closure) })),
  );

// #region staff
/** The edges each of these changes is about, without remembering their set. */
export const edgesOfEach = (given: PreparedPack, closures: readonly Closure[]): (readonly number[])[] => {
  const prepared = given.unplanned ?? given;
  return closures.map((closure) => edgesOf(prepared, closure, sets.get(prepared) ?? []));
};
// #endregion staff

interface Walk extends Walker {
  readonly closures: readonly Closure[];
}

function editedWalk(prepared: PreparedPack, walk: Walk): EditedWalk {
  const { closures } = walk;
  const open = openCosts(prepared, walk);
  if (closures.length === 0) return { costs: open, legs: open };
  const wader = waderOf[walk.pace];
  return keep(
    editSet(prepared, closures).walks,
    `${wader} ${paceMetresPerSecond(prepared, walk)}`,
    () => {
      const edits = streetEdits(prepared, closures, wader);
      const { network } = prepared.pack;
      return { costs: editedCosts(network, open, edits), legs: editedLegs(network, open, edits) };
    },
    KEPT_PER_SET,
  );
}

/** Costs to pass each street at the scenario's pace under its closures. */
export const scenarioCosts = (prepared: PreparedPack, walk: Walk): ArcCosts =>
  editedWalk(prepared, walk).costs;

/** Costs of legs along the street one stands on, at the scenario's pace under its closures. */
export const legCosts = (prepared: PreparedPack, walk: Walk): LegCosts => editedWalk(prepared, walk).legs;

/**
 * Computes a value once per pack, set of closures and what else is asked of the question; forgotten with the set.
 * `keyOf`: that "what else" as a key. `ignoresSites`: as in keptOnce.
 */
export function keptPerEdits<Question extends { readonly closures: readonly Closure[] }, Value>(
  keyOf: (question: Question) => string,
  compute: (prepared: PreparedPack, question: Question) => Value,
  options: { readonly ignoresSites?: boolean } = {},
): (prepared: PreparedPack, question: Question) => Value {
  // by index: it is the one thing that changes with every shelter and gate, and that packs asked aside share
  const kept = new WeakMap<EditSet, WeakMap<PackIndex, Map<string, Value>>>();
  return (given, question) => {
    const prepared = options.ignoresSites ? (given.unplanned ?? given) : given;
    const set = editSet(prepared, question.closures);
    const { index } = prepared.pack;
    const ofSet = kept.get(set) ?? new WeakMap<PackIndex, Map<string, Value>>();
    kept.set(set, ofSet);
    const values = ofSet.get(index) ?? new Map<string, Value>();
    ofSet.set(index, values);
    return keep(values, keyOf(question), () => compute(prepared, question), KEPT_PER_SET);
  };
}
