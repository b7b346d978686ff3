import { PriceAscent } from "./price-ascent.ts";

/** Sites with room seen from their demands: columns that may be opened come first, those open already after them. */
export interface RoomModel {
  /** Columns that reach row i with some room are rowColumn[rowOffsets[i], rowOffsets[i + 1]). */
  readonly rowOffsets: Uint32Array;
  readonly rowColumn: Uint32Array;
  readonly persons: Float64Array;
  /** Room of each column, more than 0. */
  readonly room: Float64Array;
  readonly freeCount: number;
  readonly open: number;
  readonly spend: Float64Array | null;
  readonly budget: number;
}

export interface RoomBound {
  /** No choice places more persons, unless it places no more than `known`. */
  readonly mostPersons: number;
  /** Per free column: 1 = whatever places more than `known` opens it, 2 = leaves it shut, 0 = not decided. */
  readonly decided: Uint8Array;
}

export interface RoomSearch {
  readonly rounds: number;
  /** Persons that the best known choice places; asked anew each round. */
  known(): number;
  isOver(): boolean;
  /** Offers free columns that the prices would open. */
  offer(columns: readonly number[]): void;
  /** Told after each round what no choice places more than, unless it places no more than `known`. */
  tell(mostPersons: number, round: number): void;
}

/**
 * Lagrangian relaxation of "nobody has two places": each person has a price, and a site fills its room with those who
 * leave most. What a site is worth then depends on no other, so the best sites are taken. As good as linear programming
 * on the model with an arc that opens with its site.
 */
export function roomBound(model: RoomModel, search: RoomSearch): RoomBound {
  const { rowOffsets, rowColumn, persons, room, freeCount, open, spend } = model;
  const rows = persons.length;
  const total = persons.reduce((sum, each) => sum + each, 0);
  const cap = new Float64Array(rows + 1).fill(1);
  cap[rows] = Infinity;
  const ascent = new PriceAscent(new Float64Array(rows + 1), cap, { first: 1, least: 0.005 });
  const decided = new Uint8Array(freeCount);
  const worth = new Float64Array(room.length);
  const left = new Float64Array(room.length);
  const taken = new Float64Array(rowColumn.length);
  const broken = new Float64Array(rows + 1);
  const cheapFirst = Array.from({ length: rows }, (_, row) => row);
  const byWorth = Array.from({ length: freeCount }, (_, column) => column);
  for (let round = 0; round < search.rounds && !(round > 0 && search.isOver()); round++) {
    const { price } = ascent;
    cheapFirst.sort((a, b) => price[a]! - price[b]!);
    left.set(room);
    worth.fill(0);
    for (const row of cheapFirst)
      for (let arc = rowOffsets[row]!; arc < rowOffsets[row + 1]!; arc++) {
        const column = rowColumn[arc]!;
        const placed = Math.min(left[column]!, persons[row]!);
        taken[arc] = placed;
        left[column]! -= placed;
        worth[column]! += placed * (1 - price[row]!);
      }
    if (spend)
      for (let column = 0; column < freeCount; column++) worth[column]! -= price[rows]! * spend[column]!;
    const rank = (column: number) => (decided[column] === 1 ? 1 : decided[column] === 2 ? -1 : 0);
    byWorth.sort((a, b) => rank(b) - rank(a) || worth[b]! - worth[a]! || a - b);
    const chosen = byWorth
      .slice(0, open)
      .filter((column) => decided[column] === 1 || (decided[column] === 0 && worth[column]! > 0));
    let most = spend ? price[rows]! * model.budget : 0;
    for (let row = 0; row < rows; row++) most += price[row]! * persons[row]!;
    const isOpen = new Uint8Array(room.length).fill(1, freeCount);
    for (const column of chosen) isOpen[column] = 1;
    for (let column = 0; column < room.length; column++) if (isOpen[column] === 1) most += worth[column]!;
    search.offer(chosen);
    // Whole persons: a choice is better by one or not at all.
    const wanted = search.known() + 1 - 1e-6;
    const lower = total - most;
    const aim = total - wanted;
    const goesOn = ascent.note(lower, aim);
    search.tell(total - ascent.bestBound, round);
    if (!goesOn || most < wanted) break;
    const isFull = chosen.length === open;
    const lastIn = isFull && open > 0 ? worth[chosen.at(-1)!]! : 0;
    const next = byWorth[chosen.length];
    const firstOut = next === undefined || decided[next] === 2 ? 0 : Math.max(0, worth[next]!);
    for (let column = 0; column < freeCount; column++) {
      if (decided[column] !== 0) continue;
      if (isOpen[column] === 1) {
        if (most - worth[column]! + firstOut < wanted) decided[column] = 1;
      } else if (most + worth[column]! - lastIn < wanted) decided[column] = 2;
    }
    for (let row = 0; row < rows; row++) {
      let served = 0;
      for (let arc = rowOffsets[row]!; arc < rowOffsets[row + 1]!; arc++)
        if (isOpen[rowColumn[arc]!] === 1) served += taken[arc]!;
      broken[row] = served - persons[row]!;
    }
    broken[rows] = spend ? chosen.reduce((sum, column) => sum + spend[column]!, 0) - model.budget : 0;
    if (!ascent.move(broken, lower, aim)) break;
  }
  return { mostPersons: total - ascent.bestBound, decided };
}
