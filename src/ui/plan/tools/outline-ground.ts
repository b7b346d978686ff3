import type { FeatureCollection, Geometry, MultiPolygon, Polygon } from "geojson";
import { type Accessor, createEffect, createSignal, untrack } from "solid-js";
import type { LayerId } from "../../../core/model/pack.ts";
import { nameIn } from "../../../i18n/format.ts";
import type { OutlineGround } from "../../../state/schemes/outline-faults.ts";
import { proposalsOf } from "../../../state/schemes/scheme-scenarios.ts";
import type { AppContextValue } from "../../shared/app-context.ts";

type Area = Polygon | MultiPolygon;

const isArea = (geometry: Geometry | null): geometry is Area =>
  geometry?.type === "Polygon" || geometry?.type === "MultiPolygon";

interface Layers {
  readonly districts: readonly Area[];
  readonly waters: readonly Area[];
  readonly shelters: readonly { readonly id: string; readonly name: string; readonly outline: Area }[];
}

/** What lies around the sites of a scheme, read when one is first looked at. What cannot be read is not judged. */
export function createOutlineGround(
  app: AppContextValue,
  isWanted: Accessor<boolean>,
): (siteId: string) => OutlineGround {
  const { state, port } = app;
  const [layers, setLayers] = createSignal<Layers | null>(null);
  let readOf = "";

  const read = async (packId: string, layer: LayerId) => {
    const url = await port.layerUrl(packId, layer);
    if (!url.ok) return [];
    try {
      return ((await (await fetch(url.value)).json()) as FeatureCollection).features;
    } catch {
      return [];
    }
  };
  createEffect(() => {
    const { packId } = state;
    if (!isWanted() || readOf === packId) return;
    readOf = packId;
    untrack(async () => {
      const [districts, waters, shelters] = await Promise.all(
        (["district", "water", "shelters"] as const).map((layer) => read(packId, layer)),
      );
      if (packId !== state.packId) return;
      const areas = (features: typeof districts = []) =>
        features.flatMap(({ geometry }) => (isArea(geometry) ? [geometry] : []));
      setLayers({
        districts: areas(districts),
        waters: areas(waters),
        shelters: (shelters ?? []).flatMap(({ geometry, properties }) =>
          isArea(geometry)
            ? [
                {
                  id: String(properties?.id ?? ""),
                  name: nameIn(state.language, {
                    nameZh: String(properties?.nameZh ?? ""),
                    nameEn: String(properties?.nameEn ?? ""),
                  }),
                  outline: geometry,
                },
              ]
            : [],
        ),
      });
    });
  });

  return (siteId) => {
    const known = layers();
    const { sites, closedShelterIds } = proposalsOf(state, state.schemes.currentId);
    const own = sites
      .filter(({ id }) => id !== siteId)
      .map(({ name, rings }) => ({
        name,
        outline: { type: "Polygon" as const, coordinates: rings.map((ring) => ring.map((at) => [...at])) },
      }));
    const shelters = (known?.shelters ?? []).filter(({ id }) => !closedShelterIds.includes(id));
    return {
      district: known?.districts[0] ?? null,
      waters: known?.waters ?? [],
      others: [...shelters, ...own],
    };
  };
}
