import { type Accessor, createEffect, createMemo, createSignal, untrack } from "solid-js";
import type {
  ContingencyPlan,
  PlanStep,
  ResponseLevel,
  StepStanding,
} from "../../../core/model/contingency.ts";
import type { Failure } from "../../../core/model/failure.ts";
import type { LngLat } from "../../../core/model/geometry.ts";
import type { Hazard, LayerId } from "../../../core/model/pack.ts";
import { stepStandings } from "../../../core/operation/step-standings.ts";
import { planningFigure } from "../../../state/plan-selectors.ts";
import type { AppContextValue } from "../../shared/app-context.ts";
import { saveFile } from "../../shared/save-file.ts";
import type { CommandModel } from "../command-model.ts";

export type HazardChoice = Hazard | "all";

export interface TasksModel {
  /** null: being read. */
  readonly plan: Accessor<ContingencyPlan | null>;
  readonly isEmbedded: Accessor<boolean>;
  readonly standings: Accessor<readonly StepStanding[]>;
  /** As declared; null: none yet. */
  readonly level: Accessor<ResponseLevel | null>;
  readonly setLevel: (level: ResponseLevel | null) => void;
  readonly hazard: Accessor<HazardChoice>;
  readonly setHazard: (hazard: HazardChoice) => void;
  readonly mark: (step: PlanStep, isDone: boolean) => void;
  /** Places the step still misses, or all it is about; none: nothing to be shown. */
  readonly placesOf: (standing: StepStanding) => readonly LngLat[];
  readonly show: (standing: StepStanding) => void;
  readonly contacts: Accessor<Readonly<Record<string, string>>>;
  readonly setContact: (roleId: string, text: string) => void;
  readonly failure: Accessor<Failure | null>;
  readonly isNotKept: Accessor<boolean>;
  readonly load: (file: File) => Promise<void>;
  readonly save: () => Promise<void>;
  readonly useEmbedded: () => void;
}

const STEP_LAYERS = {
  shelters: "shelters",
  depots: "depots",
  stations: "stations",
  waterlogging: "waterlogging",
  closures: null,
  incidents: null,
} as const satisfies Readonly<Record<NonNullable<PlanStep["place"]>, LayerId | null>>;

/** Steps of a plan, bound to the log, the clock and the map. */
export function createTasksModel(app: AppContextValue, command: CommandModel): TasksModel {
  const { state, commands } = app;
  const { plan, desk, isEmbedded, take, useEmbedded } = command.planInUse;
  const [contacts, setContacts] = createSignal<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const [isNotKept, setIsNotKept] = createSignal(false);
  const [chosenHazard, setHazard] = createSignal<HazardChoice | null>(null);

  createEffect(() => {
    const [found, packId] = [desk(), state.packId];
    setContacts({});
    void found?.storage.readContacts(packId).then(
      (known) => {
        if (untrack(() => state.packId) === packId) setContacts(known);
      },
      () => setIsNotKept(true),
    );
  });

  const situation = () => state.operation.shown;
  const level = () => situation().level?.level ?? null;
  /** What happens, as far as the log knows it: steps against something else would only be in the way. */
  const hazard = createMemo((): HazardChoice => {
    const chosen = chosenHazard();
    if (chosen !== null) return chosen;
    const { earthquake, rain, zones } = situation().hazards;
    const happening = [
      ...(earthquake ? ["earthquake" as const] : []),
      ...(rain ? ["flood" as const] : []),
      ...(zones.length > 0 ? ["fire" as const] : []),
    ];
    return happening.length === 1 ? (happening[0] ?? "all") : "all";
  });
  const standings = createMemo((): readonly StepStanding[] => {
    const [now, pack] = [plan(), app.pack()];
    if (!now) return [];
    const chosen = hazard();
    return stepStandings(
      now,
      { hazard: chosen === "all" ? null : chosen, level: level() ?? "I" },
      situation(),
      {
        stationIds: pack?.stations.map(({ id }) => id) ?? [],
        shelterIds: command.sites().map(({ id }) => id),
        tightMinutes: planningFigure("tightMinutes").value,
      },
      command.elapsedMinutes(),
    );
  });

  function placesOf({ step, doneMinute }: StepStanding): readonly LngLat[] {
    const pack = app.pack();
    if (!pack || step.place === null || doneMinute !== null) return [];
    const { shelters, firstOut, incidents } = situation();
    switch (step.place) {
      case "shelters": {
        const isMissing = (id: string) => {
          const report = Object.hasOwn(shelters, id) ? shelters[id] : undefined;
          const status = report?.status?.status;
          if (step.sign?.kind === "shelters-reported") return !report?.occupancy;
          if (step.sign?.kind === "shelters-staffed") return status !== "staffed" && status !== "full";
          return status === undefined || status === "ordered" || status === "closed";
        };
        return command.sites().flatMap(({ id, lngLat }) => (lngLat && isMissing(id) ? [lngLat] : []));
      }
      case "stations":
        return pack.stations.flatMap(({ id, lngLat }) => (Object.hasOwn(firstOut, id) ? [] : [lngLat]));
      case "depots":
        return pack.depots.filter(({ trucks }) => trucks > 0).map(({ lngLat }) => lngLat);
      case "waterlogging":
        return pack.waterlogging.map(({ lngLat }) => lngLat);
      case "closures":
        return state.scenario.closures.flatMap((closure) =>
          closure.kind === "street"
            ? [closure.lngLat]
            : closure.kind === "bridge"
              ? [closure.from]
              : "ring" in closure
                ? closure.ring
                : [],
        );
      case "incidents":
        return Object.values(incidents).flatMap(({ incident, isEnded }) =>
          isEnded ? [] : [incident.lngLat],
        );
      default: {
        const never: never = step.place;
        throw new Error(String(never));
      }
    }
  }

  const keep = (writing: Promise<void> | undefined) =>
    void writing?.then(
      () => setIsNotKept(false),
      () => setIsNotKept(true),
    );

  return {
    plan,
    isEmbedded,
    standings,
    level,
    setLevel: (next) => void app.operationDesk()?.record([{ kind: "level-set", level: next }]),
    hazard,
    setHazard,
    mark: (step, isDone) =>
      void app.operationDesk()?.record([{ kind: "step-marked", stepId: step.id, isDone }]),
    placesOf,
    show: (standing) => {
      const layer = standing.step.place && STEP_LAYERS[standing.step.place];
      if (layer) commands.showLayer(layer, true);
      command.lookAt(placesOf(standing));
    },
    contacts,
    setContact: (roleId, text) => {
      const { [roleId]: _, ...others } = contacts();
      const next = text.trim() ? { ...others, [roleId]: text.trim() } : others;
      setContacts(next);
      keep(desk()?.storage.writeContacts(state.packId, next));
    },
    failure,
    isNotKept,
    load: async (file) => {
      const found = desk();
      if (!found) return;
      const text = await file.text();
      const read = found.readContingencyPlan(file.name, text);
      setFailure(read.ok ? null : read.failure);
      if (read.ok) keep(take(read.value, text));
    },
    save: async () => {
      const [found, now] = [desk(), plan()];
      if (found && now) saveFile(`${now.id}.json`, new TextEncoder().encode(found.writeContingencyPlan(now)));
    },
    useEmbedded: () => {
      setFailure(null);
      keep(useEmbedded());
    },
  };
}
