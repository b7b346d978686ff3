import { metresAlong } from "../graph/snap.ts";
import type { ExplainPart } from "../model/explain.ts";
import { STREET_CLASSES } from "../model/network.ts";
import type { PathLeg } from "./path-leg.ts";
import type { PreparedPack } from "./prepare.ts";
import { streetRuns, type WalkPath } from "./walk-path.ts";

/** Streets nobody crosses without looking: fast and wide. */
const MAIN_STREETS = new Set(
  (["motorway", "trunk", "primary", "secondary"] as const).map((name) => STREET_CLASSES.indexOf(name)),
);

const NAMELESS = { nameZh: "", nameEn: "", metres: 0, seconds: 0, modelled: false } as const;

/** The walk in the order it is walked: off the place, along each street, over main streets, off the street to the gate. */
export function pathParts(prepared: PreparedPack, path: WalkPath): ExplainPart[] {
  const parts: ExplainPart[] = [
    {
      ...NAMELESS,
      kind: "access",
      metres: path.accessMetres,
      seconds: path.accessDeciseconds / 10,
    },
  ];
  const { edgeName, names } = prepared.pack.network;
  let stretch: PathLeg[] = [];
  let crossed = -1;
  let metresSinceCrossing = 0;
  const walkStretch = () => {
    for (const run of streetRuns(prepared, { ...path, legs: stretch }))
      parts.push({
        kind: "street",
        nameZh: run.nameZh,
        nameEn: run.nameEn,
        metres: run.metres,
        seconds: run.deciseconds / 10,
        modelled: run.modelled,
      });
    stretch = [];
  };
  const legs = path.legs.filter((leg) => leg.fromShare !== leg.toShare);
  legs.forEach((leg, i) => {
    const before = legs[i - 1];
    const edge = before ? crossedEdge(prepared, before, leg) : -1;
    if (edge >= 0) {
      const name = edgeName[edge] as number;
      // the two carriageways of one street are one crossing
      if (name !== crossed || metresSinceCrossing > DIVIDED_METRES) {
        walkStretch();
        parts.push({
          ...NAMELESS,
          kind: "crossing",
          nameZh: names[name]?.zh ?? "",
          nameEn: names[name]?.en ?? "",
        });
      }
      crossed = name;
      metresSinceCrossing = 0;
    }
    metresSinceCrossing += metresAlong(prepared.pack.network, leg.edge, leg.fromShare, leg.toShare);
    stretch.push(leg);
  });
  walkStretch();
  parts.push({
    ...NAMELESS,
    kind: "egress",
    metres: path.egressMetres,
    seconds: path.egressDeciseconds / 10,
  });
  return parts;
}

/** Carriageways of one street lie no farther apart. */
const DIVIDED_METRES = 60;

const isMain = (prepared: PreparedPack, leg: PathLeg) =>
  MAIN_STREETS.has(prepared.pack.network.edgeClass[leg.edge] as number);

/** Edge of the main street that a walk crosses at the corner between two legs; -1 = none, or it is itself on one. */
function crossedEdge(prepared: PreparedPack, before: PathLeg, after: PathLeg): number {
  if (isMain(prepared, before) || isMain(prepared, after)) return -1;
  const { arcOffsets, arcEdge, edgeClass, edgeFrom, edgeTo } = prepared.pack.network;
  if (after.fromShare !== 0 && after.fromShare !== 1) return -1;
  const node = (after.fromShare === 0 ? edgeFrom : edgeTo)[after.edge] as number;
  let first = -1;
  let count = 0;
  for (let arc = arcOffsets[node] as number; arc < (arcOffsets[node + 1] as number); arc++) {
    const edge = (arcEdge[arc] as number) >>> 1;
    if (!MAIN_STREETS.has(edgeClass[edge] as number)) continue;
    if (first < 0) first = edge;
    count++;
  }
  // one end only: the main street begins here and is walked round, not over
  return count >= 2 ? first : -1;
}
