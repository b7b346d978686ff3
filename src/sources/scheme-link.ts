import { deflateSync, inflateSync } from "fflate";
import type { FaultPlace } from "../core/model/failure.ts";
import type { LngLat } from "../core/model/geometry.ts";
import type { Proposals, ProposedSite } from "../core/model/proposal.ts";
import type { Scheme } from "../core/model/scheme.ts";
import { err, ok, type Result } from "../core/result.ts";
import { readProposals } from "./schemes/read-proposals.ts";

/*
 * A scheme as a short text for the fragment of an address: JSON with places as whole hundred-thousandths of a degree, each
 * counted from the one before, deflated, in the letters of base64url. `1.` in front is the version.
 */

const VERSION_MARK = "1.";
/** About a metre. A link is for looking at; a file keeps every digit. */
const UNITS_PER_DEGREE = 1e5;
/** What mails and messengers carry without breaking it. */
export const MOST_LINK_LETTERS = 2000;
/** Longer texts are not even tried: what they would unpack to is bounded by it. */
const MOST_READ_LETTERS = 8000;

type LinkScheme = Pick<Scheme, "name" | "note" | "proposals">;

/** Every place of the proposals as steps from the one before, in one fixed order. */
function steps(lngLats: readonly LngLat[]): number[] {
  let [lastLng, lastLat] = [0, 0];
  return lngLats.flatMap((lngLat) => {
    const [lng, lat] = lngLat.map((degrees) => Math.round(degrees * UNITS_PER_DEGREE)) as [number, number];
    const step = [lng - lastLng, lat - lastLat];
    [lastLng, lastLat] = [lng, lat];
    return step;
  });
}
function places(stepList: readonly number[]): LngLat[] {
  let [lng, lat] = [0, 0];
  const found: LngLat[] = [];
  for (let at = 0; at + 1 < stepList.length; at += 2) {
    lng += stepList[at] ?? 0;
    lat += stepList[at + 1] ?? 0;
    found.push([lng / UNITS_PER_DEGREE, lat / UNITS_PER_DEGREE]);
  }
  return found;
}

/** What most sites have in common is not said. */
const PLAIN = {
  candidateId: null,
  setting: "outdoor",
  area: { kind: "derived" },
  zones: {},
  facts: {},
  year: null,
};
type Plain = keyof typeof PLAIN;
const isPlain = (key: string, value: unknown) =>
  key in PLAIN && JSON.stringify(value) === JSON.stringify(PLAIN[key as Plain]);

function packSite({ rings, gates, ...site }: ProposedSite): unknown[] {
  const rest = Object.fromEntries(Object.entries(site).filter(([key, value]) => !isPlain(key, value)));
  const gateRows = gates.map(({ id, widthMetres, opening, stepFree }) => [
    id,
    widthMetres,
    opening,
    stepFree,
  ]);
  return [
    rest,
    rings.map(({ length }) => length),
    gateRows,
    steps([...rings.flat(), ...gates.map((gate) => gate.lngLat)]),
  ];
}
/** Whatever the text holds; what comes out is checked as if somebody had written it by hand. */
function unpackSite(packed: unknown): unknown {
  const [rest, lengths, gateRows, stepList] = packed as [object, number[], unknown[][], number[]];
  const all = places(stepList);
  let used = 0;
  const take = (count: number) => {
    used += count;
    return all.slice(used - count, used);
  };
  const rings = lengths.map(take);
  const gates = gateRows.map(([id, widthMetres, opening, stepFree]) => ({
    id,
    lngLat: take(1)[0],
    widthMetres,
    opening,
    stepFree,
  }));
  return { ...PLAIN, ...rest, rings, gates };
}

export function encodeScheme({ name, note, proposals }: LinkScheme): string {
  const { sites, gateEdits, bases, ...rest } = proposals;
  const packed = [
    name,
    note,
    sites.map(packSite),
    rest,
    gateEdits.map(({ lngLat, ...edit }) => ({ ...edit, at: lngLat && steps([lngLat]) })),
    bases?.map(({ lngLat, ...base }) => ({ ...base, at: steps([lngLat]) })) ?? null,
  ];
  const bytes = deflateSync(new TextEncoder().encode(JSON.stringify(packed)), { level: 9 });
  const letters = btoa(String.fromCharCode(...bytes));
  return VERSION_MARK + letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/u, "");
}

export interface DecodedScheme extends LinkScheme {
  /** What was left out. */
  readonly faults: readonly FaultPlace[];
}

const LINK = "link";
const fault = (found: string, expected: string): Result<never, FaultPlace> =>
  err({ file: LINK, found: found.slice(0, 120), expected });

/** Never throws, whatever the text. */
export function decodeScheme(text: string): Result<DecodedScheme, FaultPlace> {
  if (!text.startsWith(VERSION_MARK)) return fault(text.slice(0, 8), `${VERSION_MARK}…`);
  if (text.length > MOST_READ_LETTERS) return fault(String(text.length), `<=${MOST_READ_LETTERS}`);
  try {
    const letters = text.slice(VERSION_MARK.length).replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    const unpacked: unknown = JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(inflateSync(bytes)),
    );
    const [name, note, sites, rest, gateEdits, bases] = unpacked as [
      unknown,
      unknown,
      unknown[],
      object,
      { at: number[] | null }[],
      { at: number[] }[] | null,
    ];
    if (typeof name !== "string" || typeof note !== "string") return fault(typeof name, "a name");
    const placed = ({ at, ...thing }: { at: number[] | null }) => ({
      ...thing,
      lngLat: at ? (places(at)[0] ?? null) : null,
    });
    const raw = {
      ...rest,
      sites: sites.map(unpackSite),
      gateEdits: gateEdits.map(placed),
      ...(bases === null ? {} : { bases: bases.map(placed) }),
    } satisfies Record<keyof Pick<Proposals, "sites" | "gateEdits">, unknown>;
    const { proposals, faults } = readProposals(raw, LINK);
    return ok({ name: name.slice(0, 200), note, proposals, faults });
  } catch (reason) {
    return fault(String(reason), "a scheme");
  }
}
