import { type Accessor, createSignal } from "solid-js";
import type { BaseSite } from "../../../core/model/bases.ts";
import type { LngLat } from "../../../core/model/geometry.ts";
import type { BaseKind, Proposals, ProposedBase } from "../../../core/model/proposal.ts";
import { nameIn } from "../../../i18n/format.ts";
import type { BasesOnMap } from "../../../map/scenes/base-scene.ts";
import { putBases } from "../../../state/schemes/edit-bases.ts";
import { newId } from "../../../state/schemes/new-id.ts";
import { proposalsOf } from "../../../state/schemes/scheme-scenarios.ts";
import { shownAnswer } from "../../../state/store.ts";
import type { AppContextValue } from "../../shared/app-context.ts";
import { freeName } from "../schemes/free-name.ts";

/** A base of the pack or of the scheme, as the forms need it. */
export interface StandingBase {
  readonly id: string;
  readonly name: string;
  readonly lngLat: LngLat;
  /** A full fire station. */
  readonly isFull: boolean;
  /** Nobody said where it stands: its place was made by the model. */
  readonly isModelled: boolean;
}

export interface BasesModel {
  readonly kind: Accessor<BaseKind>;
  readonly setKind: (kind: BaseKind) => void;
  /** Those of the kind that stand in the current scheme, full fire stations first. */
  readonly standing: (kind: BaseKind) => readonly StandingBase[];
  readonly nameOf: (site: Pick<BaseSite, "from" | "nameZh" | "nameEn" | "nearZh" | "nearEn">) => string;
  /** Which of the depot goals is on the map. */
  readonly depotGoal: Accessor<number>;
  readonly setDepotGoal: (goal: number) => void;
  readonly onMap: Accessor<BasesOnMap>;
  /** Puts bases into the current scheme, or into a new one. */
  readonly put: (bases: readonly ProposedBase[], movedIds: readonly string[]) => void;
  readonly putWords: Accessor<string>;
  /** Whether all of them stand in the current scheme. */
  readonly isPut: (bases: readonly ProposedBase[]) => boolean;
}

export function createBasesModel(app: AppContextValue): BasesModel {
  const { state, commands, words, pack } = app;
  const [kind, setKind] = createSignal<BaseKind>("fire-small");
  const [depotGoal, setDepotGoal] = createSignal(0);
  const proposals = (): Proposals => proposalsOf(state, state.schemes.currentId);
  const said = () => words().plan.bases;

  const standing = (of: BaseKind): StandingBase[] => {
    const index = pack();
    if (!index) return [];
    const closed = new Set(proposals().closedBaseIds ?? []);
    const named = (
      rows: readonly { id: string; nameZh: string; nameEn: string; lngLat: LngLat; method: string }[],
    ) =>
      rows.map((row) => ({
        id: row.id,
        name: nameIn(state.language, row),
        lngLat: row.lngLat,
        isFull: false,
        isModelled: row.method === "modelled",
      }));
    const ofPack: readonly StandingBase[] =
      of === "depot"
        ? named(index.depots.filter(({ level }) => level === "district"))
        : of === "seismic"
          ? index.seismicStations.map(({ id, lngLat }) => ({
              id,
              name: id,
              lngLat,
              isFull: false,
              isModelled: true,
            }))
          : [
              ...named(index.stations.filter((station) => station.kind === "fire")).map((base) => ({
                ...base,
                isFull: true,
              })),
              ...named(index.stations.filter((station) => station.kind === "fire-small")),
            ];
    return [
      ...ofPack.filter(({ id }) => !closed.has(id)),
      ...(proposals().bases ?? [])
        .filter((base) => base.kind === of)
        .map(({ id, name, lngLat }) => ({ id, name, lngLat, isFull: false, isModelled: false })),
    ];
  };

  const chosenOnMap = (): BasesOnMap["chosen"] => {
    if (kind() === "fire-small") return shownAnswer(state, "siteBases")?.answer.chosen ?? [];
    if (kind() === "depot")
      return shownAnswer(state, "siteDepots")?.answer.choices[depotGoal()]?.chosen ?? [];
    const next = shownAnswer(state, "seismicSpacing")?.answer.next ?? [];
    return next.map(({ lngLat }, i) => ({ id: `next-${i}`, lngLat }));
  };

  return {
    kind,
    setKind,
    standing,
    nameOf: ({ from, nameZh, nameEn, nearZh, nearEn }) => {
      const name = nameIn(state.language, { nameZh, nameEn });
      if (from !== "junction") return name;
      const near = nameIn(state.language, { nameZh: nearZh, nameEn: nearEn });
      if (name.includes("×")) return said().junctionOf(name);
      if (name && near) return said().junctionOfNear(name, near);
      return near ? said().junctionNear(near) : name || said().junction;
    },
    depotGoal,
    setDepotGoal,
    onMap: () => ({
      kind: kind(),
      standing: standing(kind()),
      chosen: chosenOnMap(),
      reach: kind() === "fire-small" ? shownAnswer(state, "baseReach") : null,
      emptyCircle:
        kind() === "seismic"
          ? (shownAnswer(state, "seismicSpacing")?.answer.today.emptyCircle ?? null)
          : null,
    }),
    put: (bases, movedIds) => {
      const names = state.schemes.schemes.map(({ name }) => name);
      commands.setSchemes(
        putBases(state.schemes, { bases, movedIds }, { id: newId(), name: freeName(names, words()) }),
      );
    },
    putWords: () => {
      const current = state.schemes.schemes.find(({ id }) => id === state.schemes.currentId);
      return current ? said().putInto(current.name) : said().putNew;
    },
    isPut: (bases) => {
      const put = new Set((proposals().bases ?? []).map(({ id }) => id));
      return bases.length > 0 && bases.every(({ id }) => put.has(id));
    },
  };
}
