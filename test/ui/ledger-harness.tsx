import { cleanup } from "@solidjs/testing-library";
import { afterEach } from "vitest";
import type { AnalysisKind, AnswerOf, CommitmentValue, LedgerAnswer } from "../../src/core/model/answers.ts";
import type { Failure } from "../../src/core/model/failure.ts";
import type { Language } from "../../src/core/model/language.ts";
import type { PackIndex } from "../../src/core/model/pack-data.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import { planCommitments } from "../../src/sources/plan-commitments.ts";
import type { AnalysisPort } from "../../src/state/analyses.ts";
import { initialSharedState } from "../../src/state/app-state.ts";
import { createAppStore } from "../../src/state/store.ts";
import { readLink, writeFragment } from "../../src/state/url.ts";
import { LedgerDoor } from "../../src/ui/ledger/LedgerDoor.tsx";
import { createPackIndex } from "../fixtures/create-plan.ts";
import { renderDoor } from "./render-door.tsx";

afterEach(cleanup);

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** An engine that answers the ledger when the test says so. */
class LedgerPort implements AnalysisPort {
  asked = 0;
  private openPack: (result: Result<PackIndex, Failure>) => void = () => {};
  private reply: (result: Result<LedgerAnswer, Failure>) => void = () => {};

  /** As where imports were kept: the whole is opened at once. */
  async openFirst(): Promise<Result<PackIndex, Failure>> {
    return err({ code: "CANCELLED" });
  }
  open(): Promise<Result<PackIndex, Failure>> {
    return new Promise((resolve) => {
      this.openPack = resolve;
    });
  }
  run<Kind extends AnalysisKind>(
    _kind: Kind,
    _request: unknown,
    options: { readonly signal: AbortSignal },
  ): Promise<Result<AnswerOf<Kind>, Failure>> {
    this.asked++;
    return new Promise((resolve) => {
      options.signal.addEventListener("abort", () => resolve(err({ code: "CANCELLED" })));
      this.reply = resolve as (result: Result<LedgerAnswer, Failure>) => void;
    });
  }
  applyChanges(): Promise<Result<PackIndex, Failure>> {
    return new Promise(() => {});
  }
  layerUrl(): Promise<Result<string, Failure>> {
    return new Promise(() => {});
  }
  layerBoxUrl(): Promise<Result<string, Failure>> {
    return new Promise(() => {});
  }
  keepLayer(): Promise<Result<number, Failure>> {
    return new Promise(() => {});
  }
  async opens() {
    this.openPack(ok(createPackIndex()));
    await settled();
  }
  async answers(values: readonly CommitmentValue[]) {
    const { scenario, response } = initialSharedState("ledger", "zh-CN");
    this.reply(ok({ request: { scenario, response }, values }));
    await settled();
  }
  async fails() {
    this.reply(err({ code: "WORKER_DIED" } as Failure));
    await settled();
  }
}

const unjudged = (id: string): CommitmentValue => ({
  id,
  state: "cannot-judge",
  value: null,
  readings: [],
  inputs: [],
  method: null,
});

/** Values of every commitment, those named here in place of "cannot judge". */
export function createLedgerValues(some: readonly CommitmentValue[] = []): readonly CommitmentValue[] {
  return planCommitments.commitments.map(({ id }) => some.find((value) => value.id === id) ?? unjudged(id));
}

/** S1 not kept, L1 near, L4 not kept although there are three depots, R1 kept. */
export const JUDGED: readonly CommitmentValue[] = [
  {
    id: "S1",
    state: "not-kept",
    value: 0.6314,
    readings: [
      { key: "straightLineAreaShare", value: 0.832 },
      { key: "networkAreaShare", value: 0.584 },
      { key: "reachedShare", value: 0.716 },
      { key: "withRoomShare", value: 0.6314 },
    ],
    inputs: [
      { key: "persons", value: 1_106_214 },
      { key: "reachMinutes", value: 10 },
    ],
    method: "modelled",
  },
  { ...unjudged("L1"), state: "near", value: 0.9996, method: "modelled" },
  {
    id: "L4",
    state: "not-kept",
    value: 3,
    readings: [
      { key: "districtDepotPersonsTotal", value: 8854 },
      { key: "districtDepotPersonsLeast", value: 2951 },
      { key: "districtDepotPersonsOneLost", value: null },
    ],
    inputs: [{ key: "districtDepotPersonsTarget", value: 5000 }],
    method: "modelled",
  },
  { ...unjudged("R1"), state: "kept", value: 1, method: "compiled" },
];

/** The real store and wiring around the door; only the engine and the map are stand-ins. */
export function renderLedger(options: { readonly language?: Language; readonly fragment?: string } = {}) {
  const port = new LedgerPort();
  const { shared } = readLink("/ledger", options.fragment ?? "", options.language ?? "zh-CN");
  const store = createAppStore(shared, [], 600);
  const view = renderDoor(store, port, LedgerDoor);
  const rowOf = (id: string) => {
    const row = view.container.querySelector<HTMLElement>(`.ledger-row[data-id="${id}"]`);
    if (!row) throw new Error(`no row ${id}`);
    return row;
  };
  return {
    ...view,
    port,
    store,
    rowOf,
    todayIn: (id: string) => rowOf(id).querySelector("td.ledger-number")?.textContent ?? "",
    fragment: () => writeFragment(store.state, "zh-CN"),
  };
}

export async function renderAnswered(options: Parameters<typeof renderLedger>[0] = {}) {
  const ledger = renderLedger(options);
  await ledger.port.opens();
  await ledger.port.answers(createLedgerValues(JUDGED));
  return ledger;
}
