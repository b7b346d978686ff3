import { type Accessor, batch, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { BuildOrderAnswer, BuildOrderRequest } from "../../../core/model/build-order.ts";
import { planningFigure } from "../../../state/plan-selectors.ts";
import { proposalsOf, settledScenario } from "../../../state/schemes/scheme-scenarios.ts";
import { choosable } from "../../../state/siting/siting-filters.ts";
import {
  evaluationOf,
  moveSite,
  type OrderDraft,
  orderRequestOf,
  regretOf,
  type Slip,
  scenarioBefore,
  slipped,
  swapSites,
  unbuilt,
  type YearPlan,
  type YearValue,
  yearOfSite,
  yearPlanOf,
  yearValues,
} from "../../../state/siting/year-plan.ts";
import { shownAnswer } from "../../../state/store.ts";
import type { AppContextValue } from "../../shared/app-context.ts";
import type { SolverModel } from "./solver-model.ts";

/** What it costs that a plot comes late, and the best order that reckons with it. */
export interface SlipFinding {
  readonly slip: Slip;
  /** Fewer persons over all years when nothing else changes. */
  readonly lostPersons: number;
  readonly without: YearPlan | null;
}

export interface OrderModel {
  readonly draft: Accessor<OrderDraft>;
  readonly setDraft: (change: Partial<OrderDraft>) => void;
  readonly plannedPerYear: number;
  readonly plannedTotal: number;
  /** The order as it stands: found, or changed by hand; null = not asked for yet. */
  readonly plan: Accessor<YearPlan | null>;
  readonly free: Accessor<BuildOrderAnswer | null>;
  readonly values: Accessor<readonly YearValue[]>;
  readonly isByHand: Accessor<boolean>;
  /** Persons over all years that the plan stays behind the order found; null = being worked out. */
  readonly behindFound: Accessor<number | null>;
  /** Persons over all years that the plan stays behind each year's best; null = being worked out. */
  readonly regret: Accessor<number | null>;
  readonly fixedIds: Accessor<ReadonlySet<string>>;
  readonly toggleFixed: (id: string) => void;
  readonly move: (id: string, toYear: number, inPlaceOf?: string) => void;
  readonly swap: (one: string, other: string) => void;
  readonly use: (plan: YearPlan) => void;
  readonly reset: () => void;
  readonly ask: () => void;
  readonly askSlip: (id: string, slip: Slip) => void;
  readonly slipOf: (id: string) => SlipFinding | "asked" | null;
  readonly apply: () => void;
  readonly isRunning: Accessor<boolean>;
}

export function createOrderModel(app: AppContextValue, solver: SolverModel): OrderModel {
  const { state, commands, pack, port } = app;
  const plannedPerYear = planningFigure("standardSheltersPerYear").value;
  const plannedTotal = planningFigure("standardSheltersTotal").value;
  const [draft, setDraft] = createSignal<OrderDraft>({
    fromYear: new Date().getFullYear(),
    years: Math.ceil(plannedTotal / plannedPerYear),
    perYear: plannedPerYear,
    goal: "every-year",
    weight: "persons",
    limitSeconds: 30,
  });
  const [hand, setHand] = createSignal<YearPlan | null>(null);
  const [handValues, setHandValues] = createSignal<readonly number[] | null>(null);
  const [fixedIds, setFixedIds] = createSignal<ReadonlySet<string>>(new Set());
  const [slips, setSlips] = createSignal<ReadonlyMap<string, SlipFinding | "asked">>(new Map());
  const free = () => shownAnswer(state, "buildOrder")?.answer ?? null;
  const found = createMemo(() => {
    const answer = free();
    return answer && answer.years.length > 0 ? yearPlanOf(answer) : null;
  });
  const plan = () => hand() ?? found();
  const running = new AbortController();
  onCleanup(() => running.abort());
  let evaluated = 0;
  // Another answer is another plan.
  createEffect(
    on(free, () =>
      batch(() => {
        setHand(null);
        setHandValues(null);
        setSlips(new Map());
      }),
    ),
  );

  const candidateIds = () => (pack()?.candidates ?? []).map(({ id }) => id);
  const totalOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const freeTotal = () => totalOf((free()?.years ?? []).map(({ value }) => value));
  const request = (): BuildOrderRequest => {
    const { proposals, candidateIds: own } = unbuilt(proposalsOf(state, state.schemes.currentId));
    const filters = solver.filters();
    const ground = shownAnswer(state, "candidateGround")?.answer ?? null;
    const allowed = choosable(solver.candidates(), ground, proposals, {
      ...filters,
      requiredIds: [...new Set([...filters.requiredIds, ...own])],
    });
    const years = draft().years;
    const current = plan();
    const fixedYears: Record<string, number> = {};
    for (const id of fixedIds()) {
      const year = current ? yearOfSite(current, id) + 1 : 0;
      if (year >= 1 && year <= years && !allowed.forbiddenIds.includes(id)) fixedYears[id] = year;
    }
    return orderRequestOf(draft(), scenarioBefore(settledScenario(state)), {
      requiredIds: allowed.requiredIds,
      forbiddenIds: allowed.forbiddenIds,
      fixedYears,
    });
  };
  const run = async (asked: BuildOrderRequest): Promise<BuildOrderAnswer | null> => {
    const result = await port.run("buildOrder", asked, { signal: running.signal });
    return result.ok ? result.value : null;
  };
  const valuesOf = async (of: YearPlan): Promise<readonly number[] | null> => {
    const asked = free()?.request;
    if (!asked) return null;
    const answer = await run(evaluationOf(asked, of, candidateIds()));
    return answer && answer.years.length > 0 ? answer.years.map(({ value }) => value) : null;
  };
  const use = (next: YearPlan) => {
    if (next === plan()) return;
    const turn = ++evaluated;
    batch(() => {
      setHand(next);
      setHandValues(null);
    });
    valuesOf(next).then((values) => {
      if (turn === evaluated) setHandValues(values);
    });
  };
  const values = createMemo((): readonly YearValue[] => {
    const answer = free();
    if (!answer) return [];
    if (hand() === null) return yearValues(answer, []);
    const own = handValues();
    return own ? yearValues(answer, own) : [];
  });
  const askSlip = async (id: string, slip: Slip) => {
    const current = plan();
    const asked = free()?.request;
    if (!current || !asked) return;
    setSlips(new Map([...slips(), [id, "asked"]]));
    const before = hand() === null ? (free()?.years ?? []).map(({ value }) => value) : handValues();
    const after = await valuesOf(slipped(current, id, slip));
    const year = yearOfSite(slipped(current, id, slip), id);
    const { [id]: _, ...otherYears } = asked.fixedYears;
    const without = await run(
      year === -1
        ? {
            ...asked,
            requiredIds: asked.requiredIds.filter((each) => each !== id),
            forbiddenIds: [...asked.forbiddenIds, id],
            fixedYears: otherYears,
          }
        : { ...asked, fixedYears: { ...otherYears, [id]: year + 1 } },
    );
    const next = new Map(slips());
    if (after && before) {
      next.set(id, {
        slip,
        lostPersons: totalOf(before) - totalOf(after),
        without: without && without.years.length > 0 ? yearPlanOf(without) : null,
      });
    } else next.delete(id);
    setSlips(next);
  };
  return {
    draft,
    setDraft: (change) => setDraft({ ...draft(), ...change }),
    plannedPerYear,
    plannedTotal,
    plan,
    free,
    values,
    isByHand: () => hand() !== null,
    behindFound: () => {
      const own = handValues();
      return hand() === null ? 0 : own && freeTotal() - totalOf(own);
    },
    regret: () => (values().length > 0 ? regretOf(values()) : null),
    fixedIds,
    toggleFixed: (id) => {
      const next = new Set(fixedIds());
      if (!next.delete(id)) next.add(id);
      setFixedIds(next);
    },
    move: (id, toYear, inPlaceOf) => {
      const current = plan();
      if (!current) return;
      const rules = { perYear: draft().perYear, fixedIds: fixedIds() };
      use(moveSite(current, id, toYear, inPlaceOf === undefined ? rules : { ...rules, inPlaceOf }));
    },
    swap: (one, other) => {
      const current = plan();
      if (current && !fixedIds().has(one) && !fixedIds().has(other)) use(swapSites(current, one, other));
    },
    use,
    reset: () =>
      batch(() => {
        evaluated++;
        setHand(null);
        setHandValues(null);
      }),
    ask: () =>
      batch(() => {
        const asked = request();
        commands.ask("buildOrder", null);
        commands.ask("buildOrder", asked);
      }),
    askSlip: (id, slip) => void askSlip(id, slip),
    slipOf: (id) => slips().get(id) ?? null,
    apply: () => {
      const current = plan();
      if (!current) return;
      const { fromYear } = draft();
      solver.apply(current.flat(), (id) => {
        const year = yearOfSite(current, id);
        return year === -1 ? null : fromYear + year;
      });
    },
    isRunning: () => state.tasks.buildOrder.status === "running",
  };
}
