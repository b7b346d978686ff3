import { DEFAULT_SCENARIO } from "../../src/core/model/scenario.ts";
import { PLAIN_SITING, SITING_KINDS, type SitingProof } from "../../src/core/model/siting.ts";
import { createAnalysisApi } from "../../workers/analysis-api.ts";
import { createFolderSource } from "../../workers/headless/folder-source.ts";
import type { BenchContext, BenchRow } from "./bench-row.ts";

const LIMIT_SECONDS = 30;
const CURVE_SITES = 10;
const WHO = "ours, as /plan asks";

const proofWords = (proof: SitingProof): string =>
  proof.status === "gap" ? `gap ${(100 * proof.gapShare).toFixed(2)} %` : proof.status;
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Every goal of the solver panel on the embedded district, walks to the candidates included; and the order of building. */
export async function measure({ quick, packFolder, say }: BenchContext): Promise<BenchRow[]> {
  const folder = packFolder("xicheng");
  const on = "xicheng: 5,744 places, 114 shelters, 31 candidates, 10 min";
  if (!folder) return [{ task: "goals of the solver", on, who: "no pack", milliseconds: Number.NaN }];
  const api = createAnalysisApi(createFolderSource);
  await api.open({ packId: "xicheng", baseUrl: folder }, () => {});
  const scenario = DEFAULT_SCENARIO;
  const base = {
    ...PLAIN_SITING,
    scenario,
    existing: true,
    requiredIds: [],
    forbiddenIds: [],
    limitSeconds: LIMIT_SECONDS,
  };
  const runs = quick ? 1 : 5;
  const rows: BenchRow[] = [];
  const timed = async <Value>(
    work: () => Promise<Value>,
  ): Promise<{ value: Value; milliseconds: number }> => {
    const times: number[] = [];
    let value = await work();
    for (let run = 0; run < runs; run++) {
      const begun = performance.now();
      value = await work();
      times.push(performance.now() - begun);
    }
    return { value, milliseconds: median(times) };
  };
  for (const newSites of quick ? [2] : [2, 10])
    for (const kind of SITING_KINDS) {
      // Not everybody can have a place here: what takes the whole time limit is asked once and told as it is.
      if (kind === "p-median-with-room" && quick) continue;
      say(`${kind}, ${newSites} sites`);
      const isSet = kind === "cover-all";
      if (isSet && newSites !== 2) continue;
      const { value, milliseconds } = await timed(() =>
        api.run("site", { ...base, kind, newSites: isSet ? null : newSites }, () => {}),
      );
      if (!value.ok) throw new Error(value.failure.code);
      const { proof, value: worth, fewestNewSites } = value.value;
      const fewest = proof.status === "infeasible" && fewestNewSites ? `, takes ${fewestNewSites}` : "";
      rows.push({
        task: isSet ? `${kind}` : `${kind}, ${newSites} sites`,
        on,
        who: WHO,
        milliseconds,
        note: `${worth === null ? "" : `${Math.round(worth)}, `}${proofWords(proof)}${fewest}`,
      });
    }
  for (const kind of ["cover-most", "cover-most-with-room"] as const) {
    say(`curve of ${kind}`);
    const { value, milliseconds } = await timed(() =>
      api.run("siteCurve", { ...base, kind, newSites: CURVE_SITES }, () => {}),
    );
    if (!value.ok) throw new Error(value.failure.code);
    const proven = value.value.points.filter(({ proof }) => proof.status === "optimal").length;
    rows.push({
      task: `curve of ${kind}, 0-${CURVE_SITES} sites`,
      on,
      who: WHO,
      milliseconds,
      note: `${proven} of ${value.value.points.length} proven`,
    });
  }
  say("order of building");
  const question = { kind: "cover-most-with-room", goal: "every-year", perYear: 2, years: 5 } as const;
  const { value, milliseconds } = await timed(() =>
    api.run(
      "buildOrder",
      {
        ...question,
        scenario,
        existing: true,
        requiredIds: [],
        forbiddenIds: [],
        fixedYears: {},
        limitSeconds: LIMIT_SECONDS,
        weight: "persons",
      },
      () => {},
    ),
  );
  if (!value.ok) throw new Error(value.failure.code);
  rows.push({
    task: "order of building, 2 a year for 5 years, with room",
    on,
    who: WHO,
    milliseconds,
    note: `regret ${Math.round(value.value.totalRegret)} persons, ${proofWords(value.value.proof)}`,
  });
  return rows;
}
