import Pbf from "pbf";
import { OsmFault } from "./osm-blobs.ts";
import type { OsmTags } from "./osm-city.ts";

const MEMBER_KINDS = ["node", "way", "relation"] as const;
export interface OsmMember {
  readonly kind: (typeof MEMBER_KINDS)[number];
  readonly id: number;
  readonly role: string;
}
export interface OsmRelation {
  readonly id: number;
  readonly tags: OsmTags;
  readonly members: readonly OsmMember[];
}

/** Bits for what a block holds. */
export const HOLDS = { nodes: 1, ways: 2, relations: 4 } as const;

export interface BlockVisitor {
  /** lng, lat in 1e-7 degree. */
  readonly node?: (id: number, lng: number, lat: number, tags: OsmTags | null) => void;
  readonly way?: (id: number, refs: readonly number[], tags: OsmTags) => void;
  readonly relation?: (relation: OsmRelation) => void;
}

const KNOWN_FEATURES = new Set(["OsmSchema-V0.6", "DenseNodes"]);

/** The header block: refuses files that need more than this reader knows; gives the date of the data, or null. */
export function readOsmHeader(bytes: Uint8Array): string | null {
  const header = new Pbf(bytes).readFields(
    (tag, into, pbf) => {
      if (tag === 4) into.required.push(pbf.readString());
      else if (tag === 32) into.seconds = pbf.readVarint(true);
    },
    { required: [] as string[], seconds: 0 },
  );
  const unknown = header.required.filter((feature) => !KNOWN_FEATURES.has(feature));
  if (unknown.length > 0)
    throw new OsmFault("required_features", unknown.join(", "), [...KNOWN_FEATURES].join(", "));
  return header.seconds > 0 && header.seconds < 8e12 ? new Date(header.seconds * 1000).toISOString() : null;
}

function readStrings(pbf: Pbf, into: string[]): void {
  pbf.readMessage((tag, list, inner) => {
    if (tag === 1) list.push(inner.readString());
  }, into);
}

interface Block {
  strings: string[];
  groups: { start: number; end: number }[];
  granularity: number;
  latOffset: number;
  lngOffset: number;
}

/** Keys of a file must not reach the prototype: `__proto__` is a tag like another. */
const emptyTags = (): Record<string, string> => Object.create(null) as Record<string, string>;

/** One block: calls the visitor for all it holds of what the visitor asks for; gives bits of HOLDS. */
export function visitOsmBlock(bytes: Uint8Array, visitor: BlockVisitor): number {
  const block: Block = { strings: [], groups: [], granularity: 100, latOffset: 0, lngOffset: 0 };
  const pbf = new Pbf(bytes);
  pbf.readFields((tag, into, reader) => {
    if (tag === 1) readStrings(reader, into.strings);
    else if (tag === 2) {
      const length = reader.readVarint();
      if (reader.pos + length > reader.length) throw new OsmFault("group", `${length} B`, "within its block");
      into.groups.push({ start: reader.pos, end: reader.pos + length });
      reader.pos += length;
    } else if (tag === 17) into.granularity = reader.readVarint(true);
    else if (tag === 19) into.latOffset = reader.readVarint(true);
    else if (tag === 20) into.lngOffset = reader.readVarint(true);
  }, block);
  let holds = 0;
  for (const { start, end } of block.groups) {
    pbf.pos = start;
    pbf.readFields(
      (tag, _, reader) => {
        if (tag === 1 || tag === 2) {
          holds |= HOLDS.nodes;
          if (visitor.node)
            tag === 1 ? readNode(reader, block, visitor.node) : readDense(reader, block, visitor.node);
        } else if (tag === 3) {
          holds |= HOLDS.ways;
          if (visitor.way) readWay(reader, block, visitor.way);
        } else if (tag === 4) {
          holds |= HOLDS.relations;
          if (visitor.relation) readRelation(reader, block, visitor.relation);
        }
      },
      null,
      end,
    );
  }
  return holds;
}

function stringAt(block: Block, index: number): string {
  const text = block.strings[index];
  if (text === undefined) throw new OsmFault("string", `number ${index}`, `below ${block.strings.length}`);
  return text;
}
function tagsOf(block: Block, keys: readonly number[], values: readonly number[]): OsmTags {
  if (keys.length !== values.length) throw new OsmFault("tags", `${values.length}`, `${keys.length} values`);
  const tags = emptyTags();
  for (let i = 0; i < keys.length; i++)
    tags[stringAt(block, keys[i] as number)] = stringAt(block, values[i] as number);
  return tags;
}
/** Nanodegrees to 1e-7 degree. */
const lngOf = (block: Block, value: number) =>
  Math.round((block.lngOffset + block.granularity * value) / 100);
