import { createSignal, onCleanup } from "solid-js";
import type { Failure } from "../../core/model/failure.ts";
import type { ColumnMapping, CrsAxes, CrsId, ImportLayer, MergeMode } from "../../core/model/import.ts";
import type {
  CrsJudgement,
  DraftSummary,
  ImportGround,
  LayerGuess,
  TableSummary,
} from "../../core/model/import-session.ts";
import type { AppContextValue } from "../shared/app-context.ts";

export interface Reading {
  readonly crs: CrsId;
  readonly axes: CrsAxes;
  readonly by: "declared" | "ground" | "person";
}

/** Where an import stands: one calm step at a time. */
export type ImportStep =
  | { readonly kind: "idle"; readonly addedRows: number | null }
  | { readonly kind: "reading"; readonly file: string; readonly share: number }
  | { readonly kind: "tables"; readonly tables: readonly TableSummary[] }
  | { readonly kind: "mapping"; readonly table: TableSummary; readonly guess: LayerGuess }
  | { readonly kind: "judging" }
  | {
      readonly kind: "asking";
      readonly table: TableSummary;
      readonly guess: LayerGuess;
      readonly judgement: CrsJudgement;
    }
  | { readonly kind: "drafting" }
  | {
      readonly kind: "checked";
      readonly table: TableSummary;
      readonly guess: LayerGuess;
      readonly judgement: CrsJudgement | null;
      readonly reading: Reading;
      readonly draft: DraftSummary;
    }
  | { readonly kind: "accepting" };

/** Rows whose positions are already loaded stand in the coordinates of the pack. */
const OWN_READING: Reading = { crs: "EPSG:4326", axes: "xy", by: "person" };

export type ImportModel = ReturnType<typeof createImportModel>;

/** One import after another; a failure ends the one at hand and touches nothing that was added before. */
export function createImportModel(app: AppContextValue) {
  const { state, commands, importer } = app;
  const [step, setStep] = createSignal<ImportStep>({ kind: "idle", addedRows: null });
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const [waiting, setWaiting] = createSignal<readonly File[]>([]);
  let running: AbortController | null = null;
  /** Answers to a step that was left are dropped. */
  let turn = 0;

  const ground = (): ImportGround => ({
    packId: state.packId,
    baseUrl: importer.baseUrlOf(state.packId),
    changes: state.changes,
  });
  const go = (next: ImportStep) => {
    turn++;
    if (next.kind !== "checked") commands.showPreview(null);
    setStep(next);
  };
  const fail = (found: Failure) => {
    if (found.code !== "CANCELLED") setFailure(found);
    go({ kind: "idle", addedRows: null });
  };

  async function read(file: File) {
    running?.abort();
    const controller = new AbortController();
    running = controller;
    setFailure(null);
    go({ kind: "reading", file: file.name, share: 0 });
    const result = await importer.read(ground(), file, {
      signal: controller.signal,
      onProgress: (share) => {
        if (running === controller && step().kind === "reading")
          setStep({ kind: "reading", file: file.name, share });
      },
    });
    if (running !== controller) return;
    running = null;
    if (!result.ok) return fail(result.failure);
    const [only, second] = result.value;
    if (!only) return fail({ code: "IMPORT_EMPTY", file: file.name });
    if (second) go({ kind: "tables", tables: result.value });
    else chooseTable(only);
  }

  function chooseTable(table: TableSummary) {
    const source = table.part === null ? table.file : `${table.file} · ${table.part}`;
    const { mapping } = table.guess;
    go({
      kind: "mapping",
      table,
      guess: { ...table.guess, mapping: { ...mapping, source: mapping.source || source } },
    });
  }

  function next() {
    const following = waiting()[0];
    if (!following) return;
    setWaiting(waiting().slice(1));
    void read(following);
  }

  /** Runs a question; its answer counts only while nobody has gone on. */
  async function asked<Value>(work: Promise<Value>, then: (value: Value) => void) {
    const mine = turn;
    try {
      const value = await work;
      if (mine === turn) then(value);
    } catch (reason) {
      if (mine === turn)
        fail({ code: "UNEXPECTED", detail: reason instanceof Error ? reason.message : String(reason) });
    }
  }

  function judge(table: TableSummary, guess: LayerGuess) {
    if (guess.mapping.place.kind === "none") return draft(table, guess, null, OWN_READING);
    go({ kind: "judging" });
    void asked(importer.judge(ground(), table.tableId, guess.mapping), (result) => {
      if (!result.ok) return fail(result.failure);
      const { verdict } = result.value;
      if (verdict.kind === "ask") go({ kind: "asking", table, guess, judgement: result.value });
      else draft(table, guess, result.value, { crs: verdict.crs, axes: verdict.axes, by: verdict.by });
    });
  }

  function draft(table: TableSummary, guess: LayerGuess, judgement: CrsJudgement | null, reading: Reading) {
    go({ kind: "drafting" });
    const latestYear = new Date().getFullYear();
    void asked(
      importer.draft(ground(), table.tableId, guess.mapping, reading.crs, reading.axes, latestYear),
      (result) => {
        if (!result.ok) {
          // The person can choose again: only this reading was wrong.
          if (judgement && result.failure.code === "CRS_UNKNOWN") {
            setFailure(result.failure);
            return go({ kind: "asking", table, guess, judgement });
          }
          return fail(result.failure);
        }
        setFailure(null);
        go({ kind: "checked", table, guess, judgement, reading, draft: result.value });
        const { preview, bbox, draftId } = result.value;
        commands.showPreview({ features: preview, bbox, key: `draft ${draftId}` });
      },
    );
  }

  function accept(summary: DraftSummary, mode: MergeMode) {
    go({ kind: "accepting" });
    const importedAt = new Date().toISOString();
    const request = {
      draftId: summary.draftId,
      mode,
      changeId: `${importedAt} ${summary.draftId}`,
      importedAt,
    };
    void asked(importer.accept(ground(), request), (result) => {
      if (!result.ok) return fail(result.failure);
      for (const change of result.value) commands.acceptChange(change);
      go({ kind: "idle", addedRows: summary.goodCount });
      next();
    });
  }

  onCleanup(() => {
    running?.abort();
    turn++;
    commands.showPreview(null);
  });

  return {
    step,
    failure,
    waiting,
    putFailureAway: () => setFailure(null),
    addFiles(files: readonly File[]) {
      const [first, ...rest] = files;
      if (!first) return;
      if (step().kind === "idle") {
        setWaiting([...waiting(), ...rest]);
        void read(first);
      } else setWaiting([...waiting(), ...files]);
    },
    cancel() {
      running?.abort();
      running = null;
      go({ kind: "idle", addedRows: null });
      next();
    },
    chooseTable,
    chooseLayer(table: TableSummary, guess: LayerGuess, layer: ImportLayer) {
      void asked(importer.guess(table.tableId, layer), (found) =>
        go({
          kind: "mapping",
          table,
          guess: {
            ...found,
            mapping: { ...found.mapping, method: guess.mapping.method, source: guess.mapping.source },
          },
        }),
      );
    },
    setMapping(table: TableSummary, guess: LayerGuess, mapping: ColumnMapping) {
      setStep({ kind: "mapping", table, guess: { ...guess, mapping } });
    },
    backToMapping: (table: TableSummary, guess: LayerGuess) => go({ kind: "mapping", table, guess }),
    backToAsking: (table: TableSummary, guess: LayerGuess, judgement: CrsJudgement) =>
      go({ kind: "asking", table, guess, judgement }),
    judge,
    draft,
    accept,
  };
}
