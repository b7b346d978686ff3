import gcoord from "gcoord";
import type { LngLat } from "../core/model/geometry.ts";

/** Other people's maps that can lead on foot, each with coordinates in its own datum. */
export const HAND_OFF_APPS = ["amap", "baidu", "apple"] as const;
export type HandOffApp = (typeof HAND_OFF_APPS)[number];

/** Five decimals are a metre: more would say more than is known. */
const inDecimals = (degrees: number) => degrees.toFixed(5);

/** Spaces as %20: some of these maps show a plus sign as one. */
const asQuery = (facts: Readonly<Record<string, string>>) =>
  new URLSearchParams(facts).toString().replaceAll("+", "%20");

/**
 * Address that opens the walk to a place (with Baidu: the place, its way a press further) in another map. Only the
 * destination is handed over, never where one stands.
 * AMap and Apple draw mainland China in GCJ-02, Baidu in BD-09; elsewhere all of them draw WGS-84, and the conversion
 * leaves the place as it is there. Parameters as in the makers' own documents of their URI schemes.
 */
export function handOffLink(app: HandOffApp, destination: LngLat, name: string): string {
  const wgs84: [number, number] = [destination[0], destination[1]];
  switch (app) {
    case "amap": {
      const [lng, lat] = gcoord.transform(wgs84, gcoord.WGS84, gcoord.AMap).map(inDecimals);
      const query = asQuery({ to: `${lng},${lat},${name}`, mode: "walk", coordinate: "gaode" });
      return `https://uri.amap.com/navigation?${query}`;
    }
    case "baidu": {
      const [lng, lat] = gcoord.transform(wgs84, gcoord.WGS84, gcoord.BD09).map(inDecimals);
      // Its walk asks for a start as well; its mark has a button for the way there and asks for nothing.
      const facts = { location: `${lat},${lng}`, title: name, content: name, coord_type: "bd09ll" };
      return `https://api.map.baidu.com/marker?${asQuery({ ...facts, output: "html", src: "havenmap" })}`;
    }
    case "apple": {
      const [lng, lat] = gcoord.transform(wgs84, gcoord.WGS84, gcoord.GCJ02).map(inDecimals);
      return `https://maps.apple.com/?${asQuery({ daddr: `${lat},${lng}`, dirflg: "w" })}`;
    }
    default: {
      const never: never = app;
      throw new Error(String(never));
    }
  }
}
