import * as v from "valibot";
import type { FaultPlace } from "../core/model/failure.ts";
import type { Scenario } from "../core/model/scenario.ts";
import type { Scheme, SchemeTrouble } from "../core/model/scheme.ts";
import { err, ok, type Result } from "../core/result.ts";
import { ScenarioValue } from "./analysis-request.ts";
import { faultOf } from "./data-package.ts";
import { canonicalJson } from "./schemes/canonical-json.ts";
import { type KnownIds, readProposals } from "./schemes/read-proposals.ts";
import { sha256 } from "./schemes/sha-256.ts";

/*
 * A scheme as a file: one JSON object, described in data/README.md. Whoever opens it sees on which data, under which rules
 * and settings the figures were made, and whether somebody changed it since.
 */

const FORMAT = "havenmap-scheme";
const SCHEME_FILE_VERSION = 1;
const MOST_BYTES = 20_000_000;

/** The settings of a scheme's figures: a scenario without proposals. */
export type SchemeSettings = Omit<Scenario, "proposals">;

export interface SchemeFileParts {
  /** Which build wrote it. */
  readonly app: string;
  /** ISO moment, from the clock outside. */
  readonly madeAt: string;
  readonly pack: { readonly id: string; readonly asOf: string };
  /** Id and edition of the rule pack. */
  readonly rules: { readonly id: string; readonly edition: string };
  readonly settings: SchemeSettings;
  readonly scheme: Scheme;
}

/** The hash is over the canonical JSON of everything but itself. */
const hashOf = (content: object): string => sha256(new TextEncoder().encode(canonicalJson(content)));

export function writeSchemeFile(parts: SchemeFileParts): string {
  const content = { format: FORMAT, version: SCHEME_FILE_VERSION, ...parts };
  return `${JSON.stringify({ ...content, sha256: hashOf(content) }, null, 2)}\n`;
}

export interface ReadSchemeFile extends Omit<SchemeFileParts, "settings"> {
  /** null: the file's could not be read. */
  readonly settings: SchemeSettings | null;
  /** It was loaded, but this has to be said. */
  readonly troubles: readonly SchemeTrouble[];
}

const Head = v.object({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
const Body = v.object({
  app: v.string(),
  madeAt: v.string(),
  pack: v.object({ id: v.string(), asOf: v.string() }),
  rules: v.object({ id: v.string(), edition: v.string() }),
  scheme: v.object({
    id: v.string(),
    name: v.pipe(v.string(), v.maxLength(200)),
    note: v.pipe(v.string(), v.maxLength(20_000)),
    proposals: v.unknown(),
  }),
});

/** What of a newer file can be told: its name. */
const nameIn = (raw: unknown): string | null => {
  const found = v.safeParse(v.object({ scheme: v.object({ name: v.string() }) }), raw);
  return found.success ? found.output.scheme.name : null;
};

/** Never throws, whatever the text. */
export function readSchemeFile(
  file: string,
  text: string,
  open: { readonly packId: string; readonly asOf: string; readonly known?: KnownIds },
): Result<ReadSchemeFile, SchemeTrouble> {
  const unreadable = (place: Omit<FaultPlace, "file">) =>
    err<SchemeTrouble>({ code: "SCHEME_FILE_UNREADABLE", place: { file, ...place } });
  if (text.length > MOST_BYTES)
    return unreadable({ found: `${text.length} B`, expected: `<=${MOST_BYTES} B` });
  let raw: unknown;
  let isUntouched: boolean;
  try {
    raw = JSON.parse(text);
    const { sha256: said, ...content } = Object(raw);
    isUntouched = typeof said === "string" && hashOf(content) === said;
  } catch (reason) {
    // No JSON, or nested so deep that nobody meant it.
    return unreadable({ found: String(reason).slice(0, 120), expected: "JSON" });
  }
  const head = v.safeParse(Head, raw, { abortEarly: true });
  if (!head.success) return unreadable(faultOf(head.issues[0]));
  if (head.output.version > SCHEME_FILE_VERSION)
    return err({
      code: "SCHEME_FILE_TOO_NEW",
      file,
      foundVersion: head.output.version,
      supportedVersion: SCHEME_FILE_VERSION,
      schemeName: nameIn(raw),
    });
  const body = v.safeParse(Body, raw, { abortEarly: true });
  if (!body.success) return unreadable(faultOf(body.issues[0]));
  const { app, madeAt, pack, rules, scheme } = body.output;
  if (pack.id !== open.packId)
    return err({ code: "SCHEME_OF_OTHER_PACK", file, packId: pack.id, openPackId: open.packId });

  const { proposals, faults } = readProposals(scheme.proposals, file, open.known);
  const settings = v.safeParse(ScenarioValue, (raw as { settings?: unknown }).settings, { abortEarly: true });
  const left = [...faults];
  if (!settings.success) {
    const fault = faultOf(settings.issues[0]);
    left.push({ file, ...fault, field: ["settings", fault.field].filter(Boolean).join(".") });
  }
  const troubles: SchemeTrouble[] = [];
  if (!isUntouched) troubles.push({ code: "SCHEME_FILE_CHANGED", file });
  if (pack.asOf !== open.asOf)
    troubles.push({ code: "SCHEME_OF_OTHER_DATE", file, asOf: pack.asOf, openAsOf: open.asOf });
  if (left.length > 0) troubles.push({ code: "SCHEME_PARTS_LEFT_OUT", places: left });
  return ok({
    app,
    madeAt,
    pack,
    rules,
    scheme: { ...scheme, proposals },
    settings: settings.success ? withoutProposals(settings.output) : null,
    troubles,
  });
}

function withoutProposals(scenario: Scenario): SchemeSettings {
  const { proposals: _, ...settings } = scenario;
  return settings;
}
