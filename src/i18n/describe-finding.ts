import type { Finding } from "../core/model/import.ts";
import type { Words } from "./words.ts";

export interface FindingWords {
  readonly severity: string;
  readonly title: string;
  /** File, row, column by its title, what was found, what was expected: one sentence. */
  readonly detail: string;
  readonly suggestion: string;
}

type Table = Readonly<Record<string, string>>;

/** Closed lists by the field, or the list, they belong to. */
function listFor(name: string, words: Words): Table | undefined {
  switch (name) {
    case "tier":
      return { ...words.shared.tiers, all: "" };
    case "setting":
      return words.findings.settings;
    case "level":
      return words.command.depotLevels;
    case "landUse":
      return words.map.landUses;
    case "structure":
      return words.map.structures;
    case "method":
    case "effectiveAreaMethod":
      return words.shared.methods;
    case "stationKind":
      return words.command.stationKinds;
    case "ponding":
      return words.findings.pondings;
    case "placeKind":
      return words.shared.placeKinds;
    case "kind":
      return { ...words.shared.placeKinds, ...words.findings.pondings, ...words.command.stationKinds };
    default:
      return undefined;
  }
}

/** What the program itself says of a value: a term, a word of a closed list, a list, an opening, a count of things. */
function spoken(text: string, field: string, words: Words): string {
  const said = words.findings;
  const term = (said.terms as Table)[text];
  if (term) return term;
  const own = listFor(field, words)?.[text];
  if (own) return own;
  const list = listFor(text, words);
  if (list) return Object.values(list).filter(Boolean).join(said.listSeparator);
  if (text === "[]" || text === "") return said.none;
  const opening = /^\{"kind":"([a-z-]+)"/u.exec(text)?.[1];
  if (opening) return (said.openings as Table)[opening] ?? text;
  return text
    .replace(/(?<=\d )([a-z]+)$/u, (noun) => (said.counted as Table)[noun] ?? noun)
    .replace(/[a-z]+[A-Z0-9]\w+/gu, (name) => (said.fields as Table)[name] ?? name)
    .replace(/\b(mu|ha)\b/gu, (unit) => (said.unitWords as Table)[unit] ?? unit);
}

/** The one place where a finding becomes words. */
export function describeFinding(finding: Finding, words: Words): FindingWords {
  const said = words.findings;
  const { code, place } = finding;
  const { title, suggestion } = said.codes[code];
  const field = place.field ?? "";
  const where = said.place(
    place.file,
    place.row === undefined ? "" : String(place.row),
    (said.fields as Table)[field] ?? field,
  );
  return {
    severity: said.severities[finding.severity],
    title,
    detail: said.line(where, sentence(finding, field, words)),
    suggestion,
  };
}

function sentence({ code, severity, place }: Finding, field: string, words: Words): string {
  const said = words.findings;
  const expected = place.expected === undefined ? undefined : spoken(place.expected, field, words);
  // What stands in a cell is said as it stands; only what the program counted or named itself has words.
  const isOwn = field === "geometry" || /^\d+ [a-z]+$|^no \.dbf$|^open "$/u.test(place.found ?? "");
  const found = place.found !== undefined && isOwn ? spoken(place.found, field, words) : place.found;
  const plain = (() => {
    if (found !== undefined && expected !== undefined) return said.foundExpected(found, expected);
    if (found !== undefined) return said.foundOnly(found);
    return expected === undefined ? said.nothingSaid : said.expectedOnly(expected);
  })();
  switch (code) {
    case "MISSING_ID":
      return expected === undefined ? plain : said.filled(expected);
    case "MISSING_VALUE":
      if (severity === "rejected" || expected === undefined) return plain;
      if (field === "fitFor" && place.expected === "[]") return said.noHazards;
      if (field === "depthMetres" && place.expected === "[]") return said.noCurve;
      if (severity === "mended") return said.filled(expected);
      return found === undefined ? said.assumed(expected) : said.guessed(found, expected);
    case "DUPLICATE_ID":
    case "DUPLICATE_ROW": {
      const [, row, id] = /^#(\d+)(?: → (.*))?$/u.exec(place.expected ?? "") ?? [];
      if (row === undefined || found === undefined) return plain;
      return id === undefined ? said.sameAs(found, row) : said.newId(found, row, id);
    }
    case "STACKED_PLACES":
      return found === undefined ? plain : said.stacked(found);
    case "NO_PLACE":
      return found === undefined ? said.noPosition : plain;
    case "SELF_INTERSECTION":
      return found === undefined ? said.crossing : plain;
    case "OUTSIDE_DISTRICT":
      return found === undefined ? plain : said.outside(found);
    case "CAPACITY_EXCEEDS_AREA":
      return found !== undefined && expected !== undefined ? said.tooMany(found, expected) : plain;
    case "GATE_OFF_SITE":
      return found !== undefined && expected !== undefined ? said.tooFar(found, expected) : plain;
    case "UNKNOWN_REFERENCE":
      if (found === undefined) return plain;
      return field === "shelterId" || expected === undefined
        ? said.noSuch(found)
        : said.otherArea(found, expected);
    case "ROW_UNREADABLE":
    case "TOTAL_ROW":
    case "NOT_UNDERSTOOD":
    case "WRONG_GEOMETRY":
    case "NEGATIVE":
    case "NOT_FINITE":
    case "DATE_NONSENSE":
    case "UNIT_SUSPICION":
      return plain;
    default: {
      const never: never = code;
      throw new Error(String(never));
    }
  }
}
