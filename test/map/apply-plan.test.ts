import { expect, test } from "vitest";
import { PlanApplier } from "../../src/map/apply-plan.ts";
import type { LayerPlan } from "../../src/map/layer-plan.ts";

/** Stands for the map's edge to the outside: remembers what was asked of its sources. */
function createMapEdge() {
  const said: string[] = [];
  const sources = new Map<string, { setData: (data: unknown) => Promise<void> }>();
  const edge = {
    getSource: (id: string) => sources.get(id),
    addSource: (id: string, { data }: { data: unknown }) => {
      said.push(`add ${id} ${String(data)}`);
      sources.set(id, {
        setData: async (next) => {
          said.push(`set ${id} ${String(next)}`);
        },
      });
    },
    addLayer: () => {},
    removeLayer: (id: string) => said.push(`remove ${id}`),
  };
  return { said, map: edge as unknown as ConstructorParameters<typeof PlanApplier>[0] };
}

const plan: LayerPlan = {
  sources: {
    "pack/green": { kind: "pack", layer: "green", options: {} },
    "names/green": { kind: "pack", layer: "green", options: {} },
    "pack/water": { kind: "pack", layer: "water", options: {} },
  },
  layers: [{ id: "green", type: "fill", source: "pack/green" }],
  images: [],
};
const arrived = (green: string) => ({
  layerUrls: new Map([
    ["green", green],
    ["water", "blob:water"],
  ]),
  mask: null,
});

test("a layer at a new address is new data of the source that stands, everywhere it is used", () => {
  const { said, map } = createMapEdge();
  const applier = new PlanApplier(map);
  applier.apply(plan, arrived("blob:one"));
  expect(said.splice(0)).toEqual([
    "add pack/green blob:one",
    "add names/green blob:one",
    "add pack/water blob:water",
  ]);
  applier.apply(plan, arrived("blob:one"));
  expect(said).toEqual([]);
  applier.apply(plan, arrived("blob:two"));
  expect(said).toEqual(["set pack/green blob:two", "set names/green blob:two"]);
});
