import type { Proposals, ProposedBase, ProposedSite } from "../../core/model/proposal.ts";

/** One thing in which two sets of proposals differ, told as what the second does to the first. */
export type SchemeDifference =
  | { readonly kind: "siteAdded" | "siteRemoved"; readonly site: ProposedSite }
  | {
      readonly kind: "siteChanged";
      readonly site: ProposedSite;
      readonly before: ProposedSite;
      readonly aspects: readonly SiteAspect[];
    }
  | { readonly kind: "shelterClosed" | "shelterReopened"; readonly shelterId: string }
  | { readonly kind: "gateEdited" | "gateRestored"; readonly gateId: string }
  | { readonly kind: "baseAdded" | "baseRemoved" | "baseChanged"; readonly base: ProposedBase }
  | { readonly kind: "baseClosed" | "baseReopened"; readonly baseId: string };

/** What about a site is another; `moved`: its outline is the same elsewhere, `reshaped`: it is another outline. */
const SITE_ASPECTS = ["moved", "reshaped", "name", "gates", "area", "zones", "facts", "year", "use"] as const;
export type SiteAspect = (typeof SITE_ASPECTS)[number];

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** Degrees; a tenth of a millimetre. What a drag adds to every corner is not the same to the last bit. */
const SAME_PLACE_DEGREES = 1e-9;

/** The same corners, all shifted by one and the same step. */
function isShifted(one: ProposedSite["rings"], other: ProposedSite["rings"]): boolean {
  const [from, to] = [one.flat(), other.flat()];
  const isSameForm =
    one.length === other.length && one.every((ring, at) => ring.length === other[at]?.length);
  const [first, firstThere] = [from[0], to[0]];
  if (!isSameForm || !first || !firstThere) return false;
  const step = [firstThere[0] - first[0], firstThere[1] - first[1]] as const;
  return from.every((corner, at) => {
    const there = to[at];
    return (
      there !== undefined &&
      Math.abs(there[0] - corner[0] - step[0]) < SAME_PLACE_DEGREES &&
      Math.abs(there[1] - corner[1] - step[1]) < SAME_PLACE_DEGREES
    );
  });
}

function aspectsOf(before: ProposedSite, after: ProposedSite): readonly SiteAspect[] {
  const isOutlineSame = isSame(before.rings, after.rings);
  const isMoved = !isOutlineSame && isShifted(before.rings, after.rings);
  const use = ({ tier, setting, fitFor, candidateId }: ProposedSite) => ({
    tier,
    setting,
    fitFor,
    candidateId,
  });
  const differs: Readonly<Record<SiteAspect, boolean>> = {
    moved: isMoved,
    reshaped: !isOutlineSame && !isMoved,
    name: before.name !== after.name,
    // Gates that only went along with their site are part of the move.
    gates: !isSame(before.gates, after.gates) && !(isMoved && wentAlong(before, after)),
    area: !isSame(before.area, after.area),
    zones: !isSame(before.zones, after.zones),
    facts: !isSame(before.facts, after.facts),
    year: before.year !== after.year,
    use: !isSame(use(before), use(after)),
  };
  return SITE_ASPECTS.filter((aspect) => differs[aspect]);
}

/** The gates are the same but for where they are. */
function wentAlong(before: ProposedSite, after: ProposedSite): boolean {
  const rest = (site: ProposedSite) => site.gates.map(({ lngLat: _, ...gate }) => gate);
  return isSame(rest(before), rest(after));
}

/** Ids that are in the second list only, then those in the first only. */
function idsApart(before: readonly string[], after: readonly string[]) {
  const [was, is] = [new Set(before), new Set(after)];
  return { added: after.filter((id) => !was.has(id)), removed: before.filter((id) => !is.has(id)) };
}

function baseDifferences(before: Proposals, after: Proposals): readonly SchemeDifference[] {
  const was = new Map((before.bases ?? []).map((base) => [base.id, base]));
  const is = new Set((after.bases ?? []).map(({ id }) => id));
  const shut = idsApart(before.closedBaseIds ?? [], after.closedBaseIds ?? []);
  return [
    ...(after.bases ?? []).flatMap((base): SchemeDifference[] => {
      const old = was.get(base.id);
      if (!old) return [{ kind: "baseAdded", base }];
      return isSame(old, base) ? [] : [{ kind: "baseChanged", base }];
    }),
    ...[...was.values()].flatMap((base): SchemeDifference[] =>
      is.has(base.id) ? [] : [{ kind: "baseRemoved", base }],
    ),
    ...shut.added.map((baseId): SchemeDifference => ({ kind: "baseClosed", baseId })),
    ...shut.removed.map((baseId): SchemeDifference => ({ kind: "baseReopened", baseId })),
  ];
}

/** Everything in which `after` differs from `before`: sites in the order of `after`, then what is gone, shelters, gates, bases. */
export function differencesBetween(before: Proposals, after: Proposals): readonly SchemeDifference[] {
  if (before === after) return [];
  const found: SchemeDifference[] = [];
  const known = new Map(before.sites.map((site) => [site.id, site]));
  const left = new Set(after.sites.map(({ id }) => id));
  for (const site of after.sites) {
    const was = known.get(site.id);
    if (!was) found.push({ kind: "siteAdded", site });
    else if (was !== site) {
      const aspects = aspectsOf(was, site);
      if (aspects.length > 0) found.push({ kind: "siteChanged", site, before: was, aspects });
    }
  }
  for (const site of before.sites) if (!left.has(site.id)) found.push({ kind: "siteRemoved", site });

  const shut = idsApart(before.closedShelterIds, after.closedShelterIds);
  for (const shelterId of shut.added) found.push({ kind: "shelterClosed", shelterId });
  for (const shelterId of shut.removed) found.push({ kind: "shelterReopened", shelterId });

  const edits = new Map(before.gateEdits.map((edit) => [edit.gateId, edit]));
  for (const edit of after.gateEdits) {
    if (!isSame(edits.get(edit.gateId), edit)) found.push({ kind: "gateEdited", gateId: edit.gateId });
    edits.delete(edit.gateId);
  }
  for (const gateId of edits.keys()) found.push({ kind: "gateRestored", gateId });
  return [...found, ...baseDifferences(before, after)];
}
