import type { Failure } from "../model/failure.ts";
import type {
  AuditAnswer,
  AuditClause,
  AuditRequest,
  AuditRules,
  ClauseResult,
  Conformity,
  Verdict,
} from "../model/shelter-audit.ts";
import { ok, type Result } from "../result.ts";
import { auditFacts } from "./audit/audit-facts.ts";
import { judgeClause } from "./audit/judge-clause.ts";
import type { PreparedPack } from "./prepare.ts";
import type { PreparedGround } from "./site-area/prepared-ground.ts";
import { type SiteSubject, siteSubject } from "./site-area/site-subject.ts";
import { suggestGates } from "./site-area/suggest-gates.ts";

/** A site clause by clause under every edition, from its drawing and what is said of it. */
export function audit(
  prepared: PreparedPack,
  open: PreparedPack,
  ground: PreparedGround,
  rules: AuditRules,
  request: AuditRequest,
): Result<AuditAnswer, Failure> {
  const { scenario, siteId } = request;
  const subject = siteSubject(prepared, open, ground, scenario.proposals, siteId);
  if (!subject.ok) return subject;
  const gates = suggestGates(prepared, subject.value.rings, ground.rules);
  const facts = auditFacts(prepared, subject.value, gates, scenario.phase, ground.rules);
  return ok({
    request,
    siteId,
    editions: rules.editions.map(({ id, clauses, ...edition }) => {
      const results = clauses
        .filter((clause) => binds(clause, subject.value))
        .map((clause) => judgeClause(clause, facts));
      const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length;
      return {
        ...edition,
        edition: id,
        conforms: conformity(results),
        passed: count("pass"),
        failed: count("fail"),
        unknown: count("unknown"),
        clauses: results,
      };
    }),
  });
}

/** Of a site of unknown size every class of it is asked about. */
function binds(
  { tiers, fromSquareMetres, belowSquareMetres }: AuditClause,
  { tier, effectiveSquareMetres }: SiteSubject,
): boolean {
  if (!tiers.includes(tier)) return false;
  if (effectiveSquareMetres === null) return true;
  return (
    effectiveSquareMetres >= (fromSquareMetres ?? 0) &&
    effectiveSquareMetres < (belowSquareMetres ?? Infinity)
  );
}

/** One failing clause is enough for no; yes needs every one of them judged. */
export function conformity(results: readonly Pick<ClauseResult, "verdict">[]): Conformity {
  if (results.some(({ verdict }) => verdict === "fail")) return "no";
  return results.length > 0 && results.every(({ verdict }) => verdict === "pass") ? "yes" : "cannot-say";
}
