import { expect, test } from "vitest";
import type { Candidate } from "../../../src/core/model/pack.ts";
import { NO_PROPOSALS, PROPOSAL_LIMITS } from "../../../src/core/model/proposal.ts";
import { importedPlots, sitesLeft, withSites } from "../../../src/state/schemes/imported-plots.ts";
import { createChange } from "../../fixtures/create-change.ts";
import { createSite } from "../../fixtures/create-proposals.ts";

const plot = (id: string): Candidate => ({
  id,
  nameZh: `地块${id}`,
  nameEn: "",
  lngLat: [116.36, 39.9],
  landUse: "vacated-plot",
  grossSquareMetres: 3000,
  ruleZh: "",
  ruleEn: "",
  method: "compiled",
  source: "a list",
  accuracyMetres: null,
});
const changeOf = (id: string, ids: readonly string[]) =>
  createChange(id, {
    layer: "candidates",
    file: `${id}.geojson`,
    upserts: ids.map((plotId) => ({
      geometry: { type: "Point", coordinates: [116.36, 39.9] },
      properties: { id: plotId },
    })),
  });
const manySites = (count: number) =>
  Array.from({ length: count }, (_, i) => createSite({ id: `s${i}`, candidateId: `c${i}` }));

test("plots of a file are offered until the scheme has them, file by file, the pack's own never", () => {
  const pack = ["own", "c0", "c1", "c2"].map(plot);
  const changes = [changeOf("a", ["c0", "c1"]), changeOf("b", ["c2"]), createChange("shelters")];
  const offered = (sites = manySites(0)) =>
    importedPlots(changes, pack, { ...NO_PROPOSALS, sites }).map(({ file, plots }) => [
      file,
      ...plots.map(({ id }) => id),
    ]);
  expect(offered()).toEqual([
    ["a.geojson", "c0", "c1"],
    ["b.geojson", "c2"],
  ]);
  expect(offered(manySites(1))).toEqual([
    ["a.geojson", "c1"],
    ["b.geojson", "c2"],
  ]);
  expect(offered(manySites(3))).toEqual([]);
});

test("a scheme takes as many as it holds, in their order, and none twice", () => {
  const most = PROPOSAL_LIMITS.sites;
  const full = withSites(NO_PROPOSALS, manySites(most + 7));
  expect(full.sites.map(({ id }) => id)).toEqual(manySites(most).map(({ id }) => id));
  expect(sitesLeft(full)).toBe(0);
  expect(withSites(full, [createSite({ id: "late" })])).toBe(full);
  const some = withSites(NO_PROPOSALS, manySites(2));
  expect(withSites(some, manySites(3)).sites.map(({ id }) => id)).toEqual(["s0", "s1", "s2"]);
});
