import { describe, expect, it } from "vitest";
import { CLOSED, fireEngineCosts, truckCosts } from "../../src/core/graph/costs.ts";
import { EDGE_FLAG, RESTRICTED, STREET_CLASSES, type StreetNetwork } from "../../src/core/model/network.ts";
import { decodeNetwork, encodeNetwork } from "../../src/sources/network-binary.ts";
import { at, BOTH_WAYS, createNetwork } from "../fixtures/create-network.ts";

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
