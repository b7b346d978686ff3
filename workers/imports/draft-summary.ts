import type { Position } from "geojson";
import type { Bbox } from "../../src/core/model/geometry.ts";
import type { Finding, ImportDraft, Severity } from "../../src/core/model/import.ts";
import type { DraftSummary } from "../../src/core/model/import-session.ts";
import type { LayerFeature } from "../../src/core/model/layer-feature.ts";
import { mergeDraft } from "../../src/sources/import/merge-draft.ts";

/** More than anybody reads; the rest is counted, and all bad rows can be saved as a file. */
const MOST_FINDINGS = 500;
const MOST_SHOWN = 5000;
const ORDER: readonly Severity[] = ["rejected", "doubtful", "mended"];

export interface DraftFacts {
  readonly draft: ImportDraft;
  /** Rows of the layer as it is now. */
  readonly existing: readonly LayerFeature[];
  readonly assumedGateCount: number;
}

/** What the page shows of a draft: counts, the findings that matter most, the rows as points. */
export function draftSummary(
  draftId: number,
  { draft, existing, assumedGateCount }: DraftFacts,
): DraftSummary {
  const merged = mergeDraft(existing, draft, "update");
  const replaced = mergeDraft(existing, draft, "replace");
  const updatedCount = merged.matches.filter(({ by }) => by !== "new").length;
  const doubtfulRows = new Set(draft.findings.map(({ place }) => place.row));
  const shown = draft.rows.slice(0, MOST_SHOWN).map(({ row, feature }) => ({
    type: "Feature" as const,
    geometry: { type: "Point" as const, coordinates: pointOf(feature) },
    properties: { row, isDoubtful: doubtfulRows.has(row) ? (1 as const) : (0 as const) },
  }));
  return {
    draftId,
    goodCount: draft.rows.length,
    rejectedCount: draft.rejected.length,
    countBySeverity: countsOf(draft.findings),
    findings: draft.findings
      .toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
      .slice(0, MOST_FINDINGS),
    updatedCount,
    addedCount: draft.rows.length - updatedCount,
    removedWhenReplacedCount: replaced.change.removedIds.length,
    assumedGateCount,
    matches: merged.matches.slice(0, MOST_SHOWN),
    preview: { type: "FeatureCollection", features: shown },
    bbox: boxOf(shown.map(({ geometry }) => geometry.coordinates)),
  };
}

function countsOf(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { rejected: 0, mended: 0, doubtful: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

function pointOf({ geometry, properties }: LayerFeature): Position {
  if (geometry.type === "Point") return geometry.coordinates;
  const { labelLng, labelLat } = properties;
  if (typeof labelLng === "number" && typeof labelLat === "number") return [labelLng, labelLat];
  let at: unknown = geometry.coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  return at as Position;
}

function boxOf(points: readonly Position[]): Bbox | null {
  if (points.length === 0) return null;
  const [lngs, lats] = [points.map(([lng]) => lng as number), points.map(([, lat]) => lat as number)];
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}
