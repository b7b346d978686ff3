function widened<Numbers extends Int32Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

/** Who is where: persons of one cell in one shelter, one entry per pair. Arrays are exchanged when they grow. */
export class Entries {
  cell = new Int32Array(0);
  shelter = new Int32Array(0);
  /** More than 0; 0 where the entry is gone. */
  persons = new Float64Array(0);
  /** Price of the arc used. */
  price = new Float64Array(0);
  /** Entries of a cell: firstOfCell, then nextOfCell; -1 ends. */
  readonly firstOfCell: Int32Array;
  nextOfCell = new Int32Array(0);
  /** Entries of shelter j are ofShelter[j][0 … countOfShelter[j] - 1], in any order. */
  readonly ofShelter: Int32Array[];
  readonly countOfShelter: Int32Array;
  /** Place of an entry among those of its shelter. */
  place = new Int32Array(0);
  private free = -1;

  /** Nodes: the shelters and nowhere. */
  constructor(cellCount: number, nodeCount: number) {
    this.firstOfCell = new Int32Array(cellCount).fill(-1);
    this.ofShelter = Array.from({ length: nodeCount }, () => new Int32Array(0));
    this.countOfShelter = new Int32Array(nodeCount);
    this.grow(cellCount + 4 * nodeCount);
  }

  /** The entry of a cell in a shelter, -1 = none. */
  find(cell: number, shelter: number): number {
    let entry = this.firstOfCell[cell]!;
    while (entry !== -1 && this.shelter[entry] !== shelter) entry = this.nextOfCell[entry]!;
    return entry;
  }

  /** There may be none of that cell in that shelter yet. */
  add(cell: number, shelter: number, price: number, persons: number): number {
    if (this.free === -1) this.grow(this.cell.length * 2);
    const entry = this.free;
    this.free = this.nextOfCell[entry]!;
    this.cell[entry] = cell;
    this.shelter[entry] = shelter;
    this.persons[entry] = persons;
    this.price[entry] = price;
    this.nextOfCell[entry] = this.firstOfCell[cell]!;
    this.firstOfCell[cell] = entry;
    const place = this.countOfShelter[shelter]!++;
    let list = this.ofShelter[shelter]!;
    if (place === list.length) {
      list = widened(list, new Int32Array(2 * place + 16));
      this.ofShelter[shelter] = list;
    }
    list[place] = entry;
    this.place[entry] = place;
    return entry;
  }

  /** The last entry of the shelter takes its place. What the arrays say of it stays until the next `add`. */
  remove(entry: number): void {
    const { nextOfCell, firstOfCell, place } = this;
    const shelter = this.shelter[entry]!;
    const list = this.ofShelter[shelter]!;
    const last = list[--this.countOfShelter[shelter]!]!;
    list[place[entry]!] = last;
    place[last] = place[entry]!;
    const cell = this.cell[entry]!;
    if (firstOfCell[cell] === entry) firstOfCell[cell] = nextOfCell[entry]!;
    else {
      let before = firstOfCell[cell]!;
      while (nextOfCell[before] !== entry) before = nextOfCell[before]!;
      nextOfCell[before] = nextOfCell[entry]!;
    }
    this.persons[entry] = 0;
    nextOfCell[entry] = this.free;
    this.free = entry;
  }

  private grow(capacity: number): void {
    const old = this.cell.length;
    this.cell = widened(this.cell, new Int32Array(capacity));
    this.shelter = widened(this.shelter, new Int32Array(capacity));
    this.persons = widened(this.persons, new Float64Array(capacity));
    this.price = widened(this.price, new Float64Array(capacity));
    this.nextOfCell = widened(this.nextOfCell, new Int32Array(capacity));
    this.place = widened(this.place, new Int32Array(capacity));
    for (let entry = old; entry < capacity - 1; entry++) this.nextOfCell[entry] = entry + 1;
    this.nextOfCell[capacity - 1] = this.free;
    this.free = old;
  }
}
