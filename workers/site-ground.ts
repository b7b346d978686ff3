import type { PreparedPack } from "../src/core/analysis/prepare.ts";
import { type PreparedGround, prepareGround } from "../src/core/analysis/site-area/prepared-ground.ts";
import type { Failure } from "../src/core/model/failure.ts";
import type { SiteGround } from "../src/core/model/site-area.ts";
import { ok, type Result } from "../src/core/result.ts";
import { rubbleRules } from "../src/sources/rubble-rules.ts";
import { siteRules } from "../src/sources/site-rules.ts";
import type { AnalysisTools } from "./analyses.ts";

/** One per reading of the pack's layers; freed with them. */
const prepared = new WeakMap<SiteGround, PreparedGround>();

/** The ground of the open district, read and put in order when the first site is asked about. */
export async function groundOfSites(
  { pack }: PreparedPack,
  tools: Pick<AnalysisTools, "buildings" | "risks" | "siteGround">,
): Promise<Result<PreparedGround, Failure>> {
  const [ground, risks, stock] = await Promise.all([tools.siteGround(), tools.risks(), tools.buildings()]);
  if (!ground.ok) return ground;
  if (!risks.ok) return risks;
  // a district without that layer has sites all the same: then nobody knows what stands on them
  if (!stock.ok && stock.failure.code !== "LAYER_MISSING") return stock;
  const known = prepared.get(ground.value);
  if (known) return ok(known);
  const made = prepareGround({
    district: pack.districtPolygon,
    ground: ground.value,
    risks: risks.value,
    stock: stock.ok ? stock.value : null,
    rules: siteRules,
    rubble: rubbleRules,
  });
  prepared.set(ground.value, made);
  return ok(made);
}
