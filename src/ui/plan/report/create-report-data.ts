import type { FeatureCollection } from "geojson";
import {
  type Accessor,
  createEffect,
  createMemo,
  createResource,
  createSignal,
  on,
  onCleanup,
  type Resource,
} from "solid-js";
import type { CoverageAnswer } from "../../../core/model/answers.ts";
import type { Language } from "../../../core/model/language.ts";
import { NO_PROPOSALS } from "../../../core/model/proposal.ts";
import type { Scenario } from "../../../core/model/scenario.ts";
import { formatDay } from "../../../i18n/format.ts";
import { loadWords } from "../../../i18n/load-words.ts";
import { PRINTED_LAYERS, type PrintedLayers } from "../../../map/print/print-map.ts";
import { planScene } from "../../../map/scenes/plan-scene.ts";
import { shownAnswer } from "../../../state/store.ts";
import type { AppContextValue } from "../../shared/app-context.ts";
import type { PlanModel } from "../plan-model.ts";
import type { Paper, ReportData, SiteFacts } from "./report-data.ts";

const FINGERPRINT_DIGITS = 12;

/** First digits of the SHA-256 of the whole question; "–" where a page may not reckon one (plain http). */
async function fingerprintOf(scenario: Scenario): Promise<string> {
  if (!globalThis.crypto?.subtle) return "–";
  const bytes = new TextEncoder().encode(JSON.stringify(scenario));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .slice(0, FINGERPRINT_DIGITS);
}

/** The layers a printed map is drawn from; null when one of them cannot be read. */
async function printedLayers(app: AppContextValue, packId: string): Promise<PrintedLayers | null> {
  const read = await Promise.all(
    PRINTED_LAYERS.map(async (layer) => {
      const address = await app.port.layerUrl(packId, layer);
      if (!address.ok) return null;
      const collection = (await (await fetch(address.value)).json()) as FeatureCollection;
      return [layer, collection] as const;
    }),
  );
  const found = read.filter((each) => each !== null);
  return found.length === PRINTED_LAYERS.length ? (Object.fromEntries(found) as PrintedLayers) : null;
}

/** What has come of a resource; a report is not held back by what has not. */
const come = <Value>(resource: Resource<Value>): Value | null =>
  resource.state === "ready" || resource.state === "refreshing" ? resource.latest : null;

/** Gathers what a report says, and asks what it alone needs: base map, ground and audit of each site of the scheme. */
export function createReportData(
  app: AppContextValue,
  plan: PlanModel,
  options: {
    readonly language: Accessor<Language>;
    readonly paper: Accessor<Paper>;
    readonly withCommunities: Accessor<boolean>;
  },
): { readonly data: Accessor<ReportData | null>; readonly isMapMissing: Accessor<boolean> } {
  const { state } = app;
  const [words] = createResource(options.language, (language) => loadWords[language].all());
  const [layers] = createResource(
    () => state.packId,
    (packId) => printedLayers(app, packId).catch(() => null),
  );
  const [fingerprint] = createResource(() => plan.coverage()?.request.scenario, fingerprintOf);
  const [siteFacts, setSiteFacts] = createSignal<ReadonlyMap<string, SiteFacts>>(new Map());
  const dayIso = new Date().toISOString();

  createEffect(
    on(plan.coverage, (answer) => {
      const asking = new AbortController();
      onCleanup(() => asking.abort());
      setSiteFacts(new Map());
      if (answer) void askSites(app, answer, asking.signal, setSiteFacts);
    }),
  );

  const nameOf = (schemeId: string | null) => state.schemes.schemes.find((scheme) => scheme.id === schemeId);
  const data = createMemo((): ReportData | null => {
    const [answer, pack, said] = [plan.coverage(), app.pack(), come(words)];
    if (!answer || !pack || !said) return null;
    const { currentId, besideId } = state.schemes;
    const scheme = nameOf(currentId);
    const beside = besideId === currentId ? null : shownAnswer(state, "coverageBeside");
    const asIs = said.plan.schemes.asIs;
    const language = options.language();
    return {
      words: said,
      language,
      paper: options.paper(),
      withCommunities: options.withCommunities(),
      pack,
      answer,
      beside: beside && { answer: beside.answer, name: nameOf(besideId)?.name ?? asIs },
      schemeName: scheme?.name ?? asIs,
      schemeNote: scheme?.note ?? "",
      scene: {
        ...planScene(state, { pack, probeLabel: "", focus: null, reachMinutes: plan.reachMinutes() }),
        layers: ["shelters"],
        theme: "light",
        language,
        isStale: false,
      },
      layers: come(layers),
      siteFacts: siteFacts(),
      fingerprint: come(fingerprint) ?? "…",
      dayText: formatDay(dayIso, language),
      isStale: plan.isStale(),
    };
  });
  return { data, isMapMissing: () => layers.state === "ready" && come(layers) === null };
}

async function askSites(
  app: AppContextValue,
  answer: CoverageAnswer,
  signal: AbortSignal,
  show: (facts: ReadonlyMap<string, SiteFacts>) => void,
): Promise<void> {
  const { scenario } = answer.request;
  const facts = new Map<string, SiteFacts>();
  for (const { id } of (scenario.proposals ?? NO_PROPOSALS).sites) {
    const area = await app.port.run("siteArea", { scenario, siteId: id }, { signal });
    const audit = await app.port.run("audit", { scenario, siteId: id }, { signal });
    if (signal.aborted) return;
    facts.set(id, { area: area.ok ? area.value : null, audit: audit.ok ? audit.value : null });
  }
  if (facts.size > 0) show(facts);
}