const latOf = (block: Block, value: number) =>
  Math.round((block.latOffset + block.granularity * value) / 100);

function readNode(pbf: Pbf, block: Block, visit: NonNullable<BlockVisitor["node"]>): void {
  const node = { id: 0, lat: 0, lng: 0, keys: [] as number[], values: [] as number[] };
  pbf.readMessage((tag, into, inner) => {
    if (tag === 1) into.id = inner.readSVarint();
    else if (tag === 2) inner.readPackedVarint(into.keys);
    else if (tag === 3) inner.readPackedVarint(into.values);
    else if (tag === 8) into.lat = inner.readSVarint();
    else if (tag === 9) into.lng = inner.readSVarint();
  }, node);
  const tags = node.keys.length > 0 ? tagsOf(block, node.keys, node.values) : null;
  visit(node.id, lngOf(block, node.lng), latOf(block, node.lat), tags);
}

function readDense(pbf: Pbf, block: Block, visit: NonNullable<BlockVisitor["node"]>): void {
  const dense = { ids: [] as number[], lats: [] as number[], lngs: [] as number[], tags: [] as number[] };
  pbf.readMessage((tag, into, inner) => {
    if (tag === 1) inner.readPackedSVarint(into.ids);
    else if (tag === 8) inner.readPackedSVarint(into.lats);
    else if (tag === 9) inner.readPackedSVarint(into.lngs);
    else if (tag === 10) inner.readPackedVarint(into.tags);
  }, dense);
  const { ids, lats, lngs, tags: keysValues } = dense;
  if (lats.length !== ids.length || lngs.length !== ids.length)
    throw new OsmFault("dense nodes", `${lats.length} and ${lngs.length} coordinates`, `${ids.length}`);
  let id = 0;
  let lat = 0;
  let lng = 0;
  let at = 0;
  for (let i = 0; i < ids.length; i++) {
    id += ids[i] as number;
    lat += lats[i] as number;
    lng += lngs[i] as number;
    let tags: Record<string, string> | null = null;
    // key, value, key, value, 0 — node after node; an empty list: no node has any
    while (at < keysValues.length && keysValues[at] !== 0) {
      tags ??= emptyTags();
      tags[stringAt(block, keysValues[at] as number)] = stringAt(block, keysValues[at + 1] ?? -1);
      at += 2;
    }
    at++;
    visit(id, lngOf(block, lng), latOf(block, lat), tags);
  }
}

/** Differences to sums, in place. */
function summed(values: number[]): number[] {
  for (let i = 1; i < values.length; i++) values[i] = (values[i] as number) + (values[i - 1] as number);
  return values;
}

function readWay(pbf: Pbf, block: Block, visit: NonNullable<BlockVisitor["way"]>): void {
  const way = { id: 0, keys: [] as number[], values: [] as number[], refs: [] as number[] };
  pbf.readMessage((tag, into, inner) => {
    if (tag === 1) into.id = inner.readVarint(true);
    else if (tag === 2) inner.readPackedVarint(into.keys);
    else if (tag === 3) inner.readPackedVarint(into.values);
    else if (tag === 8) inner.readPackedSVarint(into.refs);
  }, way);
  visit(way.id, summed(way.refs), tagsOf(block, way.keys, way.values));
}

function readRelation(pbf: Pbf, block: Block, visit: NonNullable<BlockVisitor["relation"]>): void {
  const found = {
    id: 0,
    keys: [] as number[],
    values: [] as number[],
    roles: [] as number[],
    ids: [] as number[],
    kinds: [] as number[],
  };
  pbf.readMessage((tag, into, inner) => {
    if (tag === 1) into.id = inner.readVarint(true);
    else if (tag === 2) inner.readPackedVarint(into.keys);
    else if (tag === 3) inner.readPackedVarint(into.values);
    else if (tag === 8) inner.readPackedVarint(into.roles);
    else if (tag === 9) inner.readPackedSVarint(into.ids);
    else if (tag === 10) inner.readPackedVarint(into.kinds);
  }, found);
  if (found.roles.length !== found.ids.length || found.kinds.length !== found.ids.length)
    throw new OsmFault(`relation ${found.id}`, `${found.roles.length} roles`, `${found.ids.length} members`);
  const members = summed(found.ids).map((id, i): OsmMember => {
    const kind = MEMBER_KINDS[found.kinds[i] as number];
    if (!kind) throw new OsmFault(`relation ${found.id}`, `member type ${found.kinds[i]}`, "0…2");
    return { kind, id, role: stringAt(block, found.roles[i] as number) };
  });
  visit({ id: found.id, tags: tagsOf(block, found.keys, found.values), members });
}
