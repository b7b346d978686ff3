import { type Folder, kmlWithFolders } from "@tmcw/togeojson";
import { DOMParser } from "@xmldom/xmldom";
import type { Feature, Geometry } from "geojson";
import type { RawTable } from "../../core/model/import.ts";
import { createFeatureTable } from "./feature-table.ts";
import type { FileReader } from "./import-file.ts";
import { stopWhenAbove, unreadable } from "./import-stop.ts";
import type { ReadContext } from "./read-context.ts";
import { readText } from "./text-encoding.ts";

/** How the converter hands on colours and icons; no facts of the place. */
const STYLE =
  /^(style(Url|Hash|MapHash)|(stroke|fill|icon|label)(-.*)?|@geometry-type|coordinateProperties)$/;

/** Depth of elements and document types, before a tree is built: recursion over a pit of tags ends the stack. */
function scanXml(text: string, context: ReadContext): void {
  const { file, limits } = context;
  let depth = 0;
  for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at)) {
    const skipped = skipTo(text, at);
    if (skipped !== null) {
      at = skipped;
      continue;
    }
    // Entities of a document type are how XML bombs and reads of other files are made; KML needs none.
    if (text.startsWith("<!", at)) throw unreadable(file, text.slice(at, at + 20), "no DTD");
    const end = text.indexOf(">", at);
    if (end === -1) throw unreadable(file, `${text.length} characters`, ">");
    if (text[at + 1] === "/") depth--;
    else if (text[end - 1] !== "/") stopWhenAbove(file, "depth", ++depth, limits.depth);
    at = end;
  }
  if (depth > 0) throw unreadable(file, `${text.length} characters, ${depth} elements open`, "</kml>");
}

/** Behind a comment, CDATA or instruction that starts at `at`; null where none does. */
function skipTo(text: string, at: number): number | null {
  for (const [open, close] of [
    ["<!--", "-->"],
    ["<![CDATA[", "]]>"],
    ["<?", "?>"],
  ] as const) {
    if (!text.startsWith(open, at)) continue;
    const end = text.indexOf(close, at + open.length);
    return end === -1 ? text.length : end + close.length;
  }
  return null;
}

/** Descriptions come wrapped where they look like HTML; they are text all the same. */
function plainProperties(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(properties)) {
    if (STYLE.test(key)) continue;
    const wrapped = typeof value === "object" && value !== null && "@type" in value && "value" in value;
    plain[key] = wrapped ? value.value : value;
  }
  return plain;
}

type Node = Folder | Feature<Geometry | null>;

/**
 * Placemarks, one table per folder. Nothing is declared: KML is WGS-84 by its standard, but Chinese tools write
 * GCJ-02 into it, so the ground decides.
 */
export async function readKml(reader: FileReader, context: ReadContext): Promise<RawTable[]> {
  const { file } = context;
  const { text: whole, encoding } = await readText(reader);
  const text = whole.replace(/^\uFEFF/, "");
  scanXml(text, context);
  let children: readonly Node[];
  try {
    const document = new DOMParser({ onError: () => {} }).parseFromString(text, "text/xml");
    children = kmlWithFolders(document).children;
  } catch (thrown) {
    throw unreadable(file, thrown instanceof Error ? thrown.message.slice(0, 200) : "?", "KML");
  }
  const tables = new Map<string, ReturnType<typeof createFeatureTable>>();
  let row = 0;
  const walk = (nodes: readonly Node[], path: readonly string[]): void => {
    for (const node of nodes) {
      if (node.type === "folder") {
        walk(node.children, [...path, String(node.meta.name ?? "")]);
        continue;
      }
      // A pointer to another document is no place; the documents of a KMZ are read by themselves.
      if (node.properties?.["@geometry-type"] === "networklink") continue;
      const part = [context.entry, ...path].filter(Boolean).join(" / ");
      let table = tables.get(part);
      if (table === undefined) {
        table = createFeatureTable(
          { part: part || null, format: "kml", declaredCrs: null, encoding },
          context,
        );
        tables.set(part, table);
      }
      row++;
      table.add(row, plainProperties(node.properties ?? {}), node.geometry);
    }
  };
  walk(children, []);
  return [...tables.values()].map((table) => table.finish());
}
