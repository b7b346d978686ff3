import { createLocalPlane, planeMetres } from "../../geo/local-plane.ts";
import { outlinePoints } from "../../geo/way-in.ts";
import { snapToEdge } from "../../graph/snap.ts";
import type { LngLat } from "../../model/geometry.ts";
import type { ProposedGate, ProposedSite } from "../../model/proposal.ts";
import type { SiteRules } from "../../model/site-area.ts";
import { figure, type PreparedPack, usableEdges } from "../prepare.ts";
import { bearingFrom, bearingsApart, middleOf } from "./bearings.ts";

/** As many as the strictest clause asks of any site. */
const MOST_GATES = 4;

/** Places about as near to a street as each other: then the middle of a side is a better gate than its corner. */
const ABOUT_METRES = 4;

interface Place {
  readonly lngLat: LngLat;
  readonly streetMetres: number;
  /** To the nearest corner of the outline, whole: which of two like sides comes first is not left to rounding. */
  readonly cornerMetres: number;
  readonly edge: number;
  readonly bearing: number;
}

/**
 * Gates where the outline lies by streets people walk: nearest to a street first, each in another direction than those
 * before it. Where streets run along one side only there is one; where none is near, the one nearest to any.
 */
export function suggestGates(
  prepared: PreparedPack,
  rings: ProposedSite["rings"],
  { figures }: SiteRules,
): ProposedGate[] {
  const [outer] = rings;
  if (!outer || outer.length < 3) return [];
  const usable = usableEdges(prepared, "slow");
  const middle = middleOf(outer);
  const plane = createLocalPlane(middle);
  const closed = [...outer, outer[0] as LngLat].map((place) => [...place]);
  const places = outlinePoints({ type: "Polygon", coordinates: [closed] }).flatMap((lngLat): Place[] => {
    const snap = snapToEdge(prepared.index, usable, lngLat);
    if (!snap || snap.accessMetres > figure(prepared, "snapLimitMetres")) return [];
    return [
      {
        lngLat,
        streetMetres: snap.accessMetres,
        cornerMetres: Math.round(Math.min(...outer.map((corner) => planeMetres(plane, corner, lngLat)))),
        edge: snap.edge,
        bearing: bearingFrom(middle, lngLat),
      },
    ];
  });
  const about = ({ streetMetres }: Place) => Math.floor(streetMetres / ABOUT_METRES);
  places.sort((a, b) => about(a) - about(b) || b.cornerMetres - a.cornerMetres);
  const chosen: Place[] = [];
  for (const place of places) {
    if (chosen.length === MOST_GATES) break;
    if (chosen.length > 0 && place.streetMetres > figures.gateStreetMetres.value) break;
    const isApart = chosen.every(
      (other) =>
        bearingsApart(other.bearing, place.bearing) >= figures.gateDirectionDegrees.value &&
        planeMetres(plane, other.lngLat, place.lngLat) >= figures.gateSpacingMetres.value,
    );
    if (isApart) chosen.push(place);
  }
  const { edgeWidthDecimetres } = prepared.pack.network;
  return chosen.map(({ lngLat, edge }, i) => {
    const streetMetres = (edgeWidthDecimetres[edge] as number) / 10;
    return {
      id: `${i + 1}`,
      lngLat,
      widthMetres: streetMetres > 0 ? Math.min(streetMetres, figures.gateWidthMetres.value) : null,
      opening: { kind: "always" },
      stepFree: null,
    };
  });
}
