import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFeed } from "../../../src/sources/feed/read-feed.ts";
import { createRandom } from "../../fixtures/create-random.ts";

const head = { version: 1, source: "centre", sequence: 4, time: "2026-11-27T08:00:00+08:00" };
const occupancy = { ...head, kind: "occupancy", payload: { shelterId: "s1", persons: 12 } };
const read = (value: unknown) => readFeed(JSON.stringify(value));
const faultOf = (value: unknown) => read(value).refusals[0]?.fault;

describe("messages", () => {
  test.each([
    [
      "status",
      { shelterId: "s", status: "staffed" },
      { kind: "shelter-status", shelterId: "s", status: "staffed" },
    ],
    ["occupancy", { shelterId: "s", persons: null }, { kind: "occupancy", shelterId: "s", persons: null }],
    ["gate", { gateId: "g", isOpen: false }, { kind: "gate-state", gateId: "g", isOpen: false }],
    [
      "closure",
      { shape: "street", closureId: "c", lngLat: [116.3, 39.9] },
      { kind: "closure-made", closure: { kind: "street", id: "c", lngLat: [116.3, 39.9] } },
    ],
    ["reopening", { closureId: "c" }, { kind: "closure-lifted", closureId: "c" }],
    [
      "incident",
      { incidentId: "i", incident: "fire", severity: 2, lngLat: [116.3, 39.9] },
      {
        kind: "incident-entered",
        incident: { id: "i", kind: "fire", severity: 2, crewsWanted: 1, text: "", lngLat: [116.3, 39.9] },
      },
    ],
    ["incident-ended", { incidentId: "i" }, { kind: "incident-ended", incidentId: "i" }],
    [
      "stock",
      { movementId: "m", movement: "receive", depotId: "d", item: "tent", quantity: 5 },
      {
        kind: "stock-moved",
        movement: {
          id: "m",
          kind: "receive",
          depotId: "d",
          toId: null,
          item: "tent",
          quantity: 5,
          expires: null,
          paper: "",
        },
      },
    ],
    [
      "gauge",
      { gaugeId: "g", millimetres: 4.5, minutes: 5 },
      { kind: "gauge-read", reading: { gaugeId: "g", millimetres: 4.5, minutes: 5 } },
    ],
    [
      "vehicle",
      { vehicleId: "v", lngLat: [116.3, 39.9] },
      { kind: "vehicle-seen", vehicle: { vehicleId: "v", text: "", lngLat: [116.3, 39.9] } },
    ],
  ])("%s", (kind, payload, act) => {
    const { messages, refusals } = read({ ...head, kind, payload });
    expect(refusals).toEqual([]);
    expect(messages).toMatchObject([{ source: "centre", sequence: 4, sentAt: 1795737600000, act }]);
  });

  test("an envelope, a list, GeoJSON and a single one are read alike", () => {
    const { version, source, ...rest } = occupancy;
    const forms = [
      { version, source, messages: [rest] },
      [occupancy],
      {
        type: "FeatureCollection",
        version,
        source,
        features: [
          {
            type: "Feature",
            geometry: null,
            properties: {
              sequence: 4,
              time: head.time,
              kind: "occupancy",
              shelterId: "s1",
              persons: 12,
            },
          },
        ],
      },
    ];
    for (const form of forms) expect(read(form)).toEqual(read(occupancy));
    expect(read(occupancy).messages).toHaveLength(1);
  });

  test("GeoJSON geometry is the place: points for vehicles, outlines for areas", () => {
    const feature = (properties: object, geometry: object) => ({
      type: "Feature",
      geometry,
      properties: { ...head, ...properties },
    });
    const ring = [
      [116.3, 39.9, 44],
      [116.31, 39.9, 44],
      [116.31, 39.91, 44],
      [116.3, 39.9, 44],
    ];
    const { messages, refusals } = read({
      type: "FeatureCollection",
      features: [
        feature({ kind: "vehicle", vehicleId: "v" }, { type: "Point", coordinates: [116.3, 39.9, 50] }),
        feature(
          { kind: "closure", shape: "flood", closureId: "c", depthMetres: 0.4 },
          { type: "Polygon", coordinates: [ring] },
        ),
      ],
    });
    expect(refusals).toEqual([]);
    expect(messages[0]?.lngLat).toEqual([116.3, 39.9]);
    expect(messages[1]?.act).toMatchObject({
      closure: { kind: "flood", ring: ring.map((at) => at.slice(0, 2)) },
    });
  });
});

