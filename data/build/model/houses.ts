import type { StructureClass } from "../../../src/core/model/pack.ts";
import type { BuildingUse, CityBlock, Slot } from "./block.ts";
import type { Areas } from "./blocks.ts";
import { BoxGrid } from "./grid.ts";
import { groundSlots } from "./grounds.ts";
import type { LaidCity } from "./lay-city.ts";
import {
  boxOf,
  centroid,
  crossing,
  insideRing,
  lerp,
  type Point,
  type Ring,
  ringsOverlap,
  segmentDistance,
  signedArea,
  snapPoint,
} from "./plane.ts";
import { type Random, randomFor } from "./random.ts";
import type { Way } from "./ways.ts";

/** A building that stands free of streets, water and others; nobody lives in it yet. */
export interface House {
  readonly id: string;
  readonly ring: Ring;
  readonly middle: Point;
  readonly footprintSquareMetres: number;
  readonly storeys: number;
  readonly heightMetres: number;
  readonly use: BuildingUse;
  readonly structure: StructureClass;
  readonly yearBand: number;
  readonly subDistrictCode: string;
}

/** Floor to floor, metres, by use (general knowledge: dwellings 2.8-3, offices and schools about 4). */
const STOREY_METRES: Record<BuildingUse, number> = {
  courtyard: 4.5,
  slab: 2.9,
  tower: 2.9,
  office: 4,
  institution: 3.6,
  school: 3.9,
  hospital: 4,
};

const SMALLEST_HOUSE_SQUARE_METRES = 60;

/** Free strip beside a way, from its edge to the wall, metres. */
function besideWay(way: Way): number {
  if (!way.modelled) return way.widthMetres / 2 + 4;
  if (way.streetClass === "hutong") return way.widthMetres / 2 + 0.2;
  if (way.streetClass === "footway") return way.widthMetres / 2 + 1.5;
  return way.widthMetres / 2 + 1.2;
}

function yearAndStructure(
  use: BuildingUse,
  storeys: number,
  random: Random,
): { year: number; structure: StructureClass } {
  const draw = (years: readonly number[], weights: readonly number[]) =>
    years[random.weighted(weights)] as number;
  switch (use) {
    case "courtyard":
      return { year: draw([1900, 1950, 1970, 2000], [6, 2, 2, 1]), structure: "courtyard" };
    case "slab": {
      if (storeys > 7) return { year: draw([1980, 1990, 2000, 2010], [1, 3, 3, 1]), structure: "shear-wall" };
      const year = draw([1950, 1960, 1970, 1980, 1990], [2, 1, 2, 5, 3]);
      return { year, structure: year < 1980 ? "masonry" : "masonry-confined" };
    }
    case "tower":
      return { year: draw([1980, 1990, 2000, 2010], [1, 3, 4, 1]), structure: "shear-wall" };
    case "office":
      return {
        year: draw([1980, 1990, 2000, 2010], [1, 3, 4, 2]),
        structure: storeys > 16 ? "shear-wall" : "frame",
      };
    case "institution": {
      const year = draw([1950, 1970, 1980, 1990, 2000], [3, 1, 2, 2, 1]);
      return { year, structure: year < 1980 ? "masonry" : "frame" };
    }
    case "school":
      return { year: draw([1970, 1980, 1990, 2000, 2010], [1, 2, 2, 2, 1]), structure: "frame" };
    case "hospital":
      return { year: draw([1980, 1990, 2000, 2010], [1, 2, 3, 1]), structure: "frame" };
    default: {
      const never: never = use;
      throw new Error(String(never));
    }
  }
}

/** Sets houses one by one and refuses those that would stand in the way of something. */
class Builder {
  readonly houses: House[] = [];
  readonly #placed = new BoxGrid<Ring>();
  readonly #city: LaidCity;
  readonly #dropped: ReadonlySet<number>;
  readonly #areas: Areas;

  constructor(city: LaidCity, dropped: ReadonlySet<number>, areas: Areas) {
    this.#city = city;
    this.#dropped = dropped;
    this.#areas = areas;
  }

  place(slot: Slot, within: Ring | null, id: string, random: Random, onGround: boolean): void {
    // the draw comes first, so that a refused house does not shift the luck of the next
    const { year, structure } = yearAndStructure(slot.use, slot.storeys, random);
    const site = this.#site(slot, within, onGround);
    if (!site) return;
    const { ring, middle, code } = site;
    this.#placed.add(ring, boxOf(ring));
    this.houses.push({
      id,
      ring,
      middle,
      footprintSquareMetres: Math.abs(signedArea(ring)),
      storeys: slot.storeys,
      heightMetres:
        Math.round((slot.storeys * STOREY_METRES[slot.use] + (slot.storeys > 1 ? 0.6 : 0)) * 10) / 10,
      use: slot.use,
      structure,
      yearBand: year,
      subDistrictCode: code,
    });
  }

  /** The largest of a few sizes of the slot that stands free, or null. */
  #site(
    slot: Slot,
    within: Ring | null,
    onGround: boolean,
  ): { ring: Ring; middle: Point; code: string } | null {
    const middle = centroid(slot.outline);
    const code = this.#areas.codeAt(middle);
    if (code === null) return null;
    for (const scale of slot.use === "courtyard" ? [1, 0.82] : [1, 0.85, 0.68]) {
      const ring = slot.outline.map((p) => snapPoint(lerp(middle, p, scale)));
      if (Math.abs(signedArea(ring)) < SMALLEST_HOUSE_SQUARE_METRES) return null;
      if (within && !ring.every((p) => insideRing(p, within))) continue;
      if (this.#onWay(ring)) continue;
      if (this.#city.ground.obstacles.overlaps(ring, onGround ? ["water"] : undefined)) continue;
      if (this.#placed.search(boxOf(ring)).some((other) => ringsOverlap(ring, other))) continue;
      return { ring, middle, code };
    }
    return null;
  }

  #onWay(ring: Ring): boolean {
    return this.#city.book.near(ring, 32).some(({ a, b, data }) => {
      if (this.#dropped.has(data.way)) return false;
      const way = this.#city.book.ways[data.way] as Way;
      const clear = besideWay(way);
      return (
        insideRing(a, ring) ||
        ring.some((p, i) => {
          const q = ring[(i + 1) % ring.length] as Point;
          return (
            segmentDistance(p, a, b) < clear ||
            crossing(a, b, p, q) !== null ||
            segmentDistance(a, p, q) < clear ||
            segmentDistance(b, p, q) < clear
          );
        })
      );
    });
  }
}

/** All buildings, block by block, in an order that does not depend on anything but the blocks. */
export function buildHouses(
  city: LaidCity,
  dropped: ReadonlySet<number>,
  areas: Areas,
  seed: number,
): House[] {
  const builder = new Builder(city, dropped, areas);
  for (const ground of city.ground.grounds) {
    const random = randomFor(seed, `houses ${ground.id}`);
    groundSlots(ground, seed).forEach((slot, i) => {
      builder.place(slot, ground.ring, `${ground.id}-${i}`, random, true);
    });
  }
  for (const block of city.blocks) {
    if (!isBuilt(block)) continue;
    const random = randomFor(seed, `houses ${block.id}`);
    (city.slots.get(block.id) ?? []).forEach((slot, i) => {
      const own =
        slot.estate === undefined ? random : randomFor(seed, `estate ${block.id} ${slot.estate} ${slot.use}`);
      builder.place(slot, block.inner, `${block.id}-${i}`, own, false);
    });
  }
  return builder.houses;
}
const isBuilt = (block: CityBlock) =>
  block.form !== "park" && block.form !== "water" && block.form !== "sliver";
