import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { AnalysisKind } from "../../src/core/model/answers.ts";
import { ANALYSIS_KINDS, readAnalysisOrder } from "../../src/sources/analysis-request.ts";
import { createAnalysisApi } from "../../workers/analysis-api.ts";
import { createFolderSource } from "../../workers/headless/folder-source.ts";
import { resultText } from "../../workers/headless/result-text.ts";
import { filesIn, newFolder, runHeadless } from "./run-headless.ts";

const PACK = "data/xicheng/pack";
const REQUESTS = "data/examples/requests";
const textOf = (kind: string) => readFileSync(join(REQUESTS, `${kind}.json`), "utf8");

interface Written {
  readonly pack: { readonly id: string };
  readonly answer: Record<string, unknown>;
}

describe("the examples", () => {
  const written = new Map<string, Written>();
  const bytes = new Map<string, string>();
  beforeAll(async () => {
    const out = newFolder();
    const lines = ANALYSIS_KINDS.map((kind) => JSON.stringify({ id: kind, ...JSON.parse(textOf(kind)) }));
    const { code, stderr } = await runHeadless(
      ["--pack", PACK, "--request", "-", "--out", out],
      lines.join("\n"),
    );
    expect([code, stderr.includes("UNEXPECTED")]).toEqual([0, false]);
    for (const [name, text] of filesIn(out)) {
      written.set(name.replace(".json", ""), JSON.parse(text));
      bytes.set(name.replace(".json", ""), text);
    }
  }, 120_000);

  test("are one per analysis, each documented, no more and no fewer", () => {
    const sorted = [...ANALYSIS_KINDS].sort();
    expect(readdirSync(REQUESTS).sort()).toEqual(sorted.map((kind) => `${kind}.json`));
    expect([...written.keys()].sort()).toEqual(sorted);
    const headings = [
      ...readFileSync("data/examples/README.md", "utf8").matchAll(/^\| `requests\/(\w+)\.json` \|/gm),
    ];
    expect(headings.map((match) => match[1]).sort()).toEqual(sorted);
    const readme = readFileSync("README.md", "utf8").split("## Without a screen")[1]?.split("\n## ")[0] ?? "";
    for (const kind of sorted) expect(readme, kind).toContain(`\`${kind}\``);
  });

  test.each(ANALYSIS_KINDS)(
    "%s: the same answer as in the app",
    async (kind: AnalysisKind) => {
      const order = readAnalysisOrder(JSON.parse(textOf(kind)), { file: kind, row: 1 });
      if (!order.ok) throw new Error(JSON.stringify(order.failure));
      const api = createAnalysisApi(createFolderSource);
      await api.open({ packId: "xicheng", baseUrl: PACK }, () => {});
      const asked = await api.run(order.value.analysis, order.value.request, () => {});
      if (!asked.ok) throw new Error(JSON.stringify(asked.failure));
      const { request, computeMilliseconds, ...rest } = JSON.parse(resultText(asked.value));
      expect(written.get(kind)?.answer).toEqual(rest);
      expect(written.get(kind)?.pack.id).toBe("xicheng");
    },
    60_000,
  );

  test("persons are conserved", () => {
    const of = (kind: string): unknown => written.get(kind)?.answer;
    const { district } = of("coverage") as { district: Record<string, number> };
    expect(
      district.withRoomPersons! +
        district.nearButFullPersons! +
        district.notReachedPersons! +
        district.unknownPersons!,
    ).toBe(district.persons);
    const allocate = of("allocate") as { servedPersons: number; unservedPersons: number; persons: number };
    expect(allocate.servedPersons + allocate.unservedPersons).toBe(allocate.persons);
    const { phases } = of("allocatePhases") as { phases: Record<string, number>[] };
    expect(phases).toHaveLength(3);
    phases.forEach((step, i) => {
      expect(step.personsInNeed).toBeGreaterThan(0);
      expect(
        step.stayedPersons! +
          step.movedPersons! +
          step.newlyPlacedPersons! +
          step.noRoomPersons! +
          step.notReachedPersons!,
      ).toBe(step.personsInNeed);
      if (i > 0) expect(step.wentHomePersons! + step.personsInNeed!).toBe(phases[i - 1]!.personsInNeed);
    });
    const site = of("site") as { coveredPersons: number; value: number; persons: number };
    expect(site.coveredPersons).toBe(site.value);
    expect(site.persons).toBe(district.persons);
    // New sites can only add to who is reached.
    expect(site.coveredPersons).toBeGreaterThanOrEqual(
      district.persons! - district.notReachedPersons! - district.unknownPersons!,
    );
  });

  test("equal questions give equal bytes", async () => {
    const out = newFolder();
    const line = JSON.stringify({ id: "again", ...JSON.parse(textOf("coverage")) });
    await runHeadless(["--pack", PACK, "--request", "-", "--out", out], line);
    expect(filesIn(out).get("again.json")).toBe(bytes.get("coverage"));
  }, 30_000);
});
