import { planeMetres } from "../geo/local-plane.ts";
import { metresOutside } from "../geo/polygon.ts";
import type { WaterloggingPoint } from "../model/pack.ts";
import {
  type PondingHere,
  RISK_LAYERS,
  type RiskGround,
  type RiskHereAnswer,
  type RiskHereRequest,
  type RiskZone,
} from "../model/risk-here.ts";
import type { StayRules } from "../model/stay-advice.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { stayAdvice } from "./stay-advice.ts";

/** Water farther away than this is somebody else's: about a block. Ours, for the reader's sake; no standard asks it. */
export const NEAR_METRES = 100;

/**
 * What is known of the dangers at one place: the zone it lies in of each zoning (where zones overlap, the higher level)
 * and the waterlogging points whose water reaches it or stands near; and whether by the rules something is safer than
 * walking. `prepared`: with the scenario's bridges laid.
 */
export function riskHere(
  prepared: PreparedPack,
  ground: RiskGround,
  rules: StayRules,
  request: RiskHereRequest,
): RiskHereAnswer {
  const { origin } = request;
  const { waterlogging } = prepared.pack.index;
  const warningMetres = figure(prepared, "floodDeepMetres");
  const ponding = waterlogging.flatMap((point): PondingHere[] => {
    const own = ground.extents.filter(({ pointId }) => pointId === point.id);
    const metres =
      own.length > 0
        ? Math.min(...own.map(({ polygon }) => metresOutside(origin, polygon)))
        : planeMetres(prepared.index.plane, origin, point.lngLat);
    if (metres > NEAR_METRES) return [];
    return [
      {
        pointId: point.id,
        metres,
        warningMillimetresPerHour: rainForDepth(point, warningMetres),
        deepestMetres: point.depthMetres.at(-1) ?? null,
      },
    ];
  });
  ponding.sort((a, b) => a.metres - b.metres || (a.pointId < b.pointId ? -1 : 1));
  return {
    request,
    isInDistrict: metresOutside(origin, prepared.pack.districtPolygon) === 0,
    zones: RISK_LAYERS.flatMap((layer) => {
      const zones = ground.zones[layer];
      if (!zones) return [];
      const zone = highestAt(origin, zones);
      return [{ layer, level: zone?.level ?? null, scale: zone?.scale ?? null }];
    }),
    missingLayers: RISK_LAYERS.filter((layer) => !ground.zones[layer]),
    ponding,
    warningMetres,
    advice: stayAdvice(prepared, rules, request, ponding),
  };
}

function highestAt(origin: RiskHereRequest["origin"], zones: readonly RiskZone[]): RiskZone | null {
  let highest: RiskZone | null = null;
  for (const zone of zones)
    if ((highest === null || zone.level > highest.level) && metresOutside(origin, zone.polygon) === 0)
      highest = zone;
  return highest;
}

/** Least rain of an hour, mm, at which the curve (straight between its points) reaches the depth; null where it never does. */
function rainForDepth(
  { rainfallMillimetresPerHour: rain, depthMetres: depths }: WaterloggingPoint,
  depthMetres: number,
): number | null {
  const at = depths.findIndex((depth) => depth >= depthMetres);
  const [rainThere, depthThere] = [rain[at], depths[at]];
  if (rainThere === undefined || depthThere === undefined) return null;
  const [rainBefore, depthBefore] = [rain[at - 1], depths[at - 1]];
  if (rainBefore === undefined || depthBefore === undefined) return rainThere;
  return rainBefore + ((depthMetres - depthBefore) / (depthThere - depthBefore)) * (rainThere - rainBefore);
}
