import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLOSED, fireEngineCosts, truckCosts } from "../../src/core/graph/costs.ts";
import { EDGE_FLAG, RESTRICTED, STREET_CLASSES, type StreetNetwork } from "../../src/core/model/network.ts";
import { decodeNetwork, rowsFromEdges } from "../../src/sources/network-binary.ts";
import { encodeNetwork } from "../../src/sources/network-write.ts";
import { at, BOTH_WAYS, createNetwork } from "../fixtures/create-network.ts";
import { encodeVersion2 } from "../fixtures/write-network-version-2.ts";

const plain = createNetwork(
  [at(0, 0), at(100, 0), at(200, 0)],
  [
    { from: 0, to: 1, name: "甲", shape: [at(50, 10)] },
    { from: 1, to: 2, name: "乙" },
    { from: 0, to: 2, flags: EDGE_FLAG.fireEngineForward, speedKmh: 0, street: "footway" },
  ],
);
const restricted: StreetNetwork = {
  ...plain,
  edgeLevel: Int8Array.of(0, -2, 3),
  edgeInclinePercent: Int8Array.of(-8, 0, 12),
  edgeMaxHeightCentimetres: Uint16Array.of(0, 385, 0),
  edgeMaxWidthCentimetres: Uint16Array.of(220, 0, 0),
  edgeMaxWeightHundredKilograms: Uint16Array.of(0, 75, 0),
  restrictionOffsets: Uint32Array.of(0, 2, 5),
  // over 0 then 1; back over 1, back over 0, then 2
  restrictionEdges: Uint32Array.of(0, 2, 3, 1, 4),
  restrictionKind: Uint8Array.of(0, 1),
  restrictionAppliesTo: Uint8Array.of(RESTRICTED.vehicle, RESTRICTED.vehicle | RESTRICTED.truck),
};

const faultOf = (network: StreetNetwork) => {
  const result = decodeNetwork(encodeNetwork(network), "p");
  if (result.ok || result.failure.code !== "PACK_MALFORMED") throw new Error("was taken for sound");
  return result.failure.place.field;
};

describe("network.bin", () => {
  it("gives back every fact, wherever in a buffer the bytes begin", () => {
    const bytes = encodeNetwork(restricted);
    const shifted = new Uint8Array(bytes.length + 3).subarray(3);
    shifted.set(bytes);
    const result = decodeNetwork(shifted, "p");
    if (!result.ok) throw new Error(JSON.stringify(result.failure));
    const { nodeLng, nodeLat, shapeLngLat, inputHash, ...rest } = result.value;
    const { nodeLng: lng, nodeLat: lat, shapeLngLat: shape, inputHash: hash, ...same } = restricted;
    expect(rest).toEqual(same);
    const degrees = [...nodeLng, ...nodeLat, ...shapeLngLat];
    [...lng, ...lat, ...shape].forEach((degree, i) => void expect(degrees[i]).toBeCloseTo(degree, 6));
    expect(inputHash.startsWith(hash)).toBe(true);
  });

  it("refuses indices that point nowhere", () => {
    expect(faultOf({ ...restricted, restrictionEdges: Uint32Array.of(0, 2, 3, 1, 6) })).toBe("restriction 1");
    // edge 0 forward ends at node 1; edge 2 begins at node 0
    expect(faultOf({ ...restricted, restrictionEdges: Uint32Array.of(0, 4, 3, 1, 4) })).toBe("restriction 0");
    expect(faultOf({ ...restricted, restrictionOffsets: Uint32Array.of(0, 1, 5) })).toBe("restriction 0");
    expect(faultOf({ ...restricted, restrictionOffsets: Uint32Array.of(0, 2, 4) })).toBe("restrictions");
    expect(faultOf({ ...restricted, restrictionKind: Uint8Array.of(0, 2) })).toBe("restriction 1 kind");
    expect(faultOf({ ...restricted, edgeClass: Uint8Array.of(4, STREET_CLASSES.length, 4) })).toBe(
      "edge 1 class",
    );
    expect(faultOf({ ...restricted, edgeTo: Uint32Array.of(1, 3, 2) })).toBe("edge 1");
    expect(faultOf({ ...restricted, edgeName: Uint32Array.of(1, 2, 70_000) })).toBe("edge 2 name");
  });

  it("refuses an older layout instead of guessing at it", () => {
    const bytes = encodeNetwork(restricted);
    new DataView(bytes.buffer).setUint32(8, 1, true);
    expect(decodeNetwork(bytes, "p")).toMatchObject({ ok: false, failure: { code: "PACK_MALFORMED" } });
    new DataView(bytes.buffer).setUint32(8, 99, true);
    expect(decodeNetwork(bytes, "p")).toMatchObject({ ok: false, failure: { code: "PACK_TOO_NEW" } });
  });
});

