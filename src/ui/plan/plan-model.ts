import { type Accessor, batch, createMemo, createSignal, onCleanup } from "solid-js";
import type { AreaCoverage, CoverageAnswer } from "../../core/model/answers.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { MapScene } from "../../map/scene.ts";
import { frameAround } from "../../map/scenes/plan-scene.ts";
import type { AreaLevel, Sort } from "../../state/plan-selectors.ts";
import { isForSameSettings } from "../../state/schemes/scheme-scenarios.ts";
import { shownAnswer } from "../../state/store.ts";
import type { AppContextValue } from "../shared/app-context.ts";

/** After this long without a move of the slider the engine is asked; dragging asks nothing. */
const SLIDER_REST_MILLISECONDS = 160;

export type StripTab = "chart" | "table" | "solver" | "compare" | "questions" | "bases";

/** What the parts of /plan share and no link needs to carry: slider in motion, level, order, where to look. */
export interface PlanModel {
  readonly reachMinutes: Accessor<number>;
  /** The slider stands elsewhere than the answer on screen. */
  readonly isAhead: Accessor<boolean>;
  readonly moveReach: (minutes: number) => void;
  readonly settleReach: () => void;
  readonly coverage: Accessor<CoverageAnswer | null>;
  readonly isStale: Accessor<boolean>;
  /** The area the board is about: the selected one, else the whole district. */
  readonly area: Accessor<AreaCoverage | null>;
  /** The same area in the result before this one. */
  readonly areaBefore: Accessor<AreaCoverage | null>;
  /** The same area in the scheme compared with; null where none is, or its answer is for other settings. */
  readonly areaBeside: Accessor<AreaCoverage | null>;
  readonly areaLevel: Accessor<AreaLevel | "district">;
  readonly level: Accessor<AreaLevel>;
  readonly setLevel: (level: AreaLevel) => void;
  readonly sort: Accessor<Sort>;
  readonly setSort: (sort: Sort) => void;
  readonly tab: Accessor<StripTab>;
  readonly setTab: (tab: StripTab) => void;
  readonly focus: Accessor<MapScene["focus"]>;
  readonly showArea: (level: AreaLevel, id: string) => void;
  readonly showDistrict: () => void;
  readonly askAbout: (lngLat: LngLat, isCameraMoved: boolean) => void;
}

const areaOf = (answer: CoverageAnswer, level: AreaLevel | "district", id: string | undefined) => {
  if (level === "district") return answer.district;
  const areas = level === "subdistricts" ? answer.subDistricts : answer.communities;
  return areas.find((area) => area.id === id) ?? answer.district;
};

export function createPlanModel(app: AppContextValue): PlanModel {
  const { state, commands } = app;
  const [draftMinutes, setDraftMinutes] = createSignal<number | null>(null);
  const [level, setLevel] = createSignal<AreaLevel>(
    state.selection?.layer === "communities" ? "communities" : "subdistricts",
  );
  const [sort, setSort] = createSignal<Sort>({ key: "notReachedPersons", direction: "descending" });
  const [tab, setTab] = createSignal<StripTab>("chart");
  const [focus, setFocus] = createSignal<MapScene["focus"]>(null);

  const reachMinutes = () => draftMinutes() ?? state.scenario.reachMinutes;
  const isAhead = () => reachMinutes() !== state.scenario.reachMinutes;
  let rest: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(rest));
  const settleReach = () => {
    clearTimeout(rest);
    const minutes = draftMinutes();
    if (minutes === null) return;
    batch(() => {
      if (minutes !== state.scenario.reachMinutes) commands.setScenario({ reachMinutes: minutes });
      setDraftMinutes(null);
    });
  };
  const moveReach = (minutes: number) => {
    setDraftMinutes(minutes);
    clearTimeout(rest);
    rest = setTimeout(settleReach, SLIDER_REST_MILLISECONDS);
  };

  const shown = createMemo(() => shownAnswer(state, "coverage"));
  const coverage = () => shown()?.answer ?? null;
  const lastTwo = createMemo<{ readonly now: CoverageAnswer | null; readonly before: CoverageAnswer | null }>(
    (kept) => {
      const task = state.tasks.coverage;
      if (task.status !== "done" || task.answer === kept.now) return kept;
      return { now: task.answer, before: kept.now };
    },
    { now: null, before: null },
  );

  const areaLevel = (): AreaLevel | "district" => {
    const layer = state.selection?.layer;
    return layer === "subdistricts" || layer === "communities" ? layer : "district";
  };
  const area = createMemo(() => {
    const answer = coverage();
    return answer && areaOf(answer, areaLevel(), state.selection?.id);
  });
  const areaBefore = createMemo(() => {
    const { before } = lastTwo();
    return before && areaOf(before, areaLevel(), state.selection?.id);
  });

  const areaBeside = createMemo(() => {
    const [now, beside] = [coverage(), shownAnswer(state, "coverageBeside")?.answer];
    return now && beside && isForSameSettings(now.request.scenario, beside.request.scenario)
      ? areaOf(beside, areaLevel(), state.selection?.id)
      : null;
  });

  // A new key each time, so that asking twice for the same place moves the camera twice.
  let focusCount = 0;
  const lookAt = (centre: LngLat, areaSquareMetres: number) => {
    focusCount += 1;
    setFocus({ bbox: frameAround(centre, areaSquareMetres), key: `plan-${focusCount}` });
  };

  return {
    reachMinutes,
    isAhead,
    moveReach,
    settleReach,
    coverage,
    // with a site in the hand the figures are those of a moment ago, and more of them are on their way
    isStale: () => Boolean((shown()?.isStale && !state.schemes.draft) || isAhead()),
    area,
    areaBefore,
    areaBeside,
    areaLevel,
    level,
    setLevel,
    sort,
    setSort,
    tab,
    setTab,
    focus,
    showArea: (areaLayer, id) => {
      const pack = app.pack();
      const found =
        areaLayer === "subdistricts"
          ? pack?.subDistricts.find((candidate) => candidate.code === id)
          : pack?.communities.find((candidate) => candidate.id === id);
      batch(() => {
        commands.select(areaLayer, id);
        if (found) lookAt(found.labelLngLat, found.areaSquareMetres);
      });
    },
    showDistrict: () => {
      const bbox = app.pack()?.description.bbox;
      batch(() => {
        commands.clearSelection();
        focusCount += 1;
        if (bbox) setFocus({ bbox, key: `plan-${focusCount}` });
      });
    },
    askAbout: (lngLat, isCameraMoved) =>
      batch(() => {
        commands.setProbe(lngLat);
        if (isCameraMoved) lookAt(lngLat, 1_500_000);
      }),
  };
}
