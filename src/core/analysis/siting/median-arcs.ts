import type { MedianModel } from "./median-model.ts";
import { type SiteNode, UNDECIDED } from "./site-node.ts";

/** Arcs of a model, or of a part of its choices that were kept before. */
type Arcs = Pick<MedianModel, "rowOffsets" | "rowSite" | "rowCost">;

/** Arcs are sifted again when so few of the sites they lead to are undecided still. */
const KEPT_SHARE = 0.85;
/** Prices of a part's children are not expected above so many times its own. */
const MOST_RISE = 3;

/** The arcs that may matter in a part of all choices: to undecided sites, cheaper than what is open anyway. */
class PartArcs {
  readonly rowOffsets: Uint32Array;
  readonly rowSite: Uint32Array;
  readonly rowCost: Float64Array;
  /** Cheapest arc of each demand that was left out for its cost alone; Infinity = none. */
  readonly leftOut: Float64Array;
  node: SiteNode | null = null;
  private undecided = 0;

  constructor({ demandCount, rowSite }: MedianModel) {
    this.rowOffsets = new Uint32Array(demandCount + 1);
    this.rowSite = new Uint32Array(rowSite.length);
    this.rowCost = new Float64Array(rowSite.length);
    this.leftOut = new Float64Array(demandCount);
  }

  /** Takes those of a node; `from` may be these arcs themselves. `unit`: arcs far above the prices are left out. */
  take(node: SiteNode, from: Arcs, unit: Float64Array | null): void {
    const { rowOffsets, rowSite, rowCost, leftOut } = this;
    const { state, base, price } = node;
    let count = 0;
    let arc = 0;
    for (let demand = 0; demand < leftOut.length; demand++) {
      const end = from.rowOffsets[demand + 1]!;
      const least = base[demand]!;
      const most = unit === null ? least : Math.min(least, MOST_RISE * (price[demand]! + unit[demand]!));
      for (; arc < end && from.rowCost[arc]! < most; arc++)
        if (state[from.rowSite[arc]!] === UNDECIDED) {
          rowSite[count] = from.rowSite[arc]!;
          rowCost[count++] = from.rowCost[arc]!;
        }
      leftOut[demand] = most < least && arc < end ? from.rowCost[arc]! : Infinity;
      arc = end;
      rowOffsets[demand + 1] = count;
    }
    this.node = node;
    this.undecided = undecidedCount(node);
  }

  isFarFrom(node: SiteNode): boolean {
    return undecidedCount(node) <= this.undecided * KEPT_SHARE;
  }
}

function undecidedCount({ state }: SiteNode): number {
  let count = 0;
  for (let site = 0; site < state.length; site++) if (state[site] === UNDECIDED) count++;
  return count;
}

/**
 * Arcs to look at in one node after another. Those of the part a node comes from will do as long as little is settled
 * since: a node only ever loses some. Sifting all of a model for each of a part's children would cost more than the looks.
 */
export class MedianArcs {
  private readonly model: MedianModel;
  private readonly unit: Float64Array;
  private readonly ofParent: PartArcs;
  private readonly ofNode: PartArcs;
  private latest: SiteNode | null = null;

  /** `unit`: size of each demand's price. */
  constructor(model: MedianModel, unit: Float64Array) {
    this.model = model;
    this.unit = unit;
    this.ofParent = new PartArcs(model);
    this.ofNode = new PartArcs(model);
  }

  /** Prices of a node with a parent come down to the cheapest arc that is left out: a price below it needs no other. */
  of(node: SiteNode): Arcs {
    const { ofNode, ofParent } = this;
    if (ofNode.node === node) {
      if (ofNode.isFarFrom(node)) ofNode.take(node, ofNode, null);
      return ofNode;
    }
    const parent = node.parent ?? node;
    if (ofParent.node !== parent) ofParent.take(parent, this.model, node.parent === null ? null : this.unit);
    if (this.latest !== node) {
      this.latest = node;
      const { leftOut } = ofParent;
      for (let demand = 0; demand < leftOut.length; demand++)
        if (leftOut[demand]! < node.base[demand]!) {
          node.base[demand] = leftOut[demand]!;
          node.price[demand] = Math.min(node.price[demand]!, leftOut[demand]!);
        }
    }
    if (!ofParent.isFarFrom(node)) return ofParent;
    ofNode.take(node, ofParent, null);
    return ofNode;
  }
}
