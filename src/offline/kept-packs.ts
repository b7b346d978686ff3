import type { KeepFault, KeptPack, PackKeeping } from "../core/model/offline.ts";
import { err, ok, type Result } from "../core/result.ts";
import { DATA_PACKAGE_FILE, fileHashes, parseDataPackage } from "../sources/data-package.ts";
import { cacheNames } from "./cache-names.ts";
import { chooseEvicted } from "./choose-evicted.ts";

/** The browser's own parts, so that a test can put others in their place. */
export interface KeptPacksParts {
  readonly caches: CacheStorage;
  readonly fetchFile: typeof fetch;
  readonly sha256: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;
  /** Free bytes on this device for this page; Infinity where the browser does not say. */
  readonly freeBytes: () => Promise<number>;
  readonly nowIso: () => string;
  /** Folder the page is served from, ending in `/`. */
  readonly homeUrl: URL;
}

/** What the records say of one district. */
interface PackRecord extends PackKeeping {
  readonly usedAtIso: string;
}

/** A version of a pack as its own list of files describes it. */
interface Listing {
  readonly version: string;
  readonly asOf: string;
  readonly bytes: number;
  readonly list: Uint8Array<ArrayBuffer>;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

const VERSION_DIGITS = 16;

/**
 * Whole districts in the browser's cache storage. A version is named in the records only when its last file has come and
 * every file has the length and the hash that the pack's own list gives it: what is half there is never served, and is
 * taken up again where it was left. The version in use changes only by `useNewer`.
 */
export function createKeptPacks(parts: KeptPacksParts) {
  const { caches, fetchFile, homeUrl } = parts;
  const names = cacheNames(homeUrl);
  const baseOf = (packId: string) => new URL(`packs/${packId}/pack/`, homeUrl).href;
  const recordKey = (packId: string) => new URL(`packs/${packId}/kept`, homeUrl).href;

  const records = () => caches.open(names.records);
  async function readRecord(packId: string): Promise<PackRecord | null> {
    const found = await (await records()).match(recordKey(packId));
    return found ? ((await found.json()) as PackRecord) : null;
  }
  async function writeRecord(packId: string, record: PackRecord): Promise<void> {
    await (await records()).put(recordKey(packId), Response.json(record));
  }

  async function listingOf(packId: string, list: Uint8Array<ArrayBuffer>): Promise<Listing | null> {
    const parsed = parseDataPackage(list, packId);
    if (!parsed.ok) return null;
    const hashes = fileHashes(list);
    return {
      version: (await parts.sha256(list)).slice(0, VERSION_DIGITS),
      asOf: parsed.value.asOf,
      bytes: parsed.value.resources.reduce((sum, resource) => sum + resource.bytes, list.length),
      list,
      files: parsed.value.resources.map(({ path, bytes }) => ({
        path,
        bytes,
        sha256: hashes.get(path) ?? "",
      })),
    };
  }

  async function fetchBytes(url: string, cache: RequestCache): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      // `no-cache` and `reload` are also how the service worker knows that the kept file is not what is wanted.
      const response = await fetchFile(url, { cache, priority: "low" });
      return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
    } catch {
      return null;
    }
  }

  /** Every file of the listing is in the cache of its version. The browser may clear single entries. */
  async function isWhole(packId: string, listing: Listing): Promise<boolean> {
    const name = names.pack(packId, listing.version);
    if (!(await caches.has(name))) return false;
    const held = new Set((await (await caches.open(name)).keys()).map(({ url }) => url));
    const wanted = [DATA_PACKAGE_FILE, ...listing.files.map(({ path }) => path)];
    return wanted.every((path) => held.has(`${baseOf(packId)}${path}`));
  }

  /** Stored without the headers of the line: those speak of an encoding that the kept bytes no longer have. */
  const stored = (bytes: Uint8Array<ArrayBuffer>, sha256: string, type: string) =>
    new Response(bytes, {
      headers: {
        "content-type": type,
        "content-length": String(bytes.length),
        "accept-ranges": "bytes",
        etag: `"${sha256}"`,
      },
    });

  /** Brings one file into the cache of its version, from a kept version that has the same one or over the line. */
  async function bring(
    packId: string,
    file: Listing["files"][number],
    into: Cache,
    from: Cache | null,
  ): Promise<Result<null, KeepFault>> {
    const url = `${baseOf(packId)}${file.path}`;
    if (await into.match(url)) return ok(null);
    const same = await from?.match(url);
    if (same && same.headers.get("etag") === `"${file.sha256}"`) {
      await into.put(url, same);
      return ok(null);
    }
    // The second time past every cache on the way: one of them may still hold the file of the version before.
    for (const cache of ["no-cache", "reload"] as const) {
      const bytes = await fetchBytes(url, cache);
      if (!bytes) return err("network");
      if (bytes.length !== file.bytes || (await parts.sha256(bytes)) !== file.sha256) continue;
      await into.put(url, stored(bytes, file.sha256, "application/octet-stream"));
      return ok(null);
    }
    return err("mixed");
  }

  async function clearVersions(packId: string, keptVersions: readonly string[]): Promise<void> {
    const kept = new Set(keptVersions.map((version) => names.pack(packId, version)));
    for (const name of await caches.keys())
      if (name.startsWith(names.packPrefix(packId)) && !kept.has(name)) await caches.delete(name);
  }

  async function forget(packId: string): Promise<void> {
    await (await records()).delete(recordKey(packId));
    await clearVersions(packId, []);
  }

  /** Makes room for `bytes` more by giving up the districts that were not used for the longest time. */
  async function makeRoom(packId: string, bytes: number): Promise<boolean> {
    const others = [];
    for (const { url } of await (await records()).keys()) {
      const id = /\/packs\/([^/]+)\/kept$/.exec(url)?.[1];
      const record = id && id !== packId ? await readRecord(id) : null;
      if (id && record)
        others.push({
          id,
          usedAtIso: record.usedAtIso,
          bytes: record.current.bytes + (record.newer?.bytes ?? 0),
        });
    }
    const evicted = chooseEvicted(others, bytes, await parts.freeBytes());
    if (!evicted) return false;
    for (const id of evicted) await forget(id);
    return true;
  }

  async function keep(
    packId: string,
    onProgress: (share: number) => void,
  ): Promise<Result<PackKeeping, KeepFault>> {
    const record = await readRecord(packId);
    const listUrl = `${baseOf(packId)}${DATA_PACKAGE_FILE}`;
    const list = await fetchBytes(listUrl, "no-cache");
    // A list that this program cannot read is one for a later program.
    const listing = list && (await listingOf(packId, list));
    const kept = record && (await readKept(packId, record));
    if (!listing) {
      if (!kept) return err(list ? "mixed" : "network");
      await writeRecord(packId, { ...kept, usedAtIso: parts.nowIso() });
      return ok(kept);
    }
    const known = [kept?.current, kept?.newer].find((each) => each?.version === listing.version);
    let fresh = known ?? null;
    if (!fresh) {
      if (!(await makeRoom(packId, listing.bytes))) return kept ? ok(kept) : err("no-room");
      const into = await caches.open(names.pack(packId, listing.version));
      const from = kept ? await caches.open(names.pack(packId, kept.current.version)) : null;
      let doneBytes = listing.list.length;
      for (const file of listing.files) {
        const brought = await bring(packId, file, into, from);
        // What is kept stays in use: the newer one is tried again the next time.
        if (!brought.ok) return kept ? ok(kept) : brought;
        doneBytes += file.bytes;
        onProgress(doneBytes / listing.bytes);
      }
      await into.put(listUrl, stored(listing.list, await parts.sha256(listing.list), "application/json"));
      fresh = {
        version: listing.version,
        asOf: listing.asOf,
        bytes: listing.bytes,
        keptAtIso: parts.nowIso(),
      };
    }
    const current = kept?.current ?? fresh;
    const keeping = { current, newer: fresh.version === current.version ? null : fresh };
    await writeRecord(packId, { ...keeping, usedAtIso: parts.nowIso() });
    await clearVersions(packId, [current.version, fresh.version]);
    return ok(keeping);
  }

  /** The versions of a record that are still whole; null: none in use is. */
  async function readKept(packId: string, record: PackRecord): Promise<PackKeeping | null> {
    const isStillWhole = async ({ version }: KeptPack) => {
      const name = names.pack(packId, version);
      const list = (await caches.has(name))
        ? await (await caches.open(name)).match(`${baseOf(packId)}${DATA_PACKAGE_FILE}`)
        : undefined;
      const listing = list && (await listingOf(packId, new Uint8Array(await list.arrayBuffer())));
      return listing ? isWhole(packId, listing) : false;
    };
    if (!(await isStillWhole(record.current))) return null;
    const { newer } = record;
    return { current: record.current, newer: newer && (await isStillWhole(newer)) ? newer : null };
  }

  return {
    /**
     * Keeps the district as it is served now. Where an older one is in use that stays in use, and the one of now lies
     * beside it. What cannot be had leaves what is kept as it was. Storage that fails is a fault, never an exception.
     */
    keep: (packId: string, onProgress: (share: number) => void): Promise<Result<PackKeeping, KeepFault>> =>
      keep(packId, onProgress).catch(() => err("storage")),

    /** Puts the newer version in use and clears the one before. Only while nobody is reading it. */
    async useNewer(packId: string): Promise<void> {
      const record = await readRecord(packId);
      if (!record?.newer) return;
      await writeRecord(packId, { current: record.newer, newer: null, usedAtIso: parts.nowIso() });
      await clearVersions(packId, [record.newer.version]);
    },

    forget,

    /** The file of the version in use; null: not kept. */
    async match(packId: string, path: string): Promise<Response | null> {
      const record = await readRecord(packId);
      if (!record) return null;
      const found = await caches.match(`${baseOf(packId)}${path}`, {
        cacheName: names.pack(packId, record.current.version),
      });
      return found ?? null;
    },
  };
}
