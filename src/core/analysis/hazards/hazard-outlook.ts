import type { HazardEffect, HazardOutlook, WaterOutlook } from "../../model/hazard-outlook.ts";
import type { HazardGround } from "../../model/hazard-rules.ts";
import type { Hazards } from "../../model/hazards.ts";
import type { Closure, Scenario } from "../../model/scenario.ts";
import { driveTimes } from "../drive-times.ts";
import { usualStreets } from "../drives-over-time.ts";
import { floodEffect } from "../flood-effect.ts";
import type { PeopleInNeed } from "../needs.ts";
import { notReachedPersons } from "../not-reached.ts";
import type { PreparedPack } from "../prepare.ts";
import { edgesOfEach } from "../street-edits.ts";
import { earthquakeOutlook } from "./earthquake-outlook.ts";
import type { WaterSlice } from "./rising-water.ts";
import { closuresAt, type Unfolding } from "./unfold-hazards.ts";

interface Asked {
  readonly scenario: Scenario;
  readonly hazards: Hazards | undefined;
  readonly ground: HazardGround | null;
  readonly minute: number;
  readonly need: PeopleInNeed;
}

/** What the hazards and closures of a scenario do by the minute; null: nothing is set. */
export function hazardOutlook(
  prepared: PreparedPack,
  unfolding: Unfolding,
  { scenario, hazards, ground, minute, need }: Asked,
): HazardOutlook | null {
  const { steady, timed, shaken, rubble, water } = unfolding;
  if (steady.length === 0 && timed.length === 0 && !shaken && water.length === 0) return null;
  const { earthquake = null } = hazards ?? {};
  return {
    minute,
    earthquake:
      earthquake && shaken
        ? earthquakeOutlook(prepared, scenario, earthquake, shaken, rubble, ground?.stock != null)
        : null,
    water: waterOutlook(prepared, water, minute),
    effects: effectsOf(prepared, scenario, unfolding, hazards, minute, need),
  };
}

function waterOutlook(
  prepared: PreparedPack,
  water: readonly WaterSlice[],
  minute: number,
): readonly WaterOutlook[] {
  const points = new Map<string, WaterSlice[]>();
  for (const slice of water) {
    const known = points.get(slice.pointId);
    if (known) known.push(slice);
    else points.set(slice.pointId, [slice]);
  }
  return [...points]
    .map(([pointId, slices]): WaterOutlook => {
      const now = slices.find(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute);
      const deepest = slices.reduce((most, slice) => (slice.depthMetres > most.depthMetres ? slice : most));
      const stops = (wader: Parameters<typeof floodEffect>[1]) =>
        now !== undefined && floodEffect(prepared, wader, now.depthMetres).isClosed;
      return {
        pointId,
        depthMetres: now?.depthMetres ?? 0,
        rings: now?.rings ?? [],
        deepestMetres: deepest.depthMetres,
        deepestMinute: deepest.fromMinute,
        stops: {
          foot: stops("frail"),
          wheelchair: stops("wheelchair"),
          car: stops("car"),
          truck: stops("truck"),
        },
      };
    })
    .sort(
      (a, b) =>
        b.depthMetres - a.depthMetres ||
        b.deepestMetres - a.deepestMetres ||
        (a.pointId < b.pointId ? -1 : 1),
    );
}

/** Whose change to the streets a closure is. */
function ownerOf({ id, kind }: Closure): { readonly kind: HazardEffect["kind"]; readonly id: string } {
  if (kind === "edges") return { kind: "rubble", id: "" };
  if (id.startsWith("water:")) return { kind: "water", id: "" };
  if (id.startsWith("zone:")) return { kind: "zone", id: id.slice("zone:".length) };
  return { kind: "closures", id: "" };
}

function effectsOf(
  prepared: PreparedPack,
  scenario: Scenario,
  unfolding: Unfolding,
  hazards: Hazards | undefined,
  minute: number,
  need: PeopleInNeed,
): readonly HazardEffect[] {
  const inForce = closuresAt(unfolding, minute);
  const persons = notReachedPersons(prepared, { ...scenario, closures: inForce });
  const ways = usualWays(prepared, need);
  const owners: { kind: HazardEffect["kind"]; id: string }[] = [
    ...(unfolding.rubble ? [{ kind: "rubble" as const, id: "" }] : []),
    ...(hazards?.rain ? [{ kind: "water" as const, id: "" }] : []),
    ...(hazards?.zones ?? []).map(({ id }) => ({ kind: "zone" as const, id })),
    ...(scenario.closures.length > 0 ? [{ kind: "closures" as const, id: "" }] : []),
  ];
  return owners.map((owner): HazardEffect => {
    const isOwn = (closure: Closure) => {
      const of = ownerOf(closure);
      return of.kind === owner.kind && of.id === owner.id;
    };
    const own = inForce.filter(isOwn);
    if (own.length === 0) return { ...owner, isInForce: false, streetMetres: 0, persons: 0, trucks: 0 };
    const others = inForce.filter((closure) => !isOwn(closure));
    const touched = new Set(edgesOfEach(prepared, own).flat());
    const decimetres = [...touched].reduce(
      (sum, edge) =>
        edge < prepared.wholeEdgeCount
          ? sum + (prepared.pack.network.edgeLengthDecimetres[edge] as number)
          : sum,
      0,
    );
    return {
      ...owner,
      isInForce: true,
      streetMetres: decimetres / 10,
      persons: Math.max(0, persons - notReachedPersons(prepared, { ...scenario, closures: others })),
      trucks: ways.filter((edges) => edges.some((edge) => touched.has(edge))).length,
    };
  });
}

/** Streets of the usual way to each shelter in need: from the depot nearest to it, every street open. */
function usualWays(prepared: PreparedPack, need: PeopleInNeed): readonly (readonly number[])[] {
  const { outMinutes } = driveTimes(prepared, []);
  return need.shelters.map(({ gates }) => {
    let best = { minutes: Infinity, depot: -1, gate: -1 };
    outMinutes.forEach((minutes, depot) => {
      for (const gate of gates)
        if ((minutes[gate] ?? Infinity) < best.minutes)
          best = { minutes: minutes[gate] as number, depot, gate };
    });
    return best.depot === -1 ? [] : usualStreets(prepared, best.depot, best.gate);
  });
}
