import type { OsmDropped, OsmId } from "./osm-city.ts";

export interface DropList {
  readonly add: (reason: string, example: OsmId) => void;
  /** By reason, in the order of the alphabet. */
  readonly list: () => OsmDropped[];
}

export function createDropList(): DropList {
  const found = new Map<string, { count: number; example: OsmId }>();
  return {
    add: (reason, example) => {
      const known = found.get(reason);
      if (known) known.count++;
      else found.set(reason, { count: 1, example });
    },
    list: () =>
      [...found]
        .map(([reason, { count, example }]) => ({ reason, count, example }))
        .sort((a, b) => (a.reason < b.reason ? -1 : 1)),
  };
}
