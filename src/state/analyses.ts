import { createEffect, createSignal, untrack } from "solid-js";
import type { AnalysisKind, AnswerOf, RequestOf } from "../core/model/answers.ts";
import type { Failure } from "../core/model/failure.ts";
import type { Bbox } from "../core/model/geometry.ts";
import type { LayerChange } from "../core/model/import.ts";
import type { LayerId } from "../core/model/pack.ts";
import type { FirstIndex, PackIndex } from "../core/model/pack-data.ts";
import type { OnProgress } from "../core/model/progress.ts";
// #region staff
import type { Scenario } from "../core/model/scenario.ts";
// #endregion staff
import type { Result } from "../core/result.ts";
import { type AnalysisTasks, type AppState, ASKED_KINDS, type PackTask, type Task } from "./app-state.ts";
// #region staff
import { besideScenario, planScenario, settledScenario } from "./schemes/scheme-scenarios.ts";
import { siteLookedAt } from "./schemes/site-looked-at.ts";
// #endregion staff
import type { AppStore } from "./store.ts";

/** What the state needs of an engine; the engine fits it without knowing it. */
export interface AnalysisPort {
  /** Opens of a pack what `find` needs, and that is what may be asked until `open` has answered. */
  openFirst(packId: string, onProgress: (share: number) => void): Promise<Result<FirstIndex, Failure>>;
  open(packId: string, onProgress: (share: number) => void): Promise<Result<PackIndex, Failure>>;
  run<Kind extends AnalysisKind>(
    kind: Kind,
    request: RequestOf<Kind>,
    options: { readonly signal: AbortSignal; readonly stop?: AbortSignal; readonly onProgress?: OnProgress },
  ): Promise<Result<AnswerOf<Kind>, Failure>>;
  /** The open pack with these changes in place of those laid over it before; answers with its new index. */
  applyChanges(packId: string, changes: readonly LayerChange[]): Promise<Result<PackIndex, Failure>>;
  /** Address of a layer's GeoJSON inside this page. */
  layerUrl(packId: string, layer: LayerId): Promise<Result<string, Failure>>;
  /** The same for the features that meet a box. A newer box of the layer answers the older CANCELLED. */
  layerBoxUrl(packId: string, layer: LayerId, bbox: Bbox): Promise<Result<string, Failure>>;
  /** Holds the file of a layer for boxes to come; answers with its length in bytes. */
  keepLayer(packId: string, layer: LayerId): Promise<Result<number, Failure>>;
}

// #region staff
const FIELD_CUTOFF_MINUTES = [5, 10, 15, 20] as const;
const fieldMinutes = (reachMinutes: number) =>
  [...new Set([...FIELD_CUTOFF_MINUTES, reachMinutes])].sort((a, b) => a - b);
// #endregion staff

// #region staff
/** A question that goes on being asked, about the scheme as it is now. */
const followed = <Request extends { readonly scenario: Scenario }>(
  state: AppState,
  asked: Request | null,
): Request | null => (state.door === "plan" && asked ? { ...asked, scenario: settledScenario(state) } : null);
// #endregion staff

