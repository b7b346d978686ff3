import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Plugin } from "vite";
import { cutStaffLines } from "./cut-staff-lines.ts";

/** `vite build --mode public`. */
export const PUBLIC_MODE = "public";
const PUBLIC_FOLDER = "dist-public";

/** Pictures that only the other doors draw. */
const STAFF_ICON = /^(depot-|gauge\.|rubble|station-|truck|unmet)/;

/** Applied to the page and, apart, to every worker: what is cut out of one may not come in through the other. */
export const publicCode = (root: string): Plugin => ({
  name: "havenmap-public-code",
  enforce: "pre",
  transform(code, id) {
    const file = id.split("?")[0] as string;
    if (file.endsWith("/data/rules/cn-planning.json")) return { code: publicFigures(root, code), map: null };
    const isOurs = ["src", "workers"].some((room) =>
      file.startsWith(`${resolve(root, room).replaceAll("\\", "/")}/`),
    );
    if (!isOurs || !/\.(tsx?|css)$/.test(file)) return null;
    // Without side effects: a module of which nothing is used any more is not there at all.
    const isEntry = /(?:\/main\.tsx|worker\.ts|\.css)$/.test(file);
    return { code: cutStaffLines(code, file), map: null, moduleSideEffects: isEntry };
  },
});

/** Of the figures only those that the cut code still names: it takes no others. */
function publicFigures(root: string, text: string): string {
  const file = join(root, "src/core/model/rule-pack.ts");
  const code = cutStaffLines(readFileSync(file, "utf8"), file);
  const rules = JSON.parse(text) as { readonly figures: Readonly<Record<string, unknown>> };
  const kept = Object.entries(rules.figures).filter(([key]) => code.includes(`"${key}"`));
  return JSON.stringify({ ...rules, figures: Object.fromEntries(kept) });
}

/** The rest of the edition: its own folder, the files that come as they are, and the page for lost addresses. */
export const publicFolder = (): Plugin => ({
  name: "havenmap-public-folder",
  config: ({ build }) => ({ build: { outDir: build?.outDir ?? PUBLIC_FOLDER } }),
  writeBundle(options) {
    const folder = options.dir;
    const names = folder ? readdirSync(folder) : [];
    if (!folder || !names.includes("index.html")) return;
    const icons = readdirSync(join(folder, "icons"));
    for (const icon of icons.filter((name) => STAFF_ICON.test(name))) rmSync(join(folder, "icons", icon));
    const manifest = join(folder, "manifest.webmanifest");
    writeFileSync(manifest, publicManifest(readFileSync(manifest, "utf8")));
    // GitHub Pages and its like, and `error_page 404` of nginx: whoever comes to a door that is not here still finds the way.
    cpSync(join(folder, "index.html"), join(folder, "404.html"));
    writeFileSync(join(folder, "robots.txt"), "User-agent: *\nAllow: /\n");
  },
});

interface Manifest {
  readonly shortcuts: readonly { readonly url: string }[];
}
function publicManifest(text: string): string {
  const manifest = JSON.parse(text) as Manifest;
  const shortcuts = manifest.shortcuts.filter(({ url }) => url === "./find");
  return `${JSON.stringify({ ...manifest, shortcuts }, null, 2)}\n`;
}
