import { createMemo } from "solid-js";
import type { LayerId } from "../../core/model/pack.ts";
import { formatMinutes } from "../../i18n/format.ts";
import type { MapClick } from "../../map/scene.ts";
import { baseScene } from "../../map/scenes/base-scene.ts";
import { planScene } from "../../map/scenes/plan-scene.ts";
import { areSameSites, schemeMarkers, schemeSites } from "../../map/scenes/scheme-sites.ts";
import { selectSite } from "../../state/schemes/edit-schemes.ts";
import { proposalsOf } from "../../state/schemes/scheme-scenarios.ts";
import { shownAnswer } from "../../state/store.ts";
import { useApp } from "../shared/app-context.ts";
import { createBasesModel } from "./bases/bases-model.ts";
import { CoverageBoard } from "./CoverageBoard.tsx";
import { LeftColumn } from "./LeftColumn.tsx";
import { PlanStrip } from "./PlanStrip.tsx";
import { ProbeCard } from "./ProbeCard.tsx";
import { createPlanModel } from "./plan-model.ts";
import { createCompareModel } from "./schemes/compare-model.ts";
import { createSchemesModel } from "./schemes/schemes-model.ts";
import { createSiteModel } from "./site/site-model.ts";
import { BuildTimeline } from "./solver/BuildTimeline.tsx";
import { createOrderModel } from "./solver/order-model.ts";
import { createSolverModel } from "./solver/solver-model.ts";
import { MapTools } from "./tools/MapTools.tsx";
import { SiteOverlay } from "./tools/SiteOverlay.tsx";
import { createSiteFigures } from "./tools/site-figures.ts";
import { createSiteTools } from "./tools/site-tools.ts";
import "./settings.css";
import "./board.css";
import "./strip.css";
import "./probe.css";
import "./schemes/schemes.css";
import "./tools/tools.css";
import "./plan.css";

/** Symbols a click may be meant for; anywhere else on the map asks about the place. */
const SYMBOL_LAYERS: readonly LayerId[] = [
  "shelters",
  "gates",
  "depots",
  "stations",
  "candidates",
  "waterlogging",
];

/** /plan: who is covered, who is not, and why a place has the minutes it has. */
export function PlanDoor() {
  const app = useApp();
  const { state, commands, words, pack } = app;
  const plan = createPlanModel(app);
  const schemes = createSchemesModel(app, () => plan.setTab("compare"));
  const compare = createCompareModel(app, plan);
  const solver = createSolverModel(app, plan);
  const tools = createSiteTools(app);
  const figures = createSiteFigures(app);
  const order = createOrderModel(app, solver);
  const site = createSiteModel(app);
  const bases = createBasesModel(app);
  const probeLabel = () => {
    const answer = shownAnswer(state, "explain")?.answer;
    return answer?.kind === "reached"
      ? words().shared.minutes(formatMinutes(answer.seconds))
      : words().plan.probe.here;
  };
  // In memos of their own: a site in the hand changes at every move of the pointer, the map's plan seldom.
  const sites = createMemo(() => schemeSites(state), [], { equals: areSameSites });
  const proposals = createMemo(() => proposalsOf(state, state.schemes.currentId));
  const isInHand = createMemo(() => state.schemes.draft !== null);
  const walkScene = createMemo(() =>
    planScene(state, {
      pack: pack(),
      probeLabel: probeLabel(),
      focus: plan.focus(),
      reachMinutes: plan.reachMinutes(),
      drawn: tools.drawn(),
      sites: sites(),
      schemeMarkers: schemeMarkers(proposals(), pack()),
      isInHand: isInHand(),
    }),
  );
  const scene = createMemo(() =>
    plan.tab() === "bases"
      ? baseScene(walkScene(), pack(), bases.onMap())
      : compare.withComparison(walkScene()),
  );
  const onClick = (click: MapClick) => {
    const { lngLat, feature } = click;
    if (tools.onClick(click)) return;
    if (feature && SYMBOL_LAYERS.includes(feature.layer)) {
      commands.select(feature.layer, feature.id);
      // what was clicked last is what the panel is about
      commands.setSchemes(selectSite(state.schemes, null));
    } else if (tools.tool() === "ask") plan.askAbout(lngLat, false);
  };
  app.bindMap({ scene, onClick, clickHint: tools.hint });
  return (
    <>
      <LeftColumn plan={plan} schemes={schemes} timeline={<BuildTimeline solver={solver} order={order} />} />
      <CoverageBoard plan={plan} solver={solver} site={site} />
      <ProbeCard plan={plan} />
      <PlanStrip plan={plan} schemes={schemes} compare={compare} solver={solver} bases={bases} />
      <SiteOverlay tools={tools} figures={figures} />
      <MapTools tools={tools} />
    </>
  );
}
