import { describe, expect, test } from "vitest";
import { alertStates } from "../../../src/core/feed/alert-state.ts";
import { createLocalPlane, planeMetres } from "../../../src/core/geo/local-plane.ts";
import type { Alert } from "../../../src/core/model/operation.ts";
import { readCap } from "../../../src/sources/feed/read-cap.ts";
import { readFeed } from "../../../src/sources/feed/read-feed.ts";
import { capInfo, createCap } from "../../fixtures/create-cap.ts";

function alertsOf(xml: string): Alert[] {
  const read = readCap(xml);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value.map(({ alert }) => alert);
}
const alertOf = (xml: string) => alertsOf(xml)[0] as Alert;
const faultOf = (xml: string) => {
  const read = readCap(xml);
  return read.ok ? null : read.failure;
};

const SQUARE = "39.88,116.33 39.88,116.39 39.94,116.39 39.94,116.33 39.88,116.33";

describe("a warning in CAP", () => {
  test("areas are latitude first, in every polygon and circle of every area", () => {
    const areas = `<area><areaDesc>西城</areaDesc><polygon>${SQUARE}</polygon></area>
      <area><areaDesc>什刹海</areaDesc><circle>39.94,116.38 2.5</circle></area>`;
    const { rings, area } = alertOf(createCap({ infos: capInfo(areas) }));
    expect(area).toBe("西城、什刹海");
    expect(rings).toHaveLength(2);
    expect(rings[0]?.[0]).toEqual([116.33, 39.88]);
    const plane = createLocalPlane([116.38, 39.94]);
    for (const corner of rings[1] ?? [])
      expect(planeMetres(plane, [116.38, 39.94], corner)).toBeCloseTo(2500, 0);
  });

  test("prefixes of the namespace, CDATA and entities of XML itself are read", () => {
    const prefixed = createCap({
      infos: capInfo("<headline><![CDATA[雨 & 风 <强>]]></headline><description>a &amp; b</description>"),
    })
      .replace('xmlns="', 'xmlns:cap="')
      .replace(/<(\/?)([a-zA-Z])(?![^<>]*CDATA)/g, "<$1cap:$2");
    expect(alertOf(prefixed)).toMatchObject({ headline: "雨 & 风 <强>", text: "a & b" });
  });

  test.each([
    [
      "a parameter",
      "<parameter><valueName>预警等级</valueName><value>橙色</value></parameter>",
      "Severe",
      "orange",
    ],
    [
      "a code",
      "<eventCode><valueName>ColorLevel</valueName><value>Yellow</value></eventCode>",
      "Severe",
      "yellow",
    ],
    [
      "MeteoAlarm's parameter",
      "<parameter><valueName>awareness_level</valueName><value>4; red; Extreme</value></parameter>",
      "Extreme",
      "red",
    ],
    ["the severity of the national format", "", "Blue", "blue"],
    ["a headline", "<headline>气象台发布暴雨红色预警信号</headline>", "Severe", "red"],
    ["an English headline", "<headline>Orange rainstorm warning signal</headline>", "Severe", "orange"],
    ["no colour at all", "<headline>黄河水位上涨</headline>", "Extreme", "unknown"],
    ["a name with a colour in it", "<headline>Flood at Red River</headline>", "Extreme", "unknown"],
    ["two colours", "<headline>橙色预警升级为红色预警</headline>", "Extreme", "unknown"],
  ])("the level of %s", (_, inner, severity, level) => {
    expect(alertOf(createCap({ infos: capInfo(inner, "zh-CN", severity) })).level).toBe(level);
  });

  test("of several languages the Chinese one is shown, with the English beside it", () => {
    const infos =
      capInfo("<headline>Rainstorm</headline>", "en-US") + capInfo("<headline>暴雨</headline>", "zh-CN");
    const alerts = alertsOf(createCap({ infos }));
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({ headline: "暴雨", english: { headline: "Rainstorm" } });
  });

  test("blocks of one language are warnings of their own", () => {
    const infos = capInfo("<expires>2026-11-27T12:00:00+08:00</expires>") + capInfo("", "zh-CN", "Red");
    const alerts = alertsOf(createCap({ infos }));
    expect(alerts.map(({ id, level, expiresAt }) => [id, level, expiresAt])).toEqual([
      ["weather@district.example,110102-1", "unknown", Date.parse("2026-11-27T04:00:00Z")],
      ["weather@district.example,110102-1#2", "red", null],
    ]);
  });

  test("comes by feed as well, with the number of the message that brings it", () => {
    expect(readFeed(createCap()).messages).toMatchObject([
      { source: "weather@district.example", sequence: null, sentAt: Date.parse("2026-11-27T00:00:00Z") },
    ]);
    const wire = {
      version: 1,
      source: "centre",
      sequence: 3,
      time: "2026-11-27T09:00:00+08:00",
      kind: "alert",
      payload: { cap: createCap() },
    };
    expect(readFeed(JSON.stringify(wire)).messages).toMatchObject([{ source: "centre", sequence: 3 }]);
  });
});

