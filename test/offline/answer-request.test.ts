import fc from "fast-check";
import { expect, test } from "vitest";
import { partOfFile } from "../../workers/offline/part-of-file.ts";
import { type Route, routeRequest, type SeenRequest } from "../../workers/offline/route-request.ts";

const HOME = new URL("https://host.test/map/");
const seen = (path: string, more: Partial<SeenRequest> = {}): SeenRequest => ({
  method: "GET",
  mode: "cors",
  cache: "default",
  url: new URL(path, HOME).href,
  ...more,
});
const isCode = (url: string) => url === `${HOME.href}assets/a-1.js`;
const navigate = { mode: "navigate" };
const pack = (path: string): Route => ({ kind: "pack", packId: "one", path });

test.each<[string, SeenRequest, Route | null]>([
  ["the page", seen("", navigate), { kind: "page" }],
  ["a door", seen("plan?pack=one", navigate), { kind: "page" }],
  ["a door as a folder", seen("plan/", navigate), { kind: "page" }],
  ["a door by its file", seen("plan/index.html", navigate), { kind: "page" }],
  ["a picture opened by itself", seen("icons/mark.png", navigate), null],
  ["a file of the program", seen("assets/a-1.js"), { kind: "code" }],
  ["the same with a query", seen("assets/a-1.js?x=1"), { kind: "code" }],
  ["a file of another version", seen("assets/a-2.js"), null],
  ["a pack's file", seen("packs/one/pack/streets.fgb"), pack("streets.fgb")],
  [
    "a part asked past the browser's cache",
    seen("packs/one/pack/a.fgb", { cache: "no-store" }),
    pack("a.fgb"),
  ],
  ["the server's own list of a pack", seen("packs/one/pack/datapackage.json", { cache: "no-cache" }), null],
  ["the server's own file", seen("packs/one/pack/a.fgb", { cache: "reload" }), null],
  ["something under a pack", seen("packs/one/pack/deep/a.fgb"), null],
  ["the list of districts", seen("packs/catalogue.json"), { kind: "catalogue" }],
  ["a question that writes", seen("plan", { method: "POST", ...navigate }), null],
  ["another folder of the host", seen("/other/plan", navigate), null],
  ["another host", seen("https://else.test/map/", navigate), null],
])("%s", (_, request, route) => {
  expect(routeRequest(request, HOME, isCode)).toEqual(route);
});

const file = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7 + 3) % 251);
const kept = () => new Response(file, { headers: { etag: '"x"', "content-length": "1000" } });
const part = (range: string) => partOfFile(new Request(HOME, { headers: { range } }), kept());

test("a kept file gives any part of it as a server would: 206, its place, its bytes, its version", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(999), fc.nat(1500), async (start, length) => {
      const end = Math.min(999, start + length);
      const answer = await part(`bytes=${start}-${start + length}`);
      expect(answer.status).toBe(206);
      expect(answer.headers.get("content-range")).toBe(`bytes ${start}-${end}/1000`);
      expect(answer.headers.get("content-length")).toBe(String(end + 1 - start));
      expect(answer.headers.get("etag")).toBe('"x"');
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(file.slice(start, end + 1));
    }),
    { seed: 11, numRuns: 60 },
  );
});

test("from somewhere to the end, the last bytes, the whole, and a part that is not there", async () => {
  expect(new Uint8Array(await (await part("bytes=990-")).arrayBuffer())).toEqual(file.slice(990));
  expect(new Uint8Array(await (await part("bytes=-10")).arrayBuffer())).toEqual(file.slice(990));
  const whole = await partOfFile(new Request(HOME), kept());
  expect([whole.status, (await whole.arrayBuffer()).byteLength]).toEqual([200, 1000]);
  for (const none of ["bytes=1000-1001", "bytes=1000-", "bytes=-0"]) {
    const answer = await part(none);
    expect([answer.status, answer.headers.get("content-range")]).toEqual([416, "bytes */1000"]);
  }
  for (const strange of ["bytes=9-3", "lines=1-2", "bytes=0-1,5-6", "bytes=-"])
    expect((await (await part(strange)).arrayBuffer()).byteLength, strange).toBe(1000);
});
