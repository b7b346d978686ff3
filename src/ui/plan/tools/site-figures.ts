import { type Accessor, createEffect, createMemo, createSignal, on } from "solid-js";
import type { CoverageAnswer } from "../../../core/model/answers.ts";
import type { ProposedSite } from "../../../core/model/proposal.ts";
import { formatCount, formatModelledPersons, formatPercent } from "../../../i18n/format.ts";
import { fourNumbers } from "../../../state/plan-selectors.ts";
import { type OutlineFault, outlineFaults } from "../../../state/schemes/outline-faults.ts";
import { isForSameSettings } from "../../../state/schemes/scheme-scenarios.ts";
import { shownAnswer } from "../../../state/store.ts";
import type { AppContextValue } from "../../shared/app-context.ts";
import { createOutlineGround } from "./outline-ground.ts";

/** What a site does to the district and how full it is, in words. */
export interface SiteFigures {
  readonly nameOf: (site: ProposedSite) => string;
  /** null: nothing to compare with yet. */
  readonly changeWords: Accessor<string | null>;
  readonly useWords: (site: ProposedSite) => string;
  readonly faultWords: (site: ProposedSite) => readonly string[];
  /** The headline once everything has come to rest; empty before the first change. */
  readonly settledWords: Accessor<string>;
}

const reached = ({ district }: CoverageAnswer) => district.withRoomPersons + district.nearButFullPersons;

export function createSiteFigures(app: AppContextValue): SiteFigures {
  const { state, words } = app;
  const groundOf = createOutlineGround(
    app,
    () => state.schemes.draft !== null || state.schemes.selectedSiteId !== null,
  );
  const answer = () => shownAnswer(state, "coverage")?.answer ?? null;
  const beside = () => shownAnswer(state, "coverageBeside")?.answer ?? null;
  const changeWords = createMemo(() => {
    const [now, before] = [answer(), beside()];
    if (!now || !before || !isForSameSettings(now.request.scenario, before.request.scenario)) return null;
    const persons = reached(now) - reached(before);
    const said = words().plan.live;
    if (persons === 0) return said.same;
    return persons > 0
      ? said.more(formatModelledPersons(persons))
      : said.fewer(formatModelledPersons(-persons));
  });
  const faultWord = (fault: OutlineFault): string => {
    const said = words().plan.live.faults;
    switch (fault.kind) {
      case "crossing":
        return said.crossing;
      case "no-area":
        return said.noArea;
      case "outside":
        return said.outside;
      case "on-water":
        return said.onWater;
      case "overlaps":
        return said.overlaps(fault.names.join(words().shared.comma));
      default: {
        const never: never = fault;
        throw new Error(String(never));
      }
    }
  };

  // Said once what was in the hand is let go and its answer stands.
  const [settledWords, setSettledWords] = createSignal("");
  createEffect(
    on(
      () => {
        const task = state.tasks.coverage;
        return state.schemes.draft === null && state.schemes.currentId !== null && task.status === "done"
          ? task.answer
          : null;
      },
      (settled) => {
        const change = settled && changeWords();
        if (!settled || !change) return;
        const share = formatPercent(fourNumbers(settled.district).networkPersonsWithRoom);
        setSettledWords(words().plan.live.settled(share, change));
      },
      { defer: true },
    ),
  );

  return {
    nameOf: (site) => {
      const scheme = state.schemes.schemes.find(({ id }) => id === state.schemes.currentId);
      return scheme ? `${scheme.name} · ${site.name}` : site.name;
    },
    changeWords,
    useWords: (site) => {
      const said = words().plan.live;
      const now = answer();
      const load = now?.loads.find(({ shelterId }) => shelterId === site.id);
      if (!now || !load || load.capacityPersons === null) return said.areaUnknown;
      const squareMetres =
        site.area.kind === "typed"
          ? site.area.squareMetres
          : load.capacityPersons * now.squareMetresPerPerson;
      const share = load.capacityPersons === 0 ? 0 : load.assignedPersons / load.capacityPersons;
      return said.use(formatCount(Math.round(squareMetres / 10) * 10), formatPercent(share));
    },
    faultWords: (site) => outlineFaults(site, groundOf(site.id)).map(faultWord),
    settledWords,
  };
}
