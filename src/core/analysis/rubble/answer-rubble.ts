import { UNREACHED } from "../../graph/search.ts";
import type {
  AreaRubble,
  Estimate,
  NamedEdges,
  RubbleAnswer,
  RubbleBridge,
  RubbleRequest,
  RubbleStreet,
} from "../../model/rubble.ts";
import type { PreparedPack } from "../prepare.ts";
import { describeEdges } from "./describe-edges.ts";
import type { RubbleDrawer } from "./draw-rubble.ts";
import { CONFIDENCE, meanEstimate, wilsonInterval } from "./intervals.ts";
import type { RubbleSetup } from "./prepare-rubble.ts";
import type { RubblePart, RubbleTask } from "./rubble-task.ts";

type OpenTown = Pick<RubbleDrawer, "openDeciseconds" | "bridgeLostOpen">;

/** The answer that the draws of a part come to. */
export function answerRubble(
  prepared: PreparedPack,
  request: RubbleRequest,
  setup: RubbleSetup,
  open: OpenTown,
  part: RubblePart,
): RubbleAnswer {
  const { task } = setup;
  const { homes } = task;
  const draws = part.drawNumbers.length;
  const ofHomes = (value: (home: number) => number) =>
    Float32Array.from({ length: homes.count }, (_, home) =>
      (homes.edge[home] as number) < 0 ? Number.NaN : value(home),
    );
  const hits = (home: number) => part.homeDraws[home] as number;
  const ofStreets = (hits: Uint32Array, usable: Uint8Array) =>
    Float32Array.from(hits.subarray(0, setup.streetEdgeCount), (count, edge) =>
      usable[edge] === 1 ? count / draws : Number.NaN,
    );
  const within = openPersons(task, open, null);
  const cutOff = Array.from(part.reachedPersons, (reached) => within - reached);
  const describe = describeEdges(prepared);
  return {
    request,
    drawsDone: draws,
    confidence: CONFIDENCE,
    matrixId: setup.matrixId,
    demandReachedShare: ofHomes((home) => hits(home) / draws),
    demandReachedLow: ofHomes((home) => wilsonInterval(hits(home), draws).low),
    demandReachedHigh: ofHomes((home) => wilsonInterval(hits(home), draws).high),
    demandMeanMinutes: ofHomes((home) =>
      hits(home) === 0 ? Infinity : (part.homeDeciseconds[home] as number) / hits(home) / 600,
    ),
    ...areaAnswers(prepared, task, open, part),
    cutOffPercentiles: percentiles(cutOff),
    ...listStreets(describe, request.mostStreets, setup, part),
    bridges: listBridges(describe, setup, open, part),
    edgeBlockedShare: ofStreets(part.edgeDraws, setup.walked),
    edgeVehicleBlockedShare: ofStreets(part.edgeVehicleDraws, setup.driven),
    assumed: { ...setup.assumed, collapsedBuildings: part.collapsedBuildings / draws },
    // core has no clock: whoever runs this puts the time in
    computeMilliseconds: 0,
  };
}

/** Persons within the minutes with every house standing; `area` null = the district. */
function openPersons({ homes }: RubbleTask, { openDeciseconds }: OpenTown, area: number | null): number {
  let persons = 0;
  for (let home = 0; home < homes.count; home++)
    if (openDeciseconds[home] !== UNREACHED && isIn(homes.areas, home, area))
      persons += homes.persons[home] as number;
  return persons;
}

const isIn = (areas: Int32Array, home: number, area: number | null) =>
  area === null || areas[home * 2] === area || areas[home * 2 + 1] === area;

