import type { FlowNetwork } from "./flow-network.ts";

/** A price nobody pays: beyond that of having no place, and exact. */
export const closedPrice = (network: FlowNetwork): number => 2 * Math.ceil(network.unservedPrice) + 1;
