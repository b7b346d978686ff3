import type { planPlots as PlanPlots } from "../zh-CN/plan-plots.ts";

export const planPlots: typeof PlanPlots = {
  fromFile: "Import plots from a file",
  found: (file, count) => `${file}: ${count} plots are not in this scheme`,
  tooMany: (limit, left) => `A scheme holds ${limit} sites at most; ${left} more fit in`,
  full: (limit) => `This scheme has ${limit} sites: no more fit in`,
  putAll: (count) => `Put into the scheme (${count})`,
  putOne: "Put into the scheme",
  unnamed: (id) => `Plot ${id}`,
};
