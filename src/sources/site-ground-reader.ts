import type { Failure } from "../core/model/failure.ts";
import type { PackDescription } from "../core/model/pack.ts";
import type { SiteGround } from "../core/model/site-area.ts";
import { ok, type Result } from "../core/result.ts";
import type { ByteSource } from "./byte-source.ts";
import { readAreas } from "./read-areas.ts";

/** Kinds of green nobody can put a tent in; a park is not one of them as a whole. */
const DENSE_KINDS: readonly unknown[] = ["wood", "forest", "scrub"];

/** Reads what takes ground from a site, besides buildings and zones: only questions about sites ask for it. */
export async function readSiteGround(
  source: ByteSource,
  description: PackDescription,
): Promise<Result<SiteGround, Failure>> {
  const read = await Promise.all(
    (["water", "green", "shelters"] as const).map((layer) => readAreas(source, description, layer)),
  );
  const failed = read.find((each) => !each.ok);
  if (failed && !failed.ok) return failed;
  const [water, green, shelters] = read.map((each) => (each.ok ? each.value : null));
  const dense = (green ?? []).filter(({ properties }) => DENSE_KINDS.includes(properties.kind));
  return ok({
    water: water?.map(({ polygon }) => polygon) ?? null,
    // A map that marks no ground as wooded anywhere does not say that nothing is.
    planting: dense.length === 0 ? null : dense.map(({ polygon }) => polygon),
    // No layer of a pack holds sources of fire.
    fireSources: null,
    shelters: new Map(
      (shelters ?? []).map(({ polygon, properties }) => [String(properties.id ?? ""), polygon]),
    ),
  });
}
