import { edgeCourse, pointOnEdge, snapToEdge } from "../../graph/snap.ts";
import type { StreetName } from "../../model/network.ts";
import type { NamedEdges } from "../../model/rubble.ts";
import type { PreparedPack } from "../prepare.ts";

/** Says of edges that belong together what they are called, what street is near, and where they run. */
export function describeEdges({
  index,
  pack: { network },
}: PreparedPack): (edges: readonly number[]) => NamedEdges {
  const isNamed = Uint8Array.from(network.edgeName, (name) => (name === 0 ? 0 : 1));
  const nameOf = (edge: number) => network.names[network.edgeName[edge] as number] as StreetName;
  return (edges) => {
    const [first] = edges as [number];
    const near =
      isNamed[first] === 1
        ? first
        : (snapToEdge(index, isNamed, pointOnEdge(index, first, 0.5))?.edge ?? first);
    return {
      nameZh: nameOf(first).zh,
      nameEn: nameOf(first).en,
      nearZh: nameOf(near).zh,
      nearEn: nameOf(near).en,
      edges,
      metres: edges.reduce((sum, edge) => sum + (network.edgeLengthDecimetres[edge] as number), 0) / 10,
      lines: edges.map((edge) => edgeCourse(index, edge, 0, 1)),
    };
  };
}
