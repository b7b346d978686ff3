import type { Failure } from "../core/model/failure.ts";
import type { PackDescription, PackResource } from "../core/model/pack.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { ByteSource } from "./byte-source.ts";
import { DATA_PACKAGE_FILE, parseDataPackage } from "./data-package.ts";
import { type FlatGeobufFile, openFlatGeobuf } from "./flatgeobuf-read.ts";

/** Failures of a source do not know the pack's id: it is put in here. */
async function readNamed(
  source: ByteSource,
  packId: string,
  path: string,
): Promise<Result<Uint8Array, Failure>> {
  const read = await source.read(path);
  return !read.ok && read.failure.code === "PACK_UNREACHABLE" ? err({ ...read.failure, packId }) : read;
}

export async function readDescription(
  source: ByteSource,
  packId: string,
): Promise<Result<PackDescription, Failure>> {
  const read = await readNamed(source, packId, DATA_PACKAGE_FILE);
  return read.ok ? parseDataPackage(read.value, packId) : read;
}

/** The bytes of one resource; a length other than the described one means that files of two versions are mixed. */
export async function readResource(
  source: ByteSource,
  packId: string,
  resource: PackResource,
): Promise<Result<Uint8Array, Failure>> {
  const read = await readNamed(source, packId, resource.path);
  if (!read.ok || read.value.length === resource.bytes) return read;
  const place = {
    file: resource.path,
    field: "length",
    found: `${read.value.length} B`,
    expected: `${resource.bytes} B`,
  };
  return err({ code: "PACK_MALFORMED", packId, place });
}

export async function readLayerFile(
  source: ByteSource,
  packId: string,
  resource: PackResource,
): Promise<Result<FlatGeobufFile, Failure>> {
  const read = await readResource(source, packId, resource);
  if (!read.ok) return read;
  const opened = openFlatGeobuf(read.value, resource.path);
  return opened.ok ? ok(opened.value) : err({ code: "PACK_MALFORMED", packId, place: opened.failure });
}
