/** Cells, sites and who reaches what; no times: how many find a place does not hang on them. */
export interface ServeNetwork {
  /** Whole persons per cell. */
  readonly persons: Int32Array;
  /** Persons each site has room for, 0 or more; Infinity = as many as come. */
  readonly room: Float64Array;
  /** Arcs of cell i are [arcOffsets[i], arcOffsets[i + 1]). */
  readonly arcOffsets: Uint32Array;
  readonly arcSite: Uint32Array;
}

export interface Served {
  readonly persons: number;
  /** Persons along each arc. */
  readonly arcPersons: Int32Array;
}

/**
 * Most persons that can find a place: maximum flow by blocking flows (Dinic, 1970). `from`: a flow that fits the
 * network, e.g. the greatest one before room was added; only what is new is then looked for.
 */
export function mostServed(network: ServeNetwork, from?: Int32Array): Served {
  const { persons, room, arcOffsets, arcSite } = network;
  const cellCount = persons.length;
  const siteCount = room.length;
  const arcCount = arcSite.length;
  const arcPersons = from ? from.slice() : new Int32Array(arcCount);

  const siteOffsets = new Uint32Array(siteCount + 1);
  for (const site of arcSite) siteOffsets[site + 1]! += 1;
  for (let site = 0; site < siteCount; site++) siteOffsets[site + 1]! += siteOffsets[site]!;
  const siteArc = new Uint32Array(arcCount);
  const arcCell = new Uint32Array(arcCount);
  const cursor = siteOffsets.slice();
  const waiting = Int32Array.from(persons);
  const left = room.slice();
  let served = 0;
  for (let cell = 0; cell < cellCount; cell++)
    for (let arc = arcOffsets[cell]!; arc < arcOffsets[cell + 1]!; arc++) {
      siteArc[cursor[arcSite[arc]!]!++] = arc;
      arcCell[arc] = cell;
      waiting[cell]! -= arcPersons[arc]!;
      left[arcSite[arc]!]! -= arcPersons[arc]!;
      served += arcPersons[arc]!;
    }

  const cellLevel = new Int32Array(cellCount);
  const siteLevel = new Int32Array(siteCount);
  const nextOfCell = new Uint32Array(cellCount);
  const nextOfSite = new Uint32Array(siteCount);

  /** Levels from those who wait; false when no site with room is found. */
  const layOut = (): boolean => {
    cellLevel.fill(-1);
    siteLevel.fill(-1);
    let cells: number[] = [];
    for (let cell = 0; cell < cellCount; cell++)
      if (waiting[cell]! > 0) {
        cellLevel[cell] = 0;
        cells.push(cell);
      }
    for (let level = 0; cells.length > 0; level++) {
      const sites: number[] = [];
      let isFound = false;
      for (const cell of cells)
        for (let arc = arcOffsets[cell]!; arc < arcOffsets[cell + 1]!; arc++) {
          const site = arcSite[arc]!;
          if (siteLevel[site] !== -1) continue;
          siteLevel[site] = level;
          sites.push(site);
          isFound ||= left[site]! > 0;
        }
      if (isFound) return true;
      cells = [];
      for (const site of sites)
        for (let k = siteOffsets[site]!; k < siteOffsets[site + 1]!; k++) {
          const arc = siteArc[k]!;
          const cell = arcCell[arc]!;
          if (arcPersons[arc]! === 0 || cellLevel[cell] !== -1) continue;
          cellLevel[cell] = level + 1;
          cells.push(cell);
        }
    }
    return false;
  };
  /** Sends up to `amount` on from a cell along rising levels; answers how many found a place. */
  const sendFrom = (cell: number, amount: number): number => {
    let sent = 0;
    for (; nextOfCell[cell]! < arcOffsets[cell + 1]!; nextOfCell[cell]! += 1) {
      const arc = nextOfCell[cell]!;
      const site = arcSite[arc]!;
      if (siteLevel[site] !== cellLevel[cell]) continue;
      const moved = sendInto(site, amount - sent);
      arcPersons[arc]! += moved;
      sent += moved;
      if (sent === amount) return sent;
    }
    return sent;
  };
  const sendInto = (site: number, amount: number): number => {
    let sent = Math.min(amount, left[site]!);
    left[site]! -= sent;
    for (; sent < amount && nextOfSite[site]! < siteOffsets[site + 1]!; nextOfSite[site]! += 1) {
      const arc = siteArc[nextOfSite[site]!]!;
      const cell = arcCell[arc]!;
      if (cellLevel[cell] !== siteLevel[site]! + 1) continue;
      const moved = sendFrom(cell, Math.min(amount - sent, arcPersons[arc]!));
      arcPersons[arc]! -= moved;
      sent += moved;
      if (sent === amount) break;
    }
    return sent;
  };

  while (layOut()) {
    for (let cell = 0; cell < cellCount; cell++) nextOfCell[cell] = arcOffsets[cell]!;
    for (let site = 0; site < siteCount; site++) nextOfSite[site] = siteOffsets[site]!;
    for (let cell = 0; cell < cellCount; cell++) {
      if (waiting[cell]! === 0) continue;
      const sent = sendFrom(cell, waiting[cell]!);
      waiting[cell]! -= sent;
      served += sent;
    }
  }
  return { persons: served, arcPersons };
}
