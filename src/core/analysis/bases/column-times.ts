import type { TravelTimes } from "../../model/matrix-answers.ts";

/** Columns of deciseconds per site become rows per demand; what is beyond the limit, or not a number, has no arc. */
export function columnTimes(
  columns: readonly Float64Array[],
  demandCount: number,
  limitDeciseconds = Infinity,
): TravelTimes {
  const isArc = (time: number) => time <= limitDeciseconds && time !== Infinity;
  const arcOffsets = new Uint32Array(demandCount + 1);
  for (let demand = 0; demand < demandCount; demand++) {
    let count = 0;
    for (const column of columns) if (isArc(column[demand] as number)) count++;
    arcOffsets[demand + 1] = (arcOffsets[demand] as number) + count;
  }
  const arcSite = new Uint32Array(arcOffsets[demandCount] as number);
  const arcDeciseconds = new Uint32Array(arcSite.length);
  let arc = 0;
  for (let demand = 0; demand < demandCount; demand++)
    columns.forEach((column, site) => {
      const time = column[demand] as number;
      if (!isArc(time)) return;
      arcSite[arc] = site;
      arcDeciseconds[arc++] = Math.round(time);
    });
  return { arcOffsets, arcSite, arcDeciseconds };
}
