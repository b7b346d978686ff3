import { Flow } from "./flow.ts";
import type { FlowNetwork } from "./flow-network.ts";
import { startPrices } from "./start-prices.ts";

/** The optimal flow from nothing. */
export function solveFlow(network: FlowNetwork, persons: ArrayLike<number>): Flow {
  const prices = startPrices(network, persons);
  const flow = new Flow(network);
  flow.prices.set(prices);
  flow.placeAll(persons);
  flow.repair();
  return flow;
}