describe("how warnings stand", () => {
  const now = Date.parse("2026-11-27T09:00:00+08:00");
  const states = (...xml: string[]) =>
    Object.fromEntries(
      alertStates(xml.flatMap(alertsOf), now).map(({ alert, state }) => [alert.id.split(",")[1], state]),
    );
  const first = createCap({ identifier: "a" });
  const reference = "weather@district.example,a,2026-11-27T08:00:00+08:00";
  const update = createCap({ identifier: "b", msgType: "Update", references: reference });
  const cancel = createCap({ identifier: "c", msgType: "Cancel", references: reference, infos: "" });

  test("an update holds in place of what it refers to, a cancellation ends it, in either order", () => {
    expect(states(first, update)).toEqual({ a: "replaced", b: "current" });
    expect(states(update, first)).toEqual({ a: "replaced", b: "current" });
    expect(states(cancel, update, first)).toEqual({ a: "cancelled", b: "current", c: "cancelled" });
  });

  test("nobody takes back what another office has said", () => {
    const foreign = createCap({
      identifier: "x",
      sender: "someone@else.example",
      msgType: "Cancel",
      references: reference,
      infos: "",
    });
    expect(states(first, foreign)).toEqual({ a: "current", x: "cancelled" });
  });

  test("expired and coming ones are said so", () => {
    const at = (inner: string, identifier: string) => createCap({ identifier, infos: capInfo(inner) });
    expect(
      states(
        at("<expires>2026-11-27T08:59:59+08:00</expires>", "old"),
        at("<onset>2026-11-27T10:00:00+08:00</onset>", "soon"),
      ),
    ).toEqual({ old: "expired", soon: "coming" });
  });
});

describe("what is no warning", () => {
  test("an XML bomb is refused before anything is built of it", () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>${createCap().replace(/<\?xml.*?\?>/, "")}`;
    expect(faultOf(bomb)).toEqual({ code: "xml-entities" });
    expect(faultOf(createCap({ infos: capInfo("<headline>&secret;</headline>") }))).toMatchObject({
      code: "not-cap",
    });
  });

  test("a pit of tags does not end the stack", () => {
    expect(faultOf("<a>".repeat(200_000))).toMatchObject({ code: "field", field: "xml" });
  });

  test.each([
    ["another language of XML", "<rss><channel/></rss>", { code: "not-cap", found: "rss" }],
    ["another namespace", createCap({ namespace: "urn:x" }), { code: "not-cap", found: "urn:x" }],
    ["broken XML", createCap().slice(0, 300), { code: "not-cap" }],
    ["a test message", createCap({ status: "Test" }), { field: "status", found: "Test" }],
    ["an acknowledgement", createCap({ msgType: "Ack" }), { field: "msgType", found: "Ack" }],
    ["a moment without offset", createCap({ sent: "2026-11-27T08:00:00" }), { field: "sent" }],
    ["no block", createCap({ infos: "" }), { field: "info" }],
    [
      "longitude first",
      createCap({
        infos: capInfo(`<area><polygon>${SQUARE.replace(/([\d.]+),([\d.]+)/g, "$2,$1")}</polygon></area>`),
      }),
      { field: "polygon", found: "116.33,39.88", expected: "lat,lon" },
    ],
    [
      "a circle without radius",
      createCap({ infos: capInfo("<area><circle>39.9,116.3</circle></area>") }),
      { field: "circle" },
    ],
  ])("%s", (_, xml, fault) => {
    expect(faultOf(xml)).toMatchObject(fault);
  });
});
