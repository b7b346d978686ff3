import type { ClosureFault, Failure } from "../model/failure.ts";
import type { LngLat } from "../model/geometry.ts";
import { CLOSURE_LIMITS, type Closure } from "../model/scenario.ts";
import { err, ok, type Result } from "../result.ts";
import { bridgeJoins } from "./bridged-pack.ts";
import type { PreparedPack } from "./prepare.ts";

// NaN is in no range
const isIn = ([least, most]: readonly [number, number], value: number) => value >= least && value <= most;
const isPlace = ([lng, lat]: LngLat) => isIn([-180, 180], lng) && isIn([-90, 90], lat);

function faultOf(prepared: PreparedPack, closure: Closure): ClosureFault | null {
  const places =
    closure.kind === "bridge"
      ? [closure.from, closure.to]
      : closure.kind === "street"
        ? [closure.lngLat]
        : closure.kind === "edges"
          ? []
          : closure.ring;
  if (!places.every(isPlace)) return "place";
  switch (closure.kind) {
    case "street":
    case "edges":
      return null;
    case "bridge":
      if (!isIn(CLOSURE_LIMITS.widthMetres, closure.widthMetres)) return "width";
      return bridgeJoins(prepared, closure) === null ? "bridge-far-from-street" : null;
    case "area":
      return closure.ring.length < 3 ? "ring" : null;
    case "flood":
      if (closure.ring.length < 3) return "ring";
      return isIn(CLOSURE_LIMITS.depthMetres, closure.depthMetres) ? null : "depth";
    case "slow":
      if (closure.ring.length < 3) return "ring";
      return isIn(CLOSURE_LIMITS.factor, closure.factor) ? null : "factor";
    default: {
      const never: never = closure;
      throw new Error(String(never));
    }
  }
}

/** The first change to the streets that means nothing on this pack, as a failure. A ring that crosses itself means something. */
export function checkClosures(prepared: PreparedPack, closures: readonly Closure[]): Result<null, Failure> {
  for (const closure of closures) {
    const fault = faultOf(prepared, closure);
    if (fault) return err({ code: "CLOSURE_NOT_USABLE", closureId: closure.id, fault });
  }
  return ok(null);
}
