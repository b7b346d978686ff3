import { type Accessor, createEffect, createMemo, createSignal, onCleanup, untrack } from "solid-js";
import type { ForcesAnswer } from "../../../core/model/forces.ts";
import type { LngLat } from "../../../core/model/geometry.ts";
import type { Incident } from "../../../core/model/operation.ts";
import type { StationKind } from "../../../core/model/pack.ts";
import { newId } from "../../../state/schemes/new-id.ts";
import type { AppContextValue } from "../../shared/app-context.ts";

/** Minutes from the call that may be asked about. */
export const REACH_MINUTES = [10, 20, 30, 60] as const;
const NEAREST_TOLD = 5;

export interface ForcesModel {
  /** The next click on the map is where an incident is. */
  readonly isPlacing: Accessor<boolean>;
  readonly setPlacing: (isPlacing: boolean) => void;
  /** Entered but not yet in the log; null: none. */
  readonly draft: Accessor<Incident | null>;
  readonly setDraft: (draft: Incident | null) => void;
  readonly placeAt: (lngLat: LngLat) => void;
  readonly enter: () => void;
  /** Open ones, as the log has them, and how long ago each was entered, minutes after T0. */
  readonly incidents: Accessor<readonly { readonly incident: Incident; readonly minute: number }[]>;
  readonly end: (incidentId: string) => void;
  readonly answer: Accessor<ForcesAnswer | null>;
  readonly isAsking: Accessor<boolean>;
  readonly reachMinutes: Accessor<number>;
  readonly setReachMinutes: (minutes: number) => void;
  readonly outlinedKind: Accessor<StationKind | null>;
  readonly setOutlinedKind: (kind: StationKind | null) => void;
  /** Sends the crews the answer would send; all of them, or to one incident. */
  readonly send: (incidentId: string | null) => void;
  /** Notes that the first crew of these stations is out. */
  readonly dispatch: (stationIds: readonly string[]) => void;
  readonly callBack: (stationId: string, incidentId: string | null, crews: number) => void;
}

/** `isShown`: the forces are on screen; nothing is asked of the engine before. */
export function createForcesModel(app: AppContextValue, isShown: Accessor<boolean>): ForcesModel {
  const { state, port } = app;
  const [isPlacing, setPlacing] = createSignal(false);
  const [draft, setDraft] = createSignal<Incident | null>(null);
  const [reachMinutes, setReachMinutes] = createSignal<number>(20);
  const [outlinedKind, setOutlinedKind] = createSignal<StationKind | null>(null);
  const [answer, setAnswer] = createSignal<ForcesAnswer | null>(null);
  const [isAsking, setAsking] = createSignal(false);
  const record = (...acts: Parameters<NonNullable<ReturnType<typeof app.operationDesk>>["record"]>) =>
    void app.operationDesk()?.record(...acts);
  const incidents = createMemo(() =>
    Object.values(state.operation.shown.incidents)
      .filter(({ isEnded }) => !isEnded)
      .sort((a, b) => b.incident.severity - a.incident.severity || a.minute - b.minute)
      .map(({ incident, minute }) => ({ incident, minute })),
  );
  let running: AbortController | null = null;
  let lastKey = "";
  createEffect(() => {
    if (!isShown() || state.pack.status !== "ready") return;
    const request = {
      scenario: { ...state.scenario },
      incidents: incidents().map(({ incident }) => incident),
      crewsOut: state.operation.shown.crewsOut.map(({ stationId, incidentId, crews }) => ({
        stationId,
        incidentId,
        crews,
      })),
      nearest: NEAREST_TOLD,
      reachMinutes: reachMinutes(),
      outlinedKind: outlinedKind(),
    };
    const key = JSON.stringify(request);
    if (key === lastKey) return;
    lastKey = key;
    untrack(async () => {
      running?.abort();
      const controller = new AbortController();
      running = controller;
      setAsking(true);
      const result = await port.run("forces", request, { signal: controller.signal });
      if (running !== controller) return;
      running = null;
      setAsking(false);
      if (result.ok) setAnswer(result.value);
    });
  });
  onCleanup(() => running?.abort());
  return {
    isPlacing,
    setPlacing,
    draft,
    setDraft,
    placeAt: (lngLat) => {
      setPlacing(false);
      setDraft({ id: newId(), kind: "collapse", lngLat, severity: 2, crewsWanted: 1, text: "" });
    },
    enter: () => {
      const incident = draft();
      if (!incident) return;
      setDraft(null);
      record([{ kind: "incident-entered", incident }]);
    },
    incidents,
    end: (incidentId) => {
      const back = state.operation.shown.crewsOut.filter((out) => out.incidentId === incidentId);
      record([
        { kind: "incident-ended", incidentId },
        ...back.map(
          ({ stationId, crews }) => ({ kind: "crews-back", stationId, crews, incidentId }) as const,
        ),
      ]);
    },
    answer,
    isAsking,
    reachMinutes,
    setReachMinutes,
    outlinedKind,
    setOutlinedKind,
    send: (incidentId) => {
      const orders = (answer()?.orders ?? []).filter(
        (order) => incidentId === null || order.incidentId === incidentId,
      );
      record(
        orders.map(({ stationId, crews, incidentId: to }) => ({
          kind: "crews-out",
          stationId,
          crews,
          incidentId: to,
        })),
      );
    },
    dispatch: (stationIds) =>
      record(stationIds.map((stationId) => ({ kind: "crews-out", stationId, crews: 1, incidentId: null }))),
    callBack: (stationId, incidentId, crews) =>
      record([{ kind: "crews-back", stationId, crews, incidentId }]),
  };
}
