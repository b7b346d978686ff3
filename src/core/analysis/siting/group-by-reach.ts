import type { SitingProblem } from "./siting-problem.ts";

/**
 * The same question with demands that the very same sites reach as one, and walks of no length: all the same where only
 * counts who is reached or placed, and a fraction of the rows. Demands that nobody reaches stay as one.
 */
export function groupByReach(problem: SitingProblem): SitingProblem {
  const { persons, times, demandIds } = problem;
  const groups = new Map<string, { readonly id: string; readonly sites: number[]; persons: number }>();
  for (let demand = 0; demand < persons.length; demand++) {
    const sites = Array.from(
      times.arcSite.subarray(times.arcOffsets[demand]!, times.arcOffsets[demand + 1]!),
    ).sort((a, b) => a - b);
    const key = sites.join(" ");
    const known = groups.get(key);
    if (known) known.persons += persons[demand]!;
    else groups.set(key, { id: demandIds[demand]!, sites, persons: persons[demand]! });
  }
  const rows = [...groups.values()];
  const arcOffsets = new Uint32Array(rows.length + 1);
  rows.forEach(({ sites }, row) => {
    arcOffsets[row + 1] = arcOffsets[row]! + sites.length;
  });
  const arcSite = Uint32Array.from(rows.flatMap(({ sites }) => sites));
  return {
    ...problem,
    demandIds: rows.map(({ id }) => id),
    persons: Float64Array.from(rows, (row) => row.persons),
    times: { arcOffsets, arcSite, arcDeciseconds: new Uint32Array(arcSite.length) },
  };
}
