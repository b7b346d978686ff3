import { type Accessor, createMemo, createSignal } from "solid-js";
import type { Language } from "../../../core/model/language.ts";
import type { ReadLogFile } from "../../../core/model/log-file.ts";
import type { ActKind } from "../../../core/model/operation.ts";
import type { LogFileTrouble } from "../../../core/model/operation-trouble.ts";
import type { Result } from "../../../core/result.ts";
import type { ActNames } from "../../../i18n/describe-act.ts";
import { nameIn } from "../../../i18n/format.ts";
import type { Words } from "../../../i18n/words.ts";
import type { AppContextValue } from "../../shared/app-context.ts";
import { saveFile } from "../../shared/save-file.ts";
import type { CommandModel } from "../command-model.ts";

export const LOG_FILTERS = [
  "all",
  "streets",
  "shelters",
  "forces",
  "supplies",
  "hazards",
  "orders",
  "notes",
] as const;
export type LogFilter = (typeof LOG_FILTERS)[number];

const FILTER_OF: { readonly [Kind in ActKind]: Exclude<LogFilter, "all"> } = {
  "operation-opened": "orders",
  "operation-closed": "orders",
  "closure-made": "streets",
  "closure-lifted": "streets",
  "hazards-set": "hazards",
  "need-set": "orders",
  "depot-lost": "supplies",
  "depot-back": "supplies",
  "depot-trucks": "supplies",
  "shelter-status": "shelters",
  occupancy: "shelters",
  "gate-state": "shelters",
  "incident-entered": "hazards",
  "incident-ended": "hazards",
  "crews-out": "forces",
  "crews-back": "forces",
  "stock-moved": "supplies",
  "agreement-made": "supplies",
  "agreement-ended": "supplies",
  "kits-counted": "supplies",
  "gauge-read": "hazards",
  "vehicle-seen": "forces",
  "alert-issued": "hazards",
  "level-set": "orders",
  "step-marked": "orders",
  "promise-forecast": "orders",
  noted: "notes",
};
export const isShownBy = (filter: LogFilter, kind: ActKind): boolean =>
  filter === "all" || FILTER_OF[kind] === filter;

/** What no system's files may be called by. */
const FORBIDDEN_IN_NAMES = /[\\/:*?"<>|\p{Cc}]+/gu;

/** Names of what lines of the log are about, as the pack and the board know them. */
export function createActNames(
  app: AppContextValue,
  command: CommandModel,
  language: Accessor<Language> = () => app.state.language,
  words: Accessor<Words> = app.words,
): Accessor<ActNames> {
  const { state } = app;
  return createMemo(() => {
    const pack = app.pack();
    const said = words().command;
    const nameOf = (
      rows: readonly { readonly id: string; readonly nameZh: string; readonly nameEn: string }[],
    ) => {
      const names = new Map(rows.map((row) => [row.id, nameIn(language(), row)]));
      return (id: string) => names.get(id) || id;
    };
    const shelterOf = nameOf(pack?.shelters ?? []);
    const gates = new Map((pack?.gates ?? []).map((gate) => [gate.id, gate.shelterId]));
    const streets = new Map(
      (command.board()?.closedStretches ?? []).map((stretch) => [
        stretch.closureId,
        nameIn(language(), stretch) || said.unnamedLane,
      ]),
    );
    return {
      shelter: shelterOf,
      depot: nameOf(pack?.depots ?? []),
      station: nameOf(pack?.stations ?? []),
      gate: (id) => {
        const shelterId = gates.get(id);
        return said.log.gateOf(shelterId === undefined ? id : shelterOf(shelterId));
      },
      step: (id) => {
        const step = command.planInUse.step(id);
        return step ? (language() === "en" ? step.textEn : step.textZh) : id;
      },
      closedStreet: (id) => streets.get(id) ?? null,
      incidentKind: (id) => state.operation.situation.incidents[id]?.incident.kind ?? "other",
    };
  });
}

export interface LogFileHand {
  readonly save: () => void;
  readonly load: (files: FileList | null) => Promise<void>;
  readonly isReading: Accessor<boolean>;
  /** A file whose first lines are good: they can be had. */
  readonly good: Accessor<{ readonly file: string; readonly read: ReadLogFile } | null>;
  readonly takeGood: () => Promise<void>;
}

/** More than this is nobody's log: a gigabyte would stop the page before it could be said. */
const MOST_BYTES = 300_000_000;

/** Logs out to files and back in. */
export function createLogFileHand(app: AppContextValue): LogFileHand {
  const { state, words } = app;
  const [isReading, setIsReading] = createSignal(false);
  const [good, setGood] = createSignal<{ readonly file: string; readonly read: ReadLogFile } | null>(null);
  const breathe = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

  async function read(file: File): Promise<Result<ReadLogFile, LogFileTrouble> | null> {
    const desk = app.operationDesk();
    if (!desk) return null;
    const unreadable = (found: string, expected: string): Result<ReadLogFile, LogFileTrouble> => ({
      ok: false,
      failure: { code: "LOG_FILE_UNREADABLE", place: { file: file.name, found, expected } },
    });
    if (file.size > MOST_BYTES) return unreadable(`${file.size} B`, `<=${MOST_BYTES} B`);
    try {
      return await desk.files.readLogFile(file.name, await file.text(), breathe);
    } catch (reason) {
      // Moved or locked since it was picked.
      return unreadable(String(reason).slice(0, 80), "JSON");
    }
  }

  return {
    save() {
      const desk = app.operationDesk();
      const { head, entries } = state.operation;
      if (!desk || !head) return;
      const { app: build, writeLogFile } = desk.files;
      const text = writeLogFile({ app: build, madeAt: new Date().toISOString(), head, entries });
      const name = words().command.log.fileName(head.title.replace(FORBIDDEN_IN_NAMES, " ").trim());
      saveFile(name, new TextEncoder().encode(text));
    },
    async load(files) {
      const file = files?.[0];
      const desk = app.operationDesk();
      if (!file || !desk) return;
      setGood(null);
      setIsReading(true);
      const found = await read(file);
      setIsReading(false);
      if (!found) return;
      if (!found.ok) desk.tell(found.failure);
      else if (found.value.broken) {
        desk.tell(found.value.broken);
        setGood({ file: file.name, read: found.value });
      } else await desk.takeIn(found.value.head, found.value.entries, file.name);
    },
    isReading,
    good,
    async takeGood() {
      const found = good();
      setGood(null);
      if (found) await app.operationDesk()?.takeIn(found.read.head, found.read.entries, found.file);
    },
  };
}
