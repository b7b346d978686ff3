import type { Failure } from "../model/failure.ts";
import type { SolveMilp } from "../model/milp.ts";
import type { RunContext } from "../model/progress.ts";
import type { Scenario } from "../model/scenario.ts";
import type {
  CommunityShortfall,
  Relaxation,
  ShortfallAnswer,
  ShortfallRequest,
} from "../model/shortfall.ts";
import { PLAIN_SITING } from "../model/siting.ts";
import { err, ok, type Result } from "../result.ts";
import { allocateKnown } from "./allocate-known.ts";
import { squareMetresPerPerson } from "./capacity.ts";
import { demandTies, type PreparedPack } from "./prepare.ts";
import {
  LONGEST_MINUTES,
  type ShortfallGround,
  servedWithin,
  shortfallGround,
} from "./shortfall/shortfall-ground.ts";
import { type TriedRelaxation, tryRelaxations } from "./shortfall/try-relaxations.ts";
import { shutGates } from "./shut-gates.ts";
import { site } from "./site.ts";

/**
 * Who finds no place and what would change that, one thing at a time: more minutes, more square metres at one site, one
 * more site, one more gate. How many each gains is found by maximum flow and then verified by the exact allocation
 * solved again; only what it confirms is told.
 */
export async function shortfall(
  prepared: PreparedPack,
  request: ShortfallRequest,
  solve: SolveMilp,
  run: RunContext,
): Promise<Result<ShortfallAnswer, Failure>> {
  const { scenario } = request;
  const unknownIds = request.openIds.filter(
    (id) => !prepared.pack.index.candidates.some((candidate) => candidate.id === id),
  );
  if (unknownIds.length > 0) return err({ code: "SITES_NOT_CHOOSABLE", siteIds: unknownIds });
  const openIds = new Set(request.openIds);
  const ground = shortfallGround(prepared, scenario, openIds);
  const persons = ground.persons.reduce((sum, count) => sum + count, 0);
  run.onProgress({ share: 0.2, found: null });
  const tried = tryRelaxations(prepared, scenario, ground, shutGates(prepared, scenario), run);
  if (tried === null) return err({ code: "CANCELLED" });
  const relaxations = verified(ground, bestOfEachKind(tried, request.most), persons);
  run.onProgress({ share: 0.8, found: null });
  const enoughMinutes = fewestMinutes(prepared, scenario, ground);
  const cells = shortCells(prepared, scenario, ground);
  run.onProgress({ share: 0.9, found: null });
  const fewestSites = await fewestSitesForAll(prepared, request, solve, run);
  if (run.isCancelled()) return err({ code: "CANCELLED" });
  const crowdedOut = cells.reduce((sum, { short, why }) => sum + (why === "nearButFull" ? short : 0), 0);
  return ok({
    request,
    persons,
    placedPersons: ground.served.persons,
    communities: byCommunity(prepared, ground, cells),
    relaxations,
    enoughMinutes,
    missingSquareMetres: Math.ceil(crowdedOut * squareMetresPerPerson(prepared, scenario.phase)),
    fewestSites,
  });
}

function bestOfEachKind(tried: readonly TriedRelaxation[], most: number): TriedRelaxation[] {
  const ranked = [...tried].sort((a, b) => b.gainedPersons - a.gainedPersons);
  const told = new Map<string, number>();
  return ranked.filter(({ change }) => {
    // minutes are few and only their whole row tells how much each more is worth
    if (change.kind === "minutes") return true;
    const count = (told.get(change.kind) ?? 0) + 1;
    told.set(change.kind, count);
    return count <= most;
  });
}

/** Solves the allocation again under each change; most gained first, so what ends the shortage leads. */
function verified(ground: ShortfallGround, tried: readonly TriedRelaxation[], persons: number): Relaxation[] {
  return tried
    .map(({ change, times, room }): Relaxation => {
      // a site shut or of unknown room is a site without room here: it gets nobody either way
      const { totalServedPersons } = allocateKnown(times, ground.persons, Array.from(room));
      return {
        change,
        gainedPersons: totalServedPersons - ground.served.persons,
        stillShortPersons: persons - totalServedPersons,
      };
    })
    .filter(({ gainedPersons }) => gainedPersons > 0)
    .sort((a, b) => b.gainedPersons - a.gainedPersons);
}

