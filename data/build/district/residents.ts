import { wholePersons } from "../../../src/core/analysis/whole-persons.ts";
import type { Part, Partition, Parts } from "./partition.ts";
import type { CensusRow } from "./supplied.ts";

/** How the number of residents of an area is known. */
export type ResidentsOrigin = "counted" | "shared-out" | "estimated";

export interface AreaResidents {
  readonly residents: number;
  readonly origin: ResidentsOrigin;
  readonly aged65Share: number | null;
  readonly assistanceShare: number | null;
}

export interface Residents {
  readonly district: { readonly residents: number; readonly origin: ResidentsOrigin };
  /** Same order as the partition's. */
  readonly subDistricts: readonly AreaResidents[];
  readonly communities: readonly AreaResidents[];
  /** Census rows that no area answers to. */
  readonly unmatched: readonly CensusRow[];
  readonly notes: readonly string[];
}

/** Whole numbers with the given sum by weight; equal shares where no weight is above 0. */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const counts = weights.map((weight) => (sum > 0 ? (total * weight) / sum : total / weights.length));
  const whole = Array.from(wholePersons(counts));
  // Sums of many fractions may be a hair off the half: the largest share takes the difference.
  const missing = total - whole.reduce((a, b) => a + b, 0);
  if (missing !== 0 && whole.length > 0) {
    const largest = whole.indexOf(Math.max(...whole));
    whole[largest] = (whole[largest] as number) + missing;
  }
  return whole;
}

const plainName = (name: string) =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s'’·.\-－—]+/gu, "")
    .replace(/(社区居民委员会|社区居委会|居民委员会|居委会|社区|街道办事处|街道|地区办事处|地区)$/u, "");

interface Matched {
  readonly figures: ReadonlyMap<number, CensusRow>;
}

function matchRows(
  rows: readonly CensusRow[],
  parts: readonly Part[],
): { matched: Matched; left: CensusRow[] } {
  const byCode = new Map(parts.map((part, i) => [part.code, i]));
  const byName = new Map<string, number>();
  const repeated = new Set<string>();
  parts.forEach((part, i) => {
    for (const name of new Set([plainName(part.nameZh), plainName(part.nameEn)])) {
      if (name === "") continue;
      if (byName.has(name)) repeated.add(name);
      byName.set(name, i);
    }
  });
  const figures = new Map<number, CensusRow>();
  const left: CensusRow[] = [];
  for (const row of rows) {
    const name = row.name === null ? "" : plainName(row.name);
    const found =
      (row.code === null ? undefined : byCode.get(row.code)) ??
      (name === "" || repeated.has(name) ? undefined : byName.get(name));
    // The first row of an area counts; another one for the same area is said, not added.
    if (found === undefined || figures.has(found)) left.push(row);
    else figures.set(found, row);
  }
  return { matched: { figures }, left };
}

export interface ResidentsInputs {
  readonly partition: Partition;
  /** Residents of the whole district by whoever builds the pack; null = not given. */
  readonly districtResidents: number | null;
  readonly census: readonly CensusRow[];
  /** Ability of each community to house people: floor, else ground, else streets. */
  readonly communityWeights: readonly number[];
  /** Residents per unit of weight where nothing at all is counted. */
  readonly personsPerWeight: number;
}

/**
 * Residents of every area. Counted figures stand to the person; what is left of a counted area is shared out by weight
 * over its parts without a figure; where nothing is counted, the density of the counted parts, or else a stated
 * assumption, gives an estimate.
 */
