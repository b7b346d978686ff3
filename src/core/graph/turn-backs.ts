import { strongComponents } from "./components.ts";
import { CLOSED } from "./costs.ts";
import type { TurnGraph } from "./turn-graph.ts";

/*
 * Turning back in the street is the last resort. It is taken
 * - where the way back is the only one that is open and lawful: at a dead end, or before a closed street;
 * - where whoever goes on finds no way to come to where turning back would have brought him.
 * So nobody turns round in the street to get by a restriction, and no place is out of reach that could be reached if
 * everybody might turn back anywhere. A closed street can make turning back lawful: unlike on foot, an edit may make a
 * drive quicker.
 */

/** Shuts the turning back that is not taken in costs by arc of an outwards graph. */
export function shutTurnBacks(graph: TurnGraph, arcCosts: Uint32Array): void {
  const { arcOffsets, arcHead, arcTurnsBack, rules } = graph;
  const shutNode: number[] = [];
  const shutArc: number[] = [];
  const shutCost: number[] = [];
  for (let node = rules.network.nodeCount; node < graph.nodeCount; node++) {
    const begin = arcOffsets[node] as number;
    const end = arcOffsets[node + 1] as number;
    let others = 0;
    for (let arc = begin; arc < end; arc++) if (arcCosts[arc] !== CLOSED && arcTurnsBack[arc] === 0) others++;
    if (others === 0) continue;
    for (let arc = begin; arc < end; arc++) {
      if (arcCosts[arc] === CLOSED || arcTurnsBack[arc] === 0) continue;
      shutNode.push(node);
      shutArc.push(arc);
      shutCost.push(arcCosts[arc] as number);
      arcCosts[arc] = CLOSED;
    }
  }
  if (shutArc.length === 0) return;
  const component = strongComponents(graph, arcCosts);
  // all are looked at before any is opened again: what one opens must not count for another
  const isLost = shutArc.map(
    (arc, i) => !reaches(graph, arcCosts, component, shutNode[i] as number, arcHead[arc] as number),
  );
  shutArc.forEach((arc, i) => {
    if (isLost[i]) arcCosts[arc] = shutCost[i] as number;
  });
}

function reaches(
  { arcOffsets, arcHead }: TurnGraph,
  arcCosts: Uint32Array,
  component: Int32Array,
  from: number,
  to: number,
): boolean {
  const target = component[to] as number;
  if (component[from] === target) return true;
  if ((component[from] as number) < target) return false;
  const seen = new Set([from]);
  for (const node of seen)
    for (let arc = arcOffsets[node] as number; arc < (arcOffsets[node + 1] as number); arc++) {
      const head = arcHead[arc] as number;
      if (arcCosts[arc] === CLOSED || (component[head] as number) < target) continue;
      if (component[head] === target) return true;
      seen.add(head);
    }
  return false;
}

/** Does anybody turn back under some costs by arc who does not under others? */
export function turnsBackMore(
  { arcTurnsBack }: TurnGraph,
  arcCosts: Uint32Array,
  than: Uint32Array,
): boolean {
  for (let arc = 0; arc < arcTurnsBack.length; arc++)
    if (arcTurnsBack[arc] === 1 && arcCosts[arc] !== CLOSED && than[arc] === CLOSED) return true;
  return false;
}
