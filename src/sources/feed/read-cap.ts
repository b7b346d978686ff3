import { DOMParser, type Element } from "@xmldom/xmldom";
import { createLocalPlane, planeToLngLat } from "../../core/geo/local-plane.ts";
import type { FeedFault } from "../../core/model/feed.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { Alert } from "../../core/model/operation.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { alertLevel } from "./alert-level.ts";

export interface IssuedAlert {
  readonly alert: Alert;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

const CAP_NAMESPACE = /^urn:oasis:names:tc:emergency:cap:1\.[12]$/;
const DEEPEST = 32;
const MOST_ELEMENTS = 50_000;
const CIRCLE_CORNERS = 48;
const MOST_CORNERS = 20_000;
const LONGEST_TEXT = 4000;

/** Thrown within this file only. */
class CapStop extends Error {
  readonly fault: FeedFault;
  constructor(fault: FeedFault) {
    super(fault.code);
    this.fault = fault;
  }
}
const stop = (field: string, found: string, expected: string) =>
  new CapStop({ code: "field", field, found: found.slice(0, 60), expected });

const children = (element: Element, name: string): Element[] =>
  Array.from(element.childNodes).filter(
    (node): node is Element => node.nodeType === 1 && (node as Element).localName === name,
  );
const textIn = (element: Element, name: string): string =>
  children(element, name)[0]?.textContent?.trim().slice(0, LONGEST_TEXT) ?? "";
const needed = (element: Element, name: string): string => {
  const text = textIn(element, name);
  if (!text) throw stop(name, "–", "CAP 1.2");
  return text;
};
const named = (info: Element, name: string) =>
  children(info, name).map((each) => ({ name: textIn(each, "valueName"), value: textIn(each, "value") }));

function moment(text: string, field: string): number {
  const isDated = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)$/.test(text);
  const milliseconds = isDated ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(milliseconds)) throw stop(field, text, "2026-11-27T08:00:00+08:00");
  return milliseconds;
}
const momentIn = (info: Element, name: string): number | null => {
  const text = textIn(info, name);
  return text ? moment(text, name) : null;
};

/** CAP writes latitude first. */
function place(text: string, field: string): LngLat {
  const [lat, lng, ...more] = text.split(",").map(Number);
  const isPlace =
    lat !== undefined &&
    lng !== undefined &&
    more.length === 0 &&
    Math.abs(lat) <= 90 &&
    Math.abs(lng) <= 180;
  if (!isPlace) throw stop(field, text, "lat,lon");
  return [lng, lat];
}

function polygonRing(text: string): LngLat[] {
  const corners = text.split(/\s+/).filter(Boolean);
  if (corners.length < 4 || corners.length > MOST_CORNERS)
    throw stop("polygon", String(corners.length), `4-${MOST_CORNERS}`);
  return corners.map((corner) => place(corner, "polygon"));
}

/** A circle of no size is a point: it bounds nothing. */
function circleRings(text: string): LngLat[][] {
  const [centre = "", radius = "", ...more] = text.split(/\s+/);
  const kilometres = Number(radius);
  if (more.length > 0 || radius === "" || !(kilometres >= 0 && kilometres <= 20_000))
    throw stop("circle", text, "lat,lon km");
  const middle = place(centre, "circle");
  if (kilometres === 0) return [];
  const plane = createLocalPlane(middle);
  return [
    Array.from({ length: CIRCLE_CORNERS + 1 }, (_, i) => {
      const angle = (2 * Math.PI * (i % CIRCLE_CORNERS)) / CIRCLE_CORNERS;
      return planeToLngLat(plane, Math.cos(angle) * kilometres * 1000, Math.sin(angle) * kilometres * 1000);
    }),
  ];
}

/** Before a tree is built: document types and entities are how XML bombs are made, and depth ends a stack. */
function scan(xml: string): void {
  const plain = xml.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, "");
  if (plain.includes("<!")) throw new CapStop({ code: "xml-entities" });
  let depth = 0;
  let elements = 0;
  for (const [, closing, selfClosing] of plain.matchAll(/<(\/?)[^<>?!][^<>]*?(\/?)>/g)) {
    elements++;
    if (closing) depth--;
    else if (!selfClosing) depth++;
    if (depth > DEEPEST || elements > MOST_ELEMENTS)
      throw stop(
        "xml",
        depth > DEEPEST ? `${depth}+` : `${elements}+`,
        `≤ ${depth > DEEPEST ? DEEPEST : MOST_ELEMENTS}`,
      );
  }
}

function rootOf(xml: string): Element {
  const faults: string[] = [];
  try {
    const document = new DOMParser({
      onError: (level, message) => {
        if (level !== "warning") faults.push(message);
      },
    }).parseFromString(xml, "text/xml");
    const root = document.documentElement;
    if (root && faults.length === 0) return root;
  } catch (thrown) {
    faults.push(thrown instanceof Error ? thrown.message : "?");
  }
  throw new CapStop({ code: "not-cap", found: (faults[0] ?? "XML").slice(0, 80) });
}

