import { CLOSED } from "../../src/core/graph/costs.ts";
import type { StreetNetwork } from "../../src/core/model/network.ts";

/** Plain Dijkstra on a binary heap: the yardstick of the bench, written as a textbook has it. */
export function heapDijkstra(
  network: StreetNetwork,
  arcCost: Uint32Array,
  seeds: readonly number[],
): Float64Array {
  const times = new Float64Array(network.nodeCount).fill(Infinity);
  const heapNode: number[] = [];
  const heapTime: number[] = [];
  const push = (node: number, time: number) => {
    let i = heapNode.length;
    heapNode.push(node);
    heapTime.push(time);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if ((heapTime[parent] as number) <= time) break;
      heapNode[i] = heapNode[parent] as number;
      heapTime[i] = heapTime[parent] as number;
      i = parent;
    }
    heapNode[i] = node;
    heapTime[i] = time;
  };
  for (const node of seeds) {
    times[node] = 0;
    push(node, 0);
  }
  while (heapNode.length > 0) {
    const node = heapNode[0] as number;
    const time = heapTime[0] as number;
    const lastNode = heapNode.pop() as number;
    const lastTime = heapTime.pop() as number;
    const size = heapNode.length;
    if (size > 0) {
      let i = 0;
      while (true) {
        let child = 2 * i + 1;
        if (child >= size) break;
        if (child + 1 < size && (heapTime[child + 1] as number) < (heapTime[child] as number)) child++;
        if ((heapTime[child] as number) >= lastTime) break;
        heapNode[i] = heapNode[child] as number;
        heapTime[i] = heapTime[child] as number;
        i = child;
      }
      heapNode[i] = lastNode;
      heapTime[i] = lastTime;
    }
    if (time > (times[node] as number)) continue;
    for (
      let arc = network.arcOffsets[node] as number;
      arc < (network.arcOffsets[node + 1] as number);
      arc++
    ) {
      const cost = arcCost[arc] as number;
      if (cost === CLOSED) continue;
      const next = network.arcHead[arc] as number;
      const total = time + cost;
      if (total < (times[next] as number)) {
        times[next] = total;
        push(next, total);
      }
    }
  }
  return times;
}