const sameArrays = (one: StreetNetwork, other: StreetNetwork) => {
  for (const key of Object.keys(one) as (keyof StreetNetwork)[]) expect(one[key], key).toEqual(other[key]);
};
const decoded = (bytes: Uint8Array): StreetNetwork => {
  const result = decodeNetwork(bytes, "p");
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

/** Any network with its coordinates in whole multiples of a step. */
const anyNetwork = fc
  .record({
    step: fc.constantFrom(1, 10, 100),
    nodes: fc.array(fc.tuple(fc.integer({ min: -2e4, max: 2e4 }), fc.integer({ min: -2e4, max: 2e4 })), {
      minLength: 2,
      maxLength: 12,
    }),
    edges: fc.array(
      fc.record({
        from: fc.nat(),
        to: fc.nat(),
        shape: fc.array(fc.tuple(fc.integer({ min: -2e4, max: 2e4 }), fc.integer({ min: -2e4, max: 2e4 })), {
          maxLength: 4,
        }),
        facts: fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 9, maxLength: 9 }),
        decimetres: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      }),
      { maxLength: 20 },
    ),
  })
  .map(({ step, nodes, edges }): StreetNetwork => {
    const degrees = (values: readonly number[], from: number) =>
      Float64Array.from(values, (value) => ((from + value) * step) / 1e7);
    const [lng, lat] = [1_163_000_000 / step, 399_000_000 / step];
    const points = edges.flatMap(({ shape }) => shape);
    const fact = (i: number) => edges.map(({ facts }) => facts[i] as number);
    const from = Uint32Array.from(edges, (edge) => edge.from % nodes.length);
    const to = Uint32Array.from(edges, (edge) => edge.to % nodes.length);
    const ends = edges.map((_, i) => edges.slice(0, i + 1).reduce((sum, { shape }) => sum + shape.length, 0));
    return {
      ...plain,
      nodeCount: nodes.length,
      edgeCount: edges.length,
      arcCount: edges.length * 2,
      ...rowsFromEdges(nodes.length, from, to),
      nodeLng: degrees(
        nodes.map(([x]) => x),
        lng,
      ),
      nodeLat: degrees(
        nodes.map(([, y]) => y),
        lat,
      ),
      edgeFrom: from,
      edgeTo: to,
      edgeLengthDecimetres: Uint32Array.from(edges, ({ decimetres }) => decimetres),
      edgeShapeOffsets: Uint32Array.of(0, ...ends),
      shapeLngLat: degrees(points.flat(), 0).map(
        (_, i) => (((i % 2 === 0 ? lng : lat) + (points.flat()[i] as number)) * step) / 1e7,
      ),
      edgeName: Uint32Array.from(edges, () => 0),
      edgeClass: Uint8Array.from(fact(0), (value) => value % STREET_CLASSES.length),
      edgeFlags: Uint16Array.from(fact(1), (value) => value * 700),
      edgeWidthDecimetres: Uint16Array.from(fact(2)),
      edgeSpeedKmh: Uint8Array.from(fact(3)),
      edgeLevel: Int8Array.from(fact(4), (value) => value - 45),
      edgeInclinePercent: Int8Array.from(fact(5), (value) => 45 - value),
      edgeMaxHeightCentimetres: Uint16Array.from(fact(6), (value) => value * 700),
      edgeMaxWidthCentimetres: Uint16Array.from(fact(7)),
      edgeMaxWeightHundredKilograms: Uint16Array.from(fact(8)),
      inputHash: "0123456789abcdef01234567",
    };
  });