/** The request a screen needs answered now; null: none. Pure, so that what runs is a fact of the state. */
export function wantedRequest<Kind extends AnalysisKind>(
  kind: Kind,
  state: AppState,
): RequestOf<Kind> | null {
  const scenario = state.scenario;
  const { find } = state.tasks;
  const wanted: { [K in AnalysisKind]: () => RequestOf<K> | null } = {
    // #region staff
    coverage: () => (state.door === "plan" ? { scenario: planScenario(state) } : null),
    coverageBeside: () => {
      const beside = state.door === "plan" ? besideScenario(state) : null;
      return beside && { scenario: beside };
    },
    minutesField: () =>
      state.door === "plan"
        ? { scenario: settledScenario(state), cutoffMinutes: fieldMinutes(scenario.reachMinutes) }
        : null,
    minutesFieldBeside: () => {
      const beside = state.door === "plan" && state.schemes.isCompared ? besideScenario(state) : null;
      return beside && { scenario: beside, cutoffMinutes: fieldMinutes(scenario.reachMinutes) };
    },
    isochrone: () =>
      state.door === "plan" && state.probe
        ? {
            scenario: settledScenario(state),
            origin: state.probe,
            cutoffMinutes: [scenario.reachMinutes],
            direction: "from",
          }
        : null,
    explain: () =>
      state.door === "plan" && state.probe ? { scenario: settledScenario(state), lngLat: state.probe } : null,
    // #endregion staff
    find: () =>
      state.door === "find" && state.origin
        ? {
            // The public's gate is open or shut now, unless another time was asked about.
            scenario: { ...scenario, minuteOfDay: scenario.minuteOfDay ?? state.nowMinuteOfDay },
            origin: state.origin.lngLat,
          }
        : null,
    // After the first way: it reads layers that nothing else does.
    riskHere: () => {
      const isAnswered = find.status === "done" || find.status === "failed";
      const hasAnswered = isAnswered || (find.status === "running" && find.previous !== null);
      const asked = wanted.find();
      return hasAnswered && asked ? asked : null;
    },
    // #region staff
    stretch: () => null,
    // Asked by the parts of /command that show them.
    saveActions: () => null,
    divert: () => null,
    forces: () => null,
    // Asked headless; no screen asks for them yet.
    route: () => null,
    matrix: () => null,
    allocate: () => null,
    allocatePhases: () => null,
    siteArea: () => {
      const siteId = siteLookedAt(state);
      return siteId === null ? null : { scenario: settledScenario(state), siteId };
    },
    audit: () => {
      const siteId = siteLookedAt(state);
      return siteId === null ? null : { scenario: settledScenario(state), siteId };
    },
    // After the board's numbers: it reads layers that they do not wait for.
    candidateGround: () => {
      const { status } = state.tasks.coverage;
      const isAnswered = status === "done" || status === "failed";
      const { candidateGround: known } = state.tasks;
      return state.door === "plan" && (isAnswered || known.status !== "idle") ? {} : null;
    },
    site: () => (state.door === "plan" ? state.asked.site : null),
    siteCurve: () => (state.door === "plan" ? state.asked.siteCurve : null),
    siteNeed: () => (state.door === "plan" ? state.asked.siteNeed : null),
    buildOrder: () => (state.door === "plan" ? state.asked.buildOrder : null),
    shortfall: () => (state.door === "plan" ? state.asked.shortfall : null),
    rubble: () => (state.door === "plan" ? state.asked.rubble : null),
    siteBases: () => (state.door === "plan" ? state.asked.siteBases : null),
    siteDepots: () => (state.door === "plan" ? state.asked.siteDepots : null),
    // Once asked these two follow the scheme and its settings by themselves.
    baseReach: () => followed(state, state.asked.baseReach),
    seismicSpacing: () => followed(state, state.asked.seismicSpacing),
    // Asked once their part of /command is opened, they follow what is set on it; a loss is asked about by hand.
    supplies: () =>
      state.door === "command" && state.asked.supplies
        ? { ...state.asked.supplies, scenario: { ...scenario }, response: { ...state.response } }
        : null,
    depotLosses: () => (state.door === "command" ? state.asked.depotLosses : null),
    board: () =>
      state.door === "command" ? { scenario: { ...scenario }, response: { ...state.response } } : null,
    ledger: () => {
      // The plan's promises are judged on the district as it is, whatever happens on /command.
      const { ground: _, ...response } = state.response;
      return state.door === "ledger" ? { scenario: { ...scenario }, response } : null;
    },
    // #endregion staff
  };
  return wanted[kind]();
}

export const LIVE_KINDS = [
  "find",
  "riskHere",
  // #region staff
  "coverage",
  "coverageBeside",
  "minutesField",
  "minutesFieldBeside",
  "isochrone",
  "explain",
  "candidateGround",
  "siteArea",
  "audit",
  "board",
  "ledger",
  ...ASKED_KINDS,
  // #endregion staff
] as const satisfies readonly AnalysisKind[];

function previousAnswer<Kind extends AnalysisKind>(task: unknown): AnswerOf<Kind> | null {
  const known = task as { status: string; answer?: AnswerOf<Kind>; previous?: AnswerOf<Kind> | null };
  return known.answer ?? known.previous ?? null;
}

