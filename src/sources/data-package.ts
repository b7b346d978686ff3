import * as v from "valibot";
import type { Failure, FaultPlace } from "../core/model/failure.ts";
import { LAYER_IDS, METHODS, type PackDescription } from "../core/model/pack.ts";
import { err, ok, type Result } from "../core/result.ts";

export const DATA_PACKAGE_FILE = "datapackage.json";
/** Raised when a pack's files change their meaning. */
export const PACK_FORMAT_VERSION = 1;

const text = v.pipe(v.string(), v.minLength(1));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

const Resource = v.object({
  name: v.picklist([...LAYER_IDS, "network"]),
  // Never out of the pack's own folder.
  path: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "file name without folders")),
  format: text,
  mediatype: text,
  bytes: whole,
  hash: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/, "sha256:…")),
  sources: v.pipe(v.array(v.object({ title: text })), v.minLength(1)),
  licenses: v.pipe(v.array(v.object({ name: text })), v.minLength(1)),
  titleZh: text,
  titleEn: text,
  method: v.picklist(METHODS),
  asOf: text,
  features: whole,
});

/** Packs of before the zone was written down are of Beijing. */
const DEFAULT_TIME_ZONE = "Asia/Shanghai";

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Frictionless Data Package v2; what is ours lies under `havenmap`. Unknown properties are ignored. */
const DataPackage = v.object({
  name: text,
  resources: v.pipe(v.array(v.unknown()), v.minLength(1)),
  havenmap: v.object({
    formatVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
    titleZh: text,
    titleEn: text,
    bbox: v.tuple([v.number(), v.number(), v.number(), v.number()]),
    residents: whole,
    residentsYear: whole,
    asOf: text,
    timeZone: v.optional(v.pipe(v.string(), v.check(isTimeZone, "IANA time zone")), DEFAULT_TIME_ZONE),
    attributions: v.array(v.string()),
  }),
});

/** The first thing wrong with a value, in words a person can look up in the file. */
export function faultOf(issue: v.BaseIssue<unknown>): Pick<FaultPlace, "field" | "found" | "expected"> {
  const field = v.getDotPath(issue);
  const isCheck = issue.type === "check" || issue.type === "regex";
  return {
    ...(field === null ? {} : { field }),
    found: issue.received,
    expected: isCheck ? issue.message : (issue.expected ?? issue.message),
  };
}

/** SHA-256 of every file by its path, 64 hex digits. Only for bytes that `parseDataPackage` has accepted. */
export function fileHashes(bytes: Uint8Array): ReadonlyMap<string, string> {
  const { resources } = v.parse(DataPackage, JSON.parse(new TextDecoder().decode(bytes)));
  const listed = resources.map((entry) => v.safeParse(Resource, entry));
  return new Map(
    listed.flatMap((entry) =>
      entry.success ? [[entry.output.path, entry.output.hash.slice("sha256:".length)]] : [],
    ),
  );
}

/** Resources with names this version does not know are left out: a newer pack may bring more layers. */
export function parseDataPackage(bytes: Uint8Array, packId: string): Result<PackDescription, Failure> {
  const malformed = (place: Omit<FaultPlace, "file">) =>
    err<Failure>({ code: "PACK_MALFORMED", packId, place: { file: DATA_PACKAGE_FILE, ...place } });
  let raw: unknown;
  try {
    raw = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return malformed({ found: bytes.length === 0 ? "0 B" : "not JSON", expected: "JSON" });
  }
  const version = (raw as { havenmap?: { formatVersion?: unknown } } | null)?.havenmap?.formatVersion;
  if (typeof version === "number" && version > PACK_FORMAT_VERSION) {
    return err({
      code: "PACK_TOO_NEW",
      packId,
      foundVersion: version,
      supportedVersion: PACK_FORMAT_VERSION,
    });
  }
  const parsed = v.safeParse(DataPackage, raw);
  if (!parsed.success) return malformed(faultOf(parsed.issues[0]));
  const resources: PackDescription["resources"][number][] = [];
  const known: readonly string[] = [...LAYER_IDS, "network"];
  for (const [i, entry] of parsed.output.resources.entries()) {
    const entryName = (entry as { name?: unknown } | null)?.name;
    if (typeof entryName === "string" && !known.includes(entryName)) continue;
    const resource = v.safeParse(Resource, entry);
    if (!resource.success) {
      const fault = faultOf(resource.issues[0]);
      return malformed({ ...fault, row: i + 1, field: `resources.${i}.${fault.field ?? ""}` });
    }
    const {
      sources,
      licenses,
      name,
      path,
      titleZh,
      titleEn,
      features,
      bytes: size,
      method,
      asOf,
    } = resource.output;
    resources.push({
      name,
      path,
      titleZh,
      titleEn,
      features,
      bytes: size,
      method,
      asOf,
      source: sources.map((source) => source.title).join("; "),
      licence: licenses.map((licence) => licence.name).join("; "),
    });
  }
  return ok({ id: packId, ...parsed.output.havenmap, resources });
}
