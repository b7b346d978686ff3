import type { SitingTask } from "./siting-problem.ts";

/**
 * Whoever asks core has read his numbers from checked tables, so a bad one is a mistake in a program: it is thrown and
 * named, since a search would turn on NaN for ever or prove nonsense.
 */
export function checkTask({ problem, newSites, budget, backupSites, limitSeconds }: SitingTask): void {
  const refuse = (what: string, found: number) => {
    throw new RangeError(`siting: ${what} is ${found}`);
  };
  problem.persons.forEach((persons, demand) => {
    if (!(persons >= 0 && persons < Infinity))
      refuse(`weight of demand ${problem.demandIds[demand]}`, persons);
  });
  problem.costs?.forEach((cost, site) => {
    if (!(cost > 0 && cost < Infinity)) refuse(`cost of site ${problem.siteIds[site]}`, cost);
  });
  problem.capacities.forEach((capacity, site) => {
    if (capacity !== null && !(capacity >= 0)) refuse(`room of site ${problem.siteIds[site]}`, capacity);
  });
  if (newSites !== null && !(Number.isInteger(newSites) && newSites >= 0)) refuse("newSites", newSites);
  if (budget !== null && !(budget >= 0)) refuse("budget", budget);
  if (!(Number.isInteger(backupSites) && backupSites >= 1)) refuse("backupSites", backupSites);
  if (!(limitSeconds > 0)) refuse("limitSeconds", limitSeconds);
}
