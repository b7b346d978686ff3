import type { Geometry, Position } from "geojson";

const DIMENSIONS_Z = 0x80000000;
const DIMENSIONS_M = 0x40000000;
const HAS_SRID = 0x20000000;
const MOST_NESTED = 8;

/**
 * Well-known binary from byte `at` on, of either byte order, with the marks of ISO (type + 1000) or of PostGIS (high
 * bits) for heights and measures, which are dropped. Throws RangeError on anything else: bytes are somebody else's.
 */
export function readWkb(bytes: Uint8Array, start = 0): Geometry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  const geometry = (level: number): Geometry => {
    if (level > MOST_NESTED) throw new RangeError(`nested ${level} deep`);
    const little = view.getUint8(at) === 1;
    const code = view.getUint32(at + 1, little);
    at += 5;
    if (code & HAS_SRID) at += 4;
    const plain = code & 0x0fffffff;
    const iso = Math.floor(plain / 1000);
    if (iso > 3) throw new RangeError(`geometry type ${plain}`);
    const hasZ = (code & DIMENSIONS_Z) !== 0 || iso === 1 || iso === 3;
    const hasM = (code & DIMENSIONS_M) !== 0 || iso === 2 || iso === 3;
    const stride = 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0);
    const position = (): Position => {
      const xy = [view.getFloat64(at, little), view.getFloat64(at + 8, little)];
      at += stride;
      if (at > bytes.length) throw new RangeError("position cut off");
      return xy;
    };
    const list = <Part>(leastBytes: number, part: () => Part): Part[] => {
      const count = view.getUint32(at, little);
      at += 4;
      // A count is believed only as far as there are bytes for it.
      if (count * leastBytes > bytes.length - at)
        throw new RangeError(`${count} parts, ${bytes.length - at} B`);
      return Array.from({ length: count }, part);
    };
    const line = () => list(stride, position);
    const members = <Coordinates>(type: "Point" | "LineString" | "Polygon") =>
      list(5, () => {
        const member = geometry(level + 1);
        if (member.type !== type) throw new RangeError(`${member.type} in Multi${type}`);
        return member.coordinates as Coordinates;
      });
    switch (plain % 1000) {
      case 1: {
        const xy = position();
        // An empty point is written as two NaN.
        return { type: "Point", coordinates: xy.every(Number.isNaN) ? [] : xy };
      }
      case 2:
        return { type: "LineString", coordinates: line() };
      case 3:
        return { type: "Polygon", coordinates: list(4, line) };
      case 4:
        return { type: "MultiPoint", coordinates: members<Position>("Point") };
      case 5:
        return { type: "MultiLineString", coordinates: members<Position[]>("LineString") };
      case 6:
        return { type: "MultiPolygon", coordinates: members<Position[][]>("Polygon") };
      case 7:
        return { type: "GeometryCollection", geometries: list(5, () => geometry(level + 1)) };
      default:
        throw new RangeError(`geometry type ${plain}`);
    }
  };
  return geometry(0);
}
