import { defineConfig } from "@playwright/test";

/** Two runs side by side need two ports. */
const port = Number(process.env.JOURNEYS_PORT ?? 4373);

export default defineConfig({
  testDir: "journeys",
  workers: 1,
  // Two cores draw the map in software here, and a machine that is busy for a minute is no fault of the page. What passes
  // only at the second try is named and counted in the summary.
  retries: 1,
  // Software rendering on two cores: slow, but never this slow.
  timeout: 90_000,
  expect: { timeout: 30_000 },
  outputDir: "../../test-results",
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    locale: "zh-CN",
    // Journeys stand between the page and its files, which a service worker would answer. Only offline.spec allows them.
    serviceWorkers: "block",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--use-gl=angle",
        "--use-angle=swiftshader",
        "--enable-unsafe-swiftshader",
        // A name of this machine that is not "localhost": an address without https, as in an office's own network.
        "--host-resolver-rules=MAP office.test 127.0.0.1",
      ],
    },
  },
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: false,
    cwd: "../..",
  },
});
