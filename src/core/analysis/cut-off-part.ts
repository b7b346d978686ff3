import { eastMetres, northMetres } from "../geo/local-plane.ts";
import { CLOSED } from "../graph/costs.ts";
import { UNREACHED } from "../graph/search.ts";
import { type EdgeSnap, pointOnEdge, snapPlanePoint } from "../graph/snap.ts";
import type { CutOffPart } from "../model/explain.ts";
import type { Scenario } from "../model/scenario.ts";
import { demandPersons } from "./demand-columns.ts";
import { demandTies, type PreparedPack } from "./prepare.ts";
import { scenarioCosts } from "./street-edits.ts";
import type { GateSurface } from "./surface.ts";

/** The streets that join the place's own one and lead to no gate: how long, who lives on them, how far from the rest. */
export function cutOffPart(
  prepared: PreparedPack,
  scenario: Scenario,
  surface: GateSurface,
  snap: EdgeSnap,
): CutOffPart {
  const { network } = prepared.pack;
  const { arcOffsets, arcEdge, arcHead, edgeFrom, edgeTo, edgeLengthDecimetres, nodeLng, nodeLat } = network;
  const { directed } = scenarioCosts(prepared, scenario);
  const isOpen = (edge: number) => directed[edge * 2] !== CLOSED || directed[edge * 2 + 1] !== CLOSED;

  const inPart = new Uint8Array(network.edgeCount);
  const seen = new Uint8Array(network.nodeCount);
  inPart[snap.edge] = 1;
  const nodes: number[] = [];
  const visit = (node: number) => {
    if (seen[node] === 1 || surface.nodeDeciseconds[node] !== UNREACHED) return;
    seen[node] = 1;
    nodes.push(node);
  };
  visit(edgeFrom[snap.edge] as number);
  visit(edgeTo[snap.edge] as number);
  // grows while it is walked
  for (const node of nodes)
    for (let arc = arcOffsets[node] as number; arc < (arcOffsets[node + 1] as number); arc++) {
      const edge = (arcEdge[arc] as number) >>> 1;
      if (!isOpen(edge)) continue;
      inPart[edge] = 1;
      visit(arcHead[arc] as number);
    }

  let decimetres = 0;
  const leading = new Uint8Array(network.edgeCount);
  for (let edge = 0; edge < prepared.wholeEdgeCount; edge++) {
    if (inPart[edge] === 1) decimetres += edgeLengthDecimetres[edge] as number;
    else if (
      isOpen(edge) &&
      (surface.nodeDeciseconds[edgeFrom[edge] as number] !== UNREACHED ||
        surface.nodeDeciseconds[edgeTo[edge] as number] !== UNREACHED)
    )
      leading[edge] = 1;
  }
  return {
    streetMetres: decimetres / 10,
    persons: personsOn(prepared, scenario, inPart),
    gap: narrowestGap(
      prepared,
      nodes.map((node) => [nodeLng[node] as number, nodeLat[node] as number]),
      leading,
    ),
  };
}

function personsOn(prepared: PreparedPack, scenario: Scenario, inPart: Uint8Array): number {
  const residents = demandPersons(prepared, scenario.period);
  return demandTies(prepared, scenario.pace).snaps.reduce(
    (sum, tie, cell) => sum + (tie && inPart[tie.edge] === 1 ? (residents[cell] as number) : 0),
    0,
  );
}

/** From a corner of the part straight to the nearest point of a street that leads to a gate. */
function narrowestGap(
  { index }: PreparedPack,
  corners: readonly (readonly [number, number])[],
  leading: Uint8Array,
): CutOffPart["gap"] {
  let gap: CutOffPart["gap"] = null;
  for (const from of corners) {
    const east = eastMetres(index.plane, from[0]);
    const north = northMetres(index.plane, from[1]);
    const snap = snapPlanePoint(index, leading, east, north, gap?.metres ?? Infinity);
    if (snap && snap.accessMetres < (gap?.metres ?? Infinity))
      gap = { from, to: pointOnEdge(index, snap.edge, snap.alongShare), metres: snap.accessMetres };
  }
  return gap;
}
