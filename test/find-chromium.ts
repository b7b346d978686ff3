import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const CANDIDATES = [
  process.env.CHROMIUM_PATH ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const ADVICE =
  "No Chromium found: install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH to a Chrome or Chromium program.";

const installed = () => CANDIDATES.find((path) => path !== "" && existsSync(path)) ?? null;

/** A browser for the tests; on Debian as root it is installed when there is none. Chinese glyphs likewise. */
export async function findChromium(): Promise<{ readonly path: string | null; readonly advice: string }> {
  const canInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  const hasChinese = existsSync("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc");
  if (canInstall && (!installed() || !hasChinese)) {
    console.log("Installing Chromium and Chinese fonts for the browser tests …");
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    for (const command of [
      "apt-get update -qq",
      "apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk",
    ])
      spawnSync(command, { shell: true, stdio: ["ignore", "ignore", "inherit"], env: environment });
  }
  return { path: installed(), advice: ADVICE };
}