/** Keeps every task up to date with the state. A newer request makes the older one's answer void. */
export function connectAnalyses(
  store: AppStore,
  port: AnalysisPort,
): {
  retry(kind: AnalysisKind): void;
  cancel(kind: AnalysisKind): void;
  /** Ends a question of ASKED_KINDS with the best answer it has by now. */
  stop(kind: AnalysisKind): void;
} {
  const [attempt, setAttempt] = createSignal<Partial<Record<AnalysisKind, number>>>({});
  const ends = new Map<AnalysisKind, Ends>();
  for (const kind of LIVE_KINDS)
    ends.set(
      kind,
      connectOne(store, port, kind, () => attempt()[kind] ?? 0),
    );
  return {
    retry: (kind) => setAttempt((all) => ({ ...all, [kind]: (all[kind] ?? 0) + 1 })),
    cancel: (kind) => ends.get(kind)?.cancel(),
    stop: (kind) => ends.get(kind)?.stop(),
  };
}

interface Ends {
  cancel(): void;
  stop(): void;
}

/** What a question is asked about; null: not there yet. The way to a shelter is the same in the first part and the whole. */
function groundOf(kind: AnalysisKind, pack: PackTask): FirstIndex | null {
  if (pack.status === "failed") return null;
  if (kind === "find" && pack.first) return pack.first;
  return pack.status === "ready" ? pack.index : null;
}

// #region staff
/** What keeps up with a site in the hand. */
const FOLLOWING: ReadonlySet<AnalysisKind> = new Set(["coverage"]);
/** Something is in the hand: every answer on the way is worth showing, and the engine is asked for the newest only. */
const isFollowing = (kind: AnalysisKind, state: AppState) =>
  FOLLOWING.has(kind) && state.schemes.draft !== null;
// #endregion staff

function connectOne<Kind extends AnalysisKind>(
  store: AppStore,
  port: AnalysisPort,
  kind: Kind,
  attempt: () => number,
): Ends {
  let running: AbortController | null = null;
  let stopping: AbortController | null = null;
  const canStop = (ASKED_KINDS as readonly AnalysisKind[]).includes(kind);
  let lastKey = "";
  let lastGround: FirstIndex | null = null;
  let asked = 0;
  /** The newest question is about something in the hand. */
  let isInHand = false;
  const write = (task: Task<RequestOf<Kind>, AnswerOf<Kind>>) =>
    store.setTask(kind, task as AnalysisTasks[Kind]);
  createEffect(() => {
    const ground = groundOf(kind, store.state.pack);
    if (!ground) {
      lastKey = "";
      return;
    }
    // The same question to a changed pack is another question.
    if (ground !== lastGround) lastKey = "";
    lastGround = ground;
    const request = wantedRequest(kind, store.state);
    // The request is read whole here, so that the effect follows every field of it.
    const requestKey = request ? JSON.stringify(request) : "";
    const key = request ? `${attempt()} ${requestKey}` : "";
    untrack(() => {
      const task = store.state.tasks[kind];
      if (!request) {
        running?.abort();
        running = null;
        lastKey = "";
        if (task.status !== "idle") write({ status: "idle" });
        return;
      }
      if (key === lastKey) return;
      lastKey = key;
      const wasInHand = isInHand;
      // #region staff
      isInHand = isFollowing(kind, store.state);
      // #endregion staff
      const controller = wasInHand && running ? running : new AbortController();
      if (running !== controller) running?.abort();
      running = controller;
      stopping = canStop ? new AbortController() : null;
      asked += 1;
      const own = asked;
      const previous = previousAnswer<Kind>(task);
      write({ status: "running", request, previous, progressShare: 0 });
      port
        .run(kind, request, {
          signal: controller.signal,
          ...(stopping && { stop: stopping.signal }),
          onProgress: ({ share: progressShare, found }) => {
            // with something in the hand the answers follow so soon that how far each is only costs time
            if (running !== controller || own !== asked || isInHand) return;
            const latest = previousAnswer<Kind>(store.state.tasks[kind]);
            write({ status: "running", request, previous: latest, progressShare, found });
          },
        })
        .then((result) => {
          if (running !== controller) return;
          const now = store.state.tasks[kind] as Task<RequestOf<Kind>, AnswerOf<Kind>>;
          if (own !== asked) {
            // A newer one is on its way: until it comes this is the latest there is. One that was dropped says nothing.
            if (result.ok && now.status === "running") write({ ...now, previous: result.value });
            return;
          }
          running = null;
          if (result.ok) write({ status: "done", request, answer: result.value });
          else
            write({
              status: "failed",
              request,
              failure: result.failure,
              previous: previousAnswer<Kind>(now),
            });
        });
    });
  });
  // The task then ends as failed with CANCELLED, the last answer still on screen.
  return { cancel: () => running?.abort(), stop: () => stopping?.abort() };
}
