import { type Accessor, createSignal } from "solid-js";
import cnPlanning from "../../../../data/rules/cn-planning.json";
import type { PackIndex } from "../../../core/model/pack-data.ts";
import type { Scenario } from "../../../core/model/scenario.ts";
import { SCHEME_EXPECTATIONS, type Scheme } from "../../../core/model/scheme.ts";
import { addScheme } from "../../../state/schemes/edit-schemes.ts";
import { newId } from "../../../state/schemes/new-id.ts";
import { isForSameSettings } from "../../../state/schemes/scheme-scenarios.ts";
import type { AppContextValue } from "../../shared/app-context.ts";
import { saveFile } from "../../shared/save-file.ts";
import { distinctName } from "./free-name.ts";

/** Schemes out to files and links, and back in. */
export interface SchemeFiles {
  /** Only while a pack is open: a file says on which data it was made. */
  readonly save: (schemes: readonly Scheme[]) => Promise<void>;
  readonly load: (files: Iterable<File>) => Promise<void>;
  /** What was loaded last; null: nothing, or it is long done. */
  readonly loadedNames: Accessor<readonly string[] | null>;
  /** Of the file loaded last, where they are not those in use. */
  readonly otherSettings: Accessor<Partial<Scenario> | null>;
  readonly useSettings: () => void;
}

/** What no system's files may be called by. */
const FORBIDDEN_IN_NAMES = /[\\/:*?"<>|\p{Cc}]+/gu;

const knownIds = (pack: PackIndex) => ({
  shelters: new Set(pack.shelters.map(({ id }) => id)),
  gates: new Set(pack.gates.map(({ id }) => id)),
  bases: new Set([...pack.depots, ...pack.stations, ...pack.seismicStations].map(({ id }) => id)),
});

export function createSchemeFiles(app: AppContextValue): SchemeFiles {
  const { state, commands, words } = app;
  const [loadedNames, setLoadedNames] = createSignal<readonly string[] | null>(null);
  const [otherSettings, setOtherSettings] = createSignal<Partial<Scenario> | null>(null);

  async function save(schemes: readonly Scheme[]) {
    const pack = app.pack();
    if (!pack) return;
    const { app: build, writeSchemeFile } = await app.schemeTexts();
    const { proposals: _, ...settings } = state.scenario;
    for (const scheme of schemes) {
      const text = writeSchemeFile({
        app: build,
        madeAt: new Date().toISOString(),
        pack: { id: pack.description.id, asOf: pack.description.asOf },
        rules: { id: cnPlanning.id, edition: cnPlanning.edition },
        settings,
        scheme,
      });
      const name = words().plan.schemes.fileName(scheme.name.replace(FORBIDDEN_IN_NAMES, " ").trim());
      saveFile(name, new TextEncoder().encode(text));
    }
  }

  async function load(files: Iterable<File>) {
    const { readSchemeFile } = await app.schemeTexts();
    const names: string[] = [];
    let settingsOfLast: Partial<Scenario> | null = null;
    for (const file of files) {
      const text = await file.text();
      const pack = app.pack();
      if (!pack) {
        const place = { file: file.name, found: state.packId, expected: SCHEME_EXPECTATIONS.openPack };
        commands.tellOfSchemes({ code: "SCHEME_FILE_UNREADABLE", place });
        continue;
      }
      const { id: packId, asOf } = pack.description;
      const result = readSchemeFile(file.name, text, { packId, asOf, known: knownIds(pack) });
      if (!result.ok) {
        commands.tellOfSchemes(result.failure);
        continue;
      }
      const { scheme, settings, troubles } = result.value;
      const taken = state.schemes.schemes.map(({ name }) => name);
      const name = distinctName(scheme.name, taken);
      // Its own id may be that of a scheme which is here already, and has gone on since.
      commands.setSchemes(addScheme(state.schemes, { ...scheme, id: newId(), name }));
      names.push(name);
      settingsOfLast = settings;
      for (const trouble of troubles) commands.tellOfSchemes(trouble);
    }
    setLoadedNames(names.length > 0 ? names : null);
    const isOther =
      settingsOfLast && !isForSameSettings({ ...state.scenario, ...settingsOfLast }, state.scenario);
    setOtherSettings(isOther ? settingsOfLast : null);
  }

  return {
    save,
    load,
    loadedNames,
    otherSettings,
    useSettings: () => {
      const settings = otherSettings();
      if (settings) commands.setScenario(settings);
      setOtherSettings(null);
    },
  };
}