describe("what is no message", () => {
  test("HTML is said to be HTML", () => {
    expect(readFeed("\uFEFF  <!DOCTYPE html><html><body>502</body></html>").refusals[0]?.fault).toEqual({
      code: "html",
    });
    expect(readFeed("<html lang=en>").refusals[0]?.fault.code).toBe("html");
  });

  test("garbage is shown by its beginning", () => {
    expect(readFeed("\u0000\u0001PK oops").refusals[0]?.fault).toEqual({
      code: "garbage",
      found: "··PK oops",
    });
    expect(readFeed("").refusals[0]?.fault).toEqual({ code: "garbage", found: "0 B" });
    expect(readFeed("42").refusals[0]?.fault.code).toBe("garbage");
  });

  test("the good messages beside bad ones are taken, and the bad ones named by place and field", () => {
    const { messages, refusals } = read([
      { ...occupancy, payload: { shelterId: "s1", persons: -3 } },
      occupancy,
      { ...occupancy, sequence: 5, kind: "party" },
      null,
    ]);
    expect(messages).toHaveLength(1);
    expect(refusals).toMatchObject([
      {
        row: 1,
        source: "centre",
        sequence: 4,
        fault: { field: "payload.persons", found: "-3", expected: ">=0" },
      },
      { row: 3, source: "centre", sequence: 5, fault: { field: "kind", found: '"party"' } },
      { row: 4, source: null, sequence: null, fault: { code: "field" } },
    ]);
  });

  test("a version that is not known is refused by name", () => {
    expect(faultOf({ ...occupancy, version: 2 })).toEqual({ code: "version", found: "2", expected: "1" });
    expect(faultOf({ ...occupancy, version: undefined })).toMatchObject({ code: "version" });
  });

  test("a time without its offset, or none at all, is refused", () => {
    for (const time of ["2026-11-27T08:00:00", "yesterday", "2026-13-40T08:00:00Z", 1795737600])
      expect(faultOf({ ...occupancy, time }), String(time)).toMatchObject({ field: "time" });
  });

  test("NaN, negative and endless figures are refused", () => {
    const gauge = (millimetres: unknown) => ({
      ...head,
      kind: "gauge",
      payload: { gaugeId: "g", millimetres, minutes: 5 },
    });
    for (const millimetres of [null, "4", -1, 1e9])
      expect(faultOf(gauge(millimetres))).toMatchObject({ code: "field" });
    expect(readFeed(JSON.stringify(gauge(0)).replace(":0,", ":1e999,")).refusals).toHaveLength(1);
  });

  test("latitude before longitude does not pass as a place", () => {
    expect(
      faultOf({ ...head, kind: "vehicle", payload: { vehicleId: "v", lngLat: [39.9, 116.3] } }),
    ).toMatchObject({ field: "payload.lngLat.1", found: "116.3" });
  });

  test("unknown is not zero: an occupancy that is left out is a fault", () => {
    expect(faultOf({ ...occupancy, payload: { shelterId: "s1" } })).toMatchObject({
      field: "payload.persons",
    });
  });

  test("brackets ten thousand deep do not end the reader", () => {
    expect(readFeed(`${"[".repeat(10_000)}${"]".repeat(10_000)}`).messages).toEqual([]);
  });
});

test("no text whatever throws, and every message it gives is one the log can hold", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.json().map((text) => `{"messages":[${text}]}`),
      ),
      (text) => {
        const { messages, refusals } = readFeed(text);
        // An empty list is nothing at all; anything else is used or refused with words.
        const isEmptyList = /^\s*(\[\s*\]|\{"messages":\[\[\]\]\})\s*$/.test(text);
        expect(messages).toEqual([]);
        if (!isEmptyList) expect(refusals.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 1500, seed: 9 },
  );
  const random = createRandom(11);
  const good = JSON.stringify({ ...head, messages: [occupancy, { ...occupancy, sequence: 5 }] });
  for (let k = 0; k < 1500; k++) {
    const letters = [...good];
    for (let hits = 1 + Math.floor(random() * 6); hits > 0; hits--)
      letters[Math.floor(random() * letters.length)] = String.fromCharCode(Math.floor(random() * 128));
    for (const { sequence, sentAt, act } of readFeed(letters.join("")).messages) {
      expect(Number.isSafeInteger(sequence) && Number.isFinite(sentAt)).toBe(true);
      if (act.kind === "occupancy") expect(act.persons === null || act.persons >= 0).toBe(true);
    }
  }
});
