import { describe, expect, it } from "vitest";
import { damageChances } from "../../src/core/analysis/hazards/damage-chance.ts";
import { rowOfYear } from "../../src/core/analysis/rubble/collapse-chance.ts";
import { DAMAGE_STATES } from "../../src/core/model/hazard-rules.ts";
import {
  earthquakeRules,
  parseEarthquakeRules,
  readEllipticalRelation,
} from "../../src/sources/hazard-rules.ts";
import { rubbleRules } from "../../src/sources/rubble-rules.ts";

describe("the damage matrices in use", () => {
  it("are marked illustrative, and are two, so that a range can be told", () => {
    expect(earthquakeRules.matrices.length).toBeGreaterThanOrEqual(2);
    expect(earthquakeRules.matrices.every(({ isIllustrative }) => isIllustrative)).toBe(true);
  });

  it("destroy exactly what the collapse matrices of the rubble rules let fall", () => {
    rubbleRules.matrices.forEach((collapse, i) => {
      const matrix = earthquakeRules.matrices[i];
      if (!matrix) throw new Error("one damage matrix per collapse matrix");
      for (const row of collapse.rows) {
        const own = matrix.rows.find((r) => r.structure === row.structure && r.builtFrom === row.builtFrom);
        collapse.intensities.forEach((degree, k) => {
          expect(own?.destroyed[matrix.intensities.indexOf(degree)]).toBe(row.chances[k]);
        });
      }
    });
  });

  it("never do less damage at a higher intensity, between the degrees and beyond them", () => {
    for (const matrix of earthquakeRules.matrices)
      for (const row of matrix.rows) {
        let before = damageChances(matrix, row, 1);
        expect(before.destroyed).toBe(0);
        for (let intensity = 1.3; intensity <= 13; intensity += 0.3) {
          const now = damageChances(matrix, row, intensity);
          for (const state of DAMAGE_STATES) expect(now[state]).toBeGreaterThanOrEqual(before[state]);
          expect(now.slight).toBeGreaterThanOrEqual(now.moderate);
          expect(now.moderate).toBeGreaterThanOrEqual(now.severe);
          expect(now.severe).toBeGreaterThanOrEqual(now.destroyed);
          before = now;
        }
        expect(before.slight).toBeGreaterThan(0.98);
      }
  });

  it("spare the younger: a row of a later year is never worse", () => {
    for (const matrix of earthquakeRules.matrices)
      for (const structure of ["courtyard", "masonry", "frame", "shear-wall"] as const)
        for (const intensity of [6, 7.5, 9])
          expect(
            damageChances(matrix, rowOfYear(matrix.rows, structure, 2010), intensity).severe,
          ).toBeLessThanOrEqual(
            damageChances(matrix, rowOfYear(matrix.rows, structure, 1950), intensity).severe,
          );
  });
});

describe("parseEarthquakeRules", () => {
  const raw = () => structuredClone(earthquakeRules) as unknown as Record<string, never>;
  const broken = (change: (rules: { matrices: { rows: { severe: number[] }[] }[] }) => void) => {
    const rules = raw() as unknown as Parameters<typeof change>[0];
    change(rules);
    return () => parseEarthquakeRules(rules);
  };
  it("refuses a matrix whose chances fall with the intensity", () => {
    const change = broken(({ matrices }) => {
      const severe = matrices[0]?.rows[0]?.severe;
      if (severe) severe[5] = 0;
    });
    expect(change).toThrow(/never fall/);
  });
  it("refuses a matrix with a graver state likelier than a lighter one", () => {
    const change = broken(({ matrices }) => {
      matrices[0]?.rows[0]?.severe.fill(1);
    });
    expect(change).toThrow(/graver/);
  });
});

describe("readEllipticalRelation", () => {
  const relation = {
    id: "region",
    kind: "elliptical",
    titleZh: "某区",
    titleEn: "A region",
    clause: "–",
    edition: "2026",
    evidence: "ASSUMED",
    isIllustrative: true,
    noteZh: "示意",
    noteEn: "illustrative",
    magnitudes: [5, 8],
    mostKilometres: 200,
    long: { a: 5, b: 1.4, c: 4, r0Kilometres: 24 },
    short: { a: 2.2, b: 1.4, c: 3, r0Kilometres: 9 },
    standardDeviation: 0.5,
  };
  it("reads a relation of a region", () => {
    expect(readEllipticalRelation(JSON.stringify(relation))).toEqual({ ok: true, value: relation });
  });
  it("names the field that is wrong: no number, axes the wrong way round, nothing that is JSON", () => {
    const fault = (change: object) => {
      const read = readEllipticalRelation(JSON.stringify({ ...relation, ...change }));
      return read.ok ? null : read.failure.field;
    };
    expect(fault({ long: { ...relation.long, c: null } })).toBe("long.c");
    expect(fault({ long: relation.short, short: relation.long })).toBe("long");
    expect(fault({ magnitudes: [8, 5] })).toBe("magnitudes");
    expect(fault({ standardDeviation: -1 })).toBe("standardDeviation");
    expect(readEllipticalRelation("<html>").ok).toBe(false);
  });
});