export function residentsOfAreas(inputs: ResidentsInputs): Residents {
  const { partition, communityWeights } = inputs;
  const { subDistricts, communities, subDistrictOf } = partition;
  const notes: string[] = [];
  const whole = inputs.census.filter((row) => row.code === null && row.name === null);
  const named = inputs.census.filter((row) => row.code !== null || row.name !== null);
  const bySubDistrict = matchRows(named, subDistricts.parts);
  // Where a sub-district stands for its one community, its figure is not counted twice.
  const isSame =
    communities.parts.length === subDistricts.parts.length &&
    communities.origin === subDistricts.origin &&
    communities.parts.every((part, i) => part.code === subDistricts.parts[i]?.code);
  const byCommunity = isSame
    ? { matched: { figures: new Map<number, CensusRow>() }, left: bySubDistrict.left }
    : matchRows(bySubDistrict.left, communities.parts);
  const unmatched = byCommunity.left;

  // Populations in the map are of any age: they count only where nobody gives a better figure.
  const countsOfMap = inputs.census.length === 0 && inputs.districtResidents === null;
  const counted = (parts: Parts, i: number, row: CensusRow | undefined) =>
    row?.persons ?? (parts.origin !== "osm" || countsOfMap ? (parts.parts[i]?.residents ?? null) : null);
  const subDistrictCounts = subDistricts.parts.map((_, i) =>
    counted(subDistricts, i, bySubDistrict.matched.figures.get(i)),
  );
  const communityCounts = communities.parts.map((_, i) =>
    isSame ? null : counted(communities, i, byCommunity.matched.figures.get(i)),
  );

  const members = subDistricts.parts.map((_, s) =>
    communities.parts.flatMap((_, c) => (subDistrictOf[c] === s ? [c] : [])),
  );
  const weightOf = (cs: readonly number[]) => cs.reduce((sum, c) => sum + (communityWeights[c] ?? 0), 0);
  const sumOf = (counts: readonly (number | null)[]) =>
    counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);

  // A sub-district without a figure whose communities all have one is their sum.
  const totals = subDistrictCounts.map((count, s) => {
    const own = (members[s] as number[]).map((c) => communityCounts[c] ?? null);
    return count ?? (own.length > 0 && own.every((each) => each !== null) ? sumOf(own) : null);
  });
  const wholeRow = whole[0]?.persons ?? null;
  const districtCount = inputs.districtResidents ?? wholeRow;
  const unknown = totals.flatMap((total, s) => (total === null ? [s] : []));
  const origins: ResidentsOrigin[] = totals.map((total) => (total === null ? "shared-out" : "counted"));
  if (unknown.length > 0) {
    const known = sumOf(totals);
    const unknownWeights = unknown.map((s) => weightOf(members[s] as number[]));
    const left = districtCount === null ? null : districtCount - known;
    // Communities with a figure of their own are a floor under their sub-district.
    const floors = unknown.map((s) => sumOf((members[s] as number[]).map((c) => communityCounts[c] ?? null)));
    if (left !== null && left >= floors.reduce((a, b) => a + b, 0)) {
      const free = unknown.map((s) =>
        weightOf((members[s] as number[]).filter((c) => communityCounts[c] == null)),
      );
      const shares = shareOut(left - floors.reduce((a, b) => a + b, 0), free);
      unknown.forEach((s, k) => {
        totals[s] = (floors[k] as number) + (shares[k] as number);
      });
    } else {
      if (left !== null)
        notes.push(
          `the district's ${districtCount} residents are fewer than its counted parts: parts without a count are estimated`,
        );
      const knownWeight = weightOf(members.flatMap((cs, s) => (unknown.includes(s) ? [] : (cs as number[]))));
      const rate = known > 0 && knownWeight > 0 ? known / knownWeight : inputs.personsPerWeight;
      unknown.forEach((s, k) => {
        totals[s] = Math.max(floors[k] as number, Math.round((unknownWeights[k] as number) * rate));
        origins[s] = "estimated";
      });
      notes.push(
        known > 0
          ? `${unknown.length} sub-districts have no count: estimated at the density of the counted ones`
          : "NO COUNT OF RESIDENTS AT ALL: the number is an illustration from floor area, ground or streets, not a fact",
      );
    }
  }

  const residents = new Array<number>(communities.parts.length).fill(0);
  const communityOrigins = new Array<ResidentsOrigin>(communities.parts.length).fill("counted");
  const finalTotals = totals.map((total, s) => {
    const cs = members[s] as number[];
    const without = cs.filter((c) => communityCounts[c] == null);
    const fixed = sumOf(cs.map((c) => communityCounts[c] ?? null));
    for (const c of cs) residents[c] = communityCounts[c] ?? 0;
    const left = (total ?? 0) - fixed;
    if (without.length > 0) {
      const shares = shareOut(
        Math.max(0, left),
        without.map((c) => communityWeights[c] ?? 0),
      );
      without.forEach((c, k) => {
        residents[c] = shares[k] as number;
        communityOrigins[c] = origins[s] === "estimated" ? "estimated" : "shared-out";
        if (isSame) communityOrigins[c] = origins[s] as ResidentsOrigin;
      });
    }
    if ((left < 0 || (without.length === 0 && left !== 0)) && cs.length > 0)
      notes.push(
        `${subDistricts.parts[s]?.nameZh}: ${total} counted, its communities sum to ${fixed}; the communities stand`,
      );
    if (cs.length === 0 && (total ?? 0) > 0)
      notes.push(
        `${subDistricts.parts[s]?.nameZh}: ${total} counted, but no community lies in it; nobody is placed`,
      );
    return cs.reduce((sum, c) => sum + (residents[c] as number), 0);
  });

  const shares = (row: CensusRow | undefined) => ({
    aged65Share: row?.aged65Share ?? null,
    assistanceShare: row?.assistanceShare ?? null,
  });
  const ofSubDistricts = finalTotals.map(
    (persons, s): AreaResidents => ({
      residents: persons,
      origin: origins[s] as ResidentsOrigin,
      ...shares(bySubDistrict.matched.figures.get(s) ?? whole[0]),
    }),
  );
  const ofCommunities = residents.map((persons, c): AreaResidents => {
    const own = shares(byCommunity.matched.figures.get(c));
    const around = ofSubDistricts[subDistrictOf[c] as number];
    return {
      residents: persons,
      origin: communityOrigins[c] as ResidentsOrigin,
      aged65Share: own.aged65Share ?? around?.aged65Share ?? null,
      assistanceShare: own.assistanceShare ?? around?.assistanceShare ?? null,
    };
  });
  const sum = residents.reduce((a, b) => a + b, 0);
  if (districtCount !== null && sum !== districtCount)
    notes.push(
      `the district is said to have ${districtCount} residents, its parts sum to ${sum}; the parts stand`,
    );
  const anyEstimated = origins.includes("estimated");
  return {
    district: { residents: sum, origin: anyEstimated ? "estimated" : "counted" },
    subDistricts: ofSubDistricts,
    communities: ofCommunities,
    unmatched,
    notes,
  };
}