function areaAnswers(
  prepared: PreparedPack,
  task: RubbleTask,
  open: OpenTown,
  part: RubblePart,
): Pick<RubbleAnswer, "district" | "subDistricts" | "communities"> {
  const { homes } = task;
  const { index } = prepared.pack;
  const answer = (id: string, area: number | null, reached: Estimate): AreaRubble => {
    let [persons, unknown] = [0, 0];
    for (let home = 0; home < homes.count; home++) {
      if (!isIn(homes.areas, home, area)) continue;
      persons += homes.persons[home] as number;
      if ((homes.edge[home] as number) < 0) unknown += homes.persons[home] as number;
    }
    const within = openPersons(task, open, area);
    const [low, high] = [Math.min(within, reached.low), Math.min(within, reached.high)];
    return {
      id,
      persons,
      unknownPersons: unknown,
      beyondAnywayPersons: persons - unknown - within,
      reached: { mean: reached.mean, low, high },
      cutOff: { mean: within - reached.mean, low: within - high, high: within - low },
    };
  };
  const ofArea = (id: string, area: number) =>
    answer(
      id,
      area,
      meanEstimate(
        part.areaPersons[area] as number,
        part.areaSquares[area] as bigint,
        part.drawNumbers.length,
      ),
    );
  let sum = 0;
  let squares = 0n;
  for (const reached of part.reachedPersons) {
    sum += reached;
    squares += BigInt(reached) * BigInt(reached);
  }
  return {
    district: answer(index.description.id, null, meanEstimate(sum, squares, part.drawNumbers.length)),
    subDistricts: index.subDistricts.map(({ code }, i) => ofArea(code, i)),
    communities: index.communities.map(({ id }, i) => ofArea(id, index.subDistricts.length + i)),
  };
}

function percentiles(values: number[]): RubbleAnswer["cutOffPercentiles"] {
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.ceil(values.length * share) - 1] as number;
  return { p5: at(0.05), p50: at(0.5), p95: at(0.95) };
}

/** Edges of some groups, rising, from the group of each edge. */
function edgesOf(groupOfEdge: Int32Array, wanted: (group: number) => boolean): Map<number, number[]> {
  const edges = new Map<number, number[]>();
  groupOfEdge.forEach((group, edge) => {
    if (group < 0 || !wanted(group)) return;
    const known = edges.get(group);
    if (known) known.push(edge);
    else edges.set(group, [edge]);
  });
  return edges;
}

function listStreets(
  describe: (edges: readonly number[]) => NamedEdges,
  most: number,
  setup: RubbleSetup,
  part: RubblePart,
): { readonly streets: RubbleStreet[]; readonly streetCount: number } {
  const { streetDraws, streetVehicleDraws } = part;
  const draws = part.drawNumbers.length;
  const edges = edgesOf(
    setup.task.streetOfEdge.subarray(0, setup.streetEdgeCount),
    (street) => (streetDraws[street] as number) > 0,
  );
  const rank = (street: number) => part.streetRegained[street] as number;
  const then = (street: number) => part.streetStopped[street] as number;
  const streets = [...edges.keys()]
    .sort((a, b) => rank(b) - rank(a) || then(b) - then(a) || a - b)
    .slice(0, most)
    .map((street) => {
      const own = edges.get(street) as number[];
      return {
        ...describe(own),
        blockedShare: (streetDraws[street] as number) / draws,
        vehicleBlockedShare: own.some((edge) => setup.driven[edge] === 1)
          ? (streetVehicleDraws[street] as number) / draws
          : Number.NaN,
        regained: meanEstimate(rank(street), part.streetRegainedSquares[street] as bigint, draws),
        stoppedPersons: then(street) / draws,
      };
    });
  return { streets, streetCount: edges.size };
}

function listBridges(
  describe: (edges: readonly number[]) => NamedEdges,
  setup: RubbleSetup,
  { bridgeLostOpen }: OpenTown,
  part: RubblePart,
): RubbleBridge[] {
  const edges = edgesOf(setup.task.bridgeOfEdge, () => true);
  return [...edges.entries()]
    .filter(([, own]) => own.some((edge) => setup.walked[edge] === 1))
    .map(([bridge, own]) => ({
      ...describe(own),
      lostOpenPersons: bridgeLostOpen[bridge] as number,
      lostUnderRubble: meanEstimate(
        part.bridgeLost[bridge] as number,
        part.bridgeLostSquares[bridge] as bigint,
        part.drawNumbers.length,
      ),
    }))
    .sort(
      (a, b) =>
        b.lostUnderRubble.mean - a.lostUnderRubble.mean ||
        b.lostOpenPersons - a.lostOpenPersons ||
        (a.edges[0] as number) - (b.edges[0] as number),
    );
}
