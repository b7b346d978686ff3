import type { TravelTimes } from "../../model/matrix-answers.ts";
import type { Scenario } from "../../model/scenario.ts";
import { demandTies, type PreparedPack } from "../prepare.ts";
import { gateSurface, placeTime } from "../surface.ts";

/** The same times with one more gate of a site open: whoever it is nearer for, or reached by at all, comes through it. */
export function timesThroughGate(
  prepared: PreparedPack,
  scenario: Scenario,
  times: TravelTimes,
  site: number,
  gate: number,
): TravelTimes {
  const surface = gateSurface(prepared, scenario, {
    gates: [gate],
    limitSeconds: scenario.reachMinutes * 60,
  });
  const { snaps } = demandTies(prepared, scenario.pace);
  const arcOffsets = new Uint32Array(snaps.length + 1);
  const arcSite: number[] = [];
  const arcDeciseconds: number[] = [];
  snaps.forEach((snap, cell) => {
    const through = snap ? placeTime(prepared, scenario, surface, snap).deciseconds : Infinity;
    let isPlaced = through === Infinity;
    const place = (known: number) => {
      arcSite.push(site);
      arcDeciseconds.push(Math.min(known, through));
      isPlaced = true;
    };
    for (let arc = times.arcOffsets[cell]!; arc < times.arcOffsets[cell + 1]!; arc++) {
      const other = times.arcSite[arc]!;
      if (other === site) {
        place(times.arcDeciseconds[arc]!);
        continue;
      }
      // sites rise within a row
      if (other > site && !isPlaced) place(Infinity);
      arcSite.push(other);
      arcDeciseconds.push(times.arcDeciseconds[arc]!);
    }
    if (!isPlaced) place(Infinity);
    arcOffsets[cell + 1] = arcSite.length;
  });
  return { arcOffsets, arcSite: Uint32Array.from(arcSite), arcDeciseconds: Uint32Array.from(arcDeciseconds) };
}
