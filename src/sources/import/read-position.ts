import type { RawValue } from "../../core/model/import.ts";

const DMS =
  /^([NSEW东西南北])?[经纬]?(-?\d+(?:\.\d+)?)[°度d:](?:(\d+(?:\.\d+)?)['′分m:]?(?:(\d+(?:\.\d+)?)(?:["″秒s]|''|′′)?)?)?([NSEW东西南北])?$/iu;

/** Degrees or metres: 116.36, "116.36°E", "39°54′27″N", "东经116度23分17秒". null = not understood. */
export function readCoordinate(cell: RawValue): number | null {
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : null;
  if (typeof cell !== "string") return null;
  const text = cell
    .normalize("NFKC")
    .replace(/[\s，]/gu, "")
    .replaceAll("’", "′")
    .replaceAll("”", "″");
  if (/^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/iu.test(text)) return Number(text);
  const plain = text.replace(/^(?:[东西]经|[南北]纬)/u, (side) => side[0] as string);
  const match = DMS.exec(plain);
  if (!match) return null;
  const [minutes, seconds] = [Number(match[3] ?? 0), Number(match[4] ?? 0)];
  if (minutes >= 60 || seconds >= 60) return null;
  const degrees = Number(match[2]);
  const sign = /[SW西南]/iu.test(`${match[1] ?? ""}${match[5] ?? ""}`) || degrees < 0 ? -1 : 1;
  return sign * (Math.abs(degrees) + minutes / 60 + seconds / 3600);
}

/** Both numbers in one cell, longitude first unless only the other order can be: "116.36,39.91". */
export function readPair(cell: RawValue): readonly [number, number] | null {
  if (typeof cell !== "string") return null;
  const parts = cell
    .normalize("NFKC")
    .trim()
    .replace(/^[([]|[)\]]$/gu, "")
    .split(/\s*[,;、\s]\s*/u);
  if (parts.length !== 2) return null;
  const [x, y] = [readCoordinate(parts[0] as string), readCoordinate(parts[1] as string)];
  if (x === null || y === null) return null;
  return Math.abs(x) <= 90 && Math.abs(y) > 90 && Math.abs(y) <= 180 ? [y, x] : [x, y];
}