const languageOf = (info: Element) => textIn(info, "language").toLowerCase() || "en-us";
const isChinese = (language: string) => language.startsWith("zh");

/** The blocks that say it in Chinese, else in the first language there is; CAP repeats a block for each language. */
function mainBlocks(infos: readonly Element[]): readonly Element[] {
  const languages = infos.map(languageOf);
  const main = languages.find(isChinese) ?? languages[0];
  return infos.filter((_, i) => languages[i] === main);
}

/** "sender,identifier,sent" each; the moment is written in many ways, and the identifier is the sender's own. */
const referencesIn = (alert: Element): string[] =>
  textIn(alert, "references")
    .split(/\s+/)
    .filter(Boolean)
    .map((triple) => triple.split(",").slice(0, 2).join(","));

function readAlert(element: Element): IssuedAlert[] {
  if (!CAP_NAMESPACE.test(element.namespaceURI ?? ""))
    throw new CapStop({ code: "not-cap", found: element.namespaceURI || element.nodeName });
  const sender = needed(element, "sender");
  const id = `${sender},${needed(element, "identifier")}`;
  const sentAt = moment(needed(element, "sent"), "sent");
  const status = needed(element, "status");
  if (status !== "Actual" && status !== "Exercise") throw stop("status", status, "Actual, Exercise");
  const type = needed(element, "msgType");
  if (type !== "Alert" && type !== "Update" && type !== "Cancel")
    throw stop("msgType", type, "Alert, Update, Cancel");
  const infos = children(element, "info");
  const blocks = mainBlocks(infos);
  if (blocks.length === 0 && type !== "Cancel") throw stop("info", "–", "CAP 1.2");
  const shared = {
    sender,
    sentAt,
    replaces: referencesIn(element),
    isCancelled: type === "Cancel",
    isExercise: status === "Exercise",
  };
  if (blocks.length === 0)
    return [
      {
        sentAt,
        alert: {
          ...shared,
          id,
          level: "unknown",
          event: "",
          headline: "",
          text: textIn(element, "note"),
          expiresAt: null,
          rings: [],
        },
      },
    ];
  return blocks.map((info, i) => {
    const areas = children(info, "area");
    const senderName = textIn(info, "senderName");
    const alert: Alert = {
      ...shared,
      id: i === 0 ? id : `${id}#${i + 1}`,
      sender: senderName || sender,
      level: alertLevel({
        marks: [...named(info, "parameter"), ...named(info, "eventCode")],
        severity: textIn(info, "severity"),
        texts: [textIn(info, "headline"), textIn(info, "event")],
      }),
      event: textIn(info, "event"),
      headline: textIn(info, "headline"),
      text: [textIn(info, "description"), textIn(info, "instruction")].filter(Boolean).join("\n"),
      startsAt: momentIn(info, "onset") ?? momentIn(info, "effective"),
      expiresAt: momentIn(info, "expires"),
      severity: textIn(info, "severity"),
      area: areas
        .map((area) => textIn(area, "areaDesc"))
        .filter(Boolean)
        .join("、"),
      rings: areas.flatMap((area) => [
        ...children(area, "polygon").map((polygon) => polygonRing(polygon.textContent?.trim() ?? "")),
        ...children(area, "circle").flatMap((circle) => circleRings(circle.textContent?.trim() ?? "")),
      ]),
      ...englishOf(infos, i),
    };
    return { alert, sentAt };
  });
}

/** The same said in English, where the warning is in Chinese and says it so too. */
function englishOf(infos: readonly Element[], block: number): Pick<Alert, "english"> {
  if (!infos.some((info) => isChinese(languageOf(info)))) return {};
  const english = infos.filter((info) => languageOf(info).startsWith("en"))[block];
  return english
    ? {
        english: {
          event: textIn(english, "event"),
          headline: textIn(english, "headline"),
          text: textIn(english, "description"),
        },
      }
    : {};
}

/** Warnings in the Common Alerting Protocol (OASIS CAP 1.2, also 1.1): one, or several under a common root. */
export function readCap(xml: string): Result<readonly IssuedAlert[], FeedFault> {
  try {
    scan(xml);
    const root = rootOf(xml);
    const alerts =
      root.localName === "alert" ? [root] : Array.from(root.getElementsByTagNameNS("*", "alert"));
    if (alerts.length === 0) throw new CapStop({ code: "not-cap", found: root.nodeName.slice(0, 80) });
    return ok(alerts.flatMap(readAlert));
  } catch (thrown) {
    if (thrown instanceof CapStop) return err(thrown.fault);
    throw thrown;
  }
}