/** The smallest whole minutes under which nobody who has a street near is short; null = an hour is not enough. */
function fewestMinutes(prepared: PreparedPack, scenario: Scenario, ground: ShortfallGround): number | null {
  const { snaps } = demandTies(prepared, scenario.pace);
  const judged = ground.persons.reduce((sum, count, cell) => sum + (snaps[cell] ? count : 0), 0);
  if (servedWithin(ground, LONGEST_MINUTES) < judged) return null;
  let enough = LONGEST_MINUTES;
  let short = 0;
  while (enough - short > 1) {
    const middle = Math.floor((enough + short) / 2);
    if (servedWithin(ground, middle) < judged) short = middle;
    else enough = middle;
  }
  return enough;
}

/** Persons per cell by why they are short; open sites of unknown room in reach leave the rest unknown. */
function shortCells(prepared: PreparedPack, scenario: Scenario, ground: ShortfallGround) {
  const { times, persons, isOpen, capacities } = ground;
  const { snaps } = demandTies(prepared, scenario.pace);
  const { servedPersons } = allocateKnown(
    times,
    persons,
    capacities.map((capacity, site) => (isOpen[site] ? capacity : null)),
  );
  return Array.from(persons, (count, cell) => {
    const short = count - servedPersons[cell]!;
    const sites = Array.from(
      times.arcSite.subarray(times.arcOffsets[cell]!, times.arcOffsets[cell + 1]!),
    ).filter((site) => isOpen[site]);
    const why = !snaps[cell]
      ? "unknown"
      : sites.length === 0
        ? "notReached"
        : sites.some((site) => capacities[site] === null)
          ? "unknown"
          : "nearButFull";
    return { short, why } as const;
  });
}

function byCommunity(
  prepared: PreparedPack,
  ground: ShortfallGround,
  cells: ReturnType<typeof shortCells>,
): CommunityShortfall[] {
  const sums = new Map<
    string,
    { persons: number; unknown: number; notReached: number; nearButFull: number }
  >();
  prepared.pack.demand.forEach(({ communityId }, cell) => {
    const sum = sums.get(communityId) ?? { persons: 0, unknown: 0, notReached: 0, nearButFull: 0 };
    const { short, why } = cells[cell]!;
    sum.persons += ground.persons[cell]!;
    sum[why] += short;
    sums.set(communityId, sum);
  });
  return [...sums]
    .map(
      ([communityId, { persons, unknown, notReached, nearButFull }]): CommunityShortfall => ({
        communityId,
        persons,
        shortPersons: unknown + notReached + nearButFull,
        notReachedPersons: notReached,
        nearButFullPersons: nearButFull,
        unknownPersons: unknown,
      }),
    )
    .filter(({ shortPersons }) => shortPersons > 0)
    .sort((a, b) => b.shortPersons - a.shortPersons || (a.communityId < b.communityId ? -1 : 1));
}

async function fewestSitesForAll(
  prepared: PreparedPack,
  { scenario, openIds, limitSeconds }: ShortfallRequest,
  solve: SolveMilp,
  run: RunContext,
): Promise<ShortfallAnswer["fewestSites"]> {
  if (prepared.pack.index.candidates.length === 0) return null;
  const answer = await site(
    prepared,
    {
      ...PLAIN_SITING,
      kind: "cover-all",
      newSites: null,
      scenario,
      existing: true,
      requiredIds: openIds,
      forbiddenIds: [],
      limitSeconds,
    },
    solve,
    { ...run, onProgress: () => {} },
  );
  if (!answer.ok || answer.value.value === null) return null;
  const { chosenIds, proof, uncoverablePersons } = answer.value;
  return {
    siteIds: chosenIds.filter((id) => !openIds.includes(id)),
    isProven: proof.status === "optimal",
    beyondPersons: uncoverablePersons,
  };
}