describe("network.bin of any network", () => {
  it("gives back the very same numbers, coordinates to the last bit, at every step", () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const bytes = encodeNetwork(network);
        expect(encodeNetwork(network)).toEqual(bytes);
        sameArrays(decoded(bytes), network);
      }),
    );
  });

  it("reads what the version before wrote, number for number", () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        sameArrays(decoded(encodeVersion2(network)), decoded(encodeNetwork(network)));
      }),
      { numRuns: 30 },
    );
    sameArrays(decoded(encodeVersion2(restricted)), decoded(encodeNetwork(restricted)));
  });

  it("never throws at bytes that somebody or something has changed", () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
    const files = fc.constantFrom(encodeNetwork(restricted), encodeVersion2(restricted));
    let sound = 0;
    fc.assert(
      fc.property(files, changes, fc.boolean(), (file, bytes, isInHeader) => {
        const changed = file.slice();
        // Past magic and version: what follows is where the damage is not seen at once.
        for (const [at, value] of bytes)
          changed[12 + (at % (isInHeader ? 200 : changed.length - 12))] = value;
        const result = decodeNetwork(changed, "p");
        if (result.ok) sound++;
        else expect(result.failure.code).toBe("PACK_MALFORMED");
      }),
      { numRuns: 2000 },
    );
    // A few changes hit what nothing else depends on, as a name or a width.
    expect(sound).toBeLessThan(1000);
  });

  it("refuses every file that ends early, and one that goes on", () => {
    for (const file of [encodeNetwork(restricted), encodeVersion2(restricted)]) {
      for (let length = 0; length < file.length; length++)
        expect(decodeNetwork(file.slice(0, length), "p").ok, `${length} B`).toBe(false);
      expect(decodeNetwork(Uint8Array.of(...file, 0), "p").ok).toBe(false);
    }
  });

  it("asks for no more room than a file of its length can fill", () => {
    const bytes = encodeNetwork(restricted);
    // Four thousand million nodes, then shape points, edges, kinds of edges.
    for (const at of [12, 20, 16, 72]) {
      const claiming = bytes.slice();
      new DataView(claiming.buffer).setUint32(at, 4_000_000_000, true);
      expect(decodeNetwork(claiming, "p")).toMatchObject({ ok: false, failure: { code: "PACK_MALFORMED" } });
    }
  });
});

describe("what large vehicles may do", () => {
  const open = (costs: { directed: Uint32Array }) => [...costs.directed].map((cost) => cost !== CLOSED);

  it("lets a fire engine where only it may go, and keeps posted limits", () => {
    expect(open(truckCosts(restricted, { widthMetres: 2 }))).toEqual([true, true, true, true, false, false]);
    expect(open(fireEngineCosts(restricted, { widthMetres: 2 }))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(
      open(fireEngineCosts(restricted, { widthMetres: 2.5, heightMetres: 3.5, weightTonnes: 7.5 })),
    ).toEqual([false, false, true, true, true, false]);
  });

  it("turns trucks away by height, by weight and by sign", () => {
    const size = { widthMetres: 2, heightMetres: 3.85, weightTonnes: 7.5 };
    expect(open(truckCosts(restricted, size))).toEqual([true, true, true, true, false, false]);
    const street = [true, true, false, false, false, false];
    expect(open(truckCosts(restricted, { ...size, heightMetres: 3.86 }))).toEqual(street);
    expect(open(truckCosts(restricted, { ...size, weightTonnes: 7.6 }))).toEqual(street);
    const signed = {
      ...restricted,
      edgeFlags: Uint16Array.of(BOTH_WAYS, BOTH_WAYS | EDGE_FLAG.noTrucks, 0),
    };
    expect(open(truckCosts(signed, size))).toEqual(street);
  });
});
