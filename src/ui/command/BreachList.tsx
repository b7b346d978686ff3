import { createMemo, For, Show } from "solid-js";
import { formatCount, formatHoursMinutes, formatModelledPersons, nameIn } from "../../i18n/format.ts";
import { siteVerdict } from "../../map/scenes/command-scene.ts";
import {
  breachRows,
  lateCause,
  type SiteRow,
  tightRows,
  unservedPersons,
} from "../../state/command-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import type { CommandModel } from "./command-model.ts";
import { ChangeStrip } from "./promises/ChangeStrip.tsx";
import { OpeningList } from "./promises/OpeningList.tsx";
import { SaveLines } from "./promises/SaveLines.tsx";
import { StateMark } from "./StateMark.tsx";

/** Rows shown of each kind; the table holds them all. */
const SHOWN_BREACHES = 12;
const SHOWN_TIGHT = 6;

/** What breaks, the worst first, with the cause; then what is tight. */
export function BreachList(props: { readonly command: CommandModel }) {
  const { words } = useApp();
  const breaches = createMemo(() => breachRows(props.command.sites()));
  const tight = createMemo(() => tightRows(props.command.sites()));
  const lateStations = createMemo(() => props.command.stations().filter((row) => row.state === "breaks"));
  const { state, pack } = useApp();
  return (
    <div class="breaches" data-stale={props.command.isStale() ? "" : undefined}>
      <div class="side-head">
        <h2>
          {words().command.breaches} <MethodBadge method="modelled" />
        </h2>
        <p class="side-count num">
          {words().command.breachCount(formatCount(breaches().length), formatCount(tight().length))}
        </p>
      </div>
      <Show when={pack()?.depots.length === 0}>
        <p class="side-note">{words().command.noDepots}</p>
      </Show>
      <Show
        when={
          breaches().length === 0 &&
          tight().length === 0 &&
          lateStations().length === 0 &&
          pack()?.depots.length !== 0
        }
      >
        <p class="side-good">
          <StateMark state="kept" />
          {words().command.noBreaches}
        </p>
      </Show>
      <ChangeStrip command={props.command} />
      <Show when={props.command.saves.askingShare() !== null}>
        <p class="side-note num" role="status">
          {words().command.rescue.finding}
        </p>
      </Show>
      <ul class="breach-list">
        <Show when={props.command.unplaced() > 0}>
          <li class="breach-row" data-state="unknown">
            <StateMark state="unknown" />
            <span class="breach-name">{words().command.unplaced}</span>
            <span class="breach-late num">
              {words().shared.persons(formatModelledPersons(props.command.unplaced()))}
            </span>
            <p class="breach-cause">
              {words().command.unplacedWhy(
                words().shared.paces[props.command.board()?.request.scenario.pace ?? state.scenario.pace],
                String(props.command.board()?.request.scenario.reachMinutes ?? state.scenario.reachMinutes),
              )}
            </p>
            <OpeningList command={props.command} />
          </li>
        </Show>
        <For each={lateStations()}>
          {(row) => (
            <li class="breach-row" data-state="breaks">
              <StateMark state="breaks" />
              <strong class="breach-name">{nameIn(state.language, row.station)}</strong>
              <span class="breach-late num">
                {words().command.mobilises(String(row.mobilisationMinutes))}
              </span>
            </li>
          )}
        </For>
        <For each={breaches().slice(0, SHOWN_BREACHES)}>
          {(row) => <SiteItem row={row} state="breaks" command={props.command} />}
        </For>
      </ul>
      <Show when={breaches().length > SHOWN_BREACHES}>
        <button type="button" class="side-link" onClick={() => props.command.setTab("shelters")}>
          {words().command.more(formatCount(breaches().length - SHOWN_BREACHES))}
        </button>
      </Show>
      <Show when={tight().length > 0}>
        <h3 class="side-subhead">{words().command.tightTitle}</h3>
        <ul class="breach-list">
          <For each={tight().slice(0, SHOWN_TIGHT)}>
            {(row) => <SiteItem row={row} state="tight" command={props.command} />}
          </For>
        </ul>
        <Show when={tight().length > SHOWN_TIGHT}>
          <button type="button" class="side-link" onClick={() => props.command.setTab("shelters")}>
            {words().command.more(formatCount(tight().length - SHOWN_TIGHT))}
          </button>
        </Show>
      </Show>
    </div>
  );
}

function SiteItem(props: {
  readonly row: SiteRow;
  readonly state: "breaks" | "tight";
  readonly command: CommandModel;
}) {
  const { state, words } = useApp();
  const depotName = () =>
    props.row.depot ? nameIn(state.language, props.row.depot) : words().shared.unknown;
  const causeWords = (): string => {
    const said = words().command.cause;
    const cause = lateCause(props.row, props.command.sites());
    switch (cause.kind) {
      case "cut-off":
        return said.cutOff;
      case "closure":
        return said.closure(cause.extraMinutes);
      case "no-way":
        return said.noWay;
      case "no-truck":
        return said.noTruck;
      case "leaves-late":
        return said.leavesLate(
          depotName(),
          String(props.row.truckNumber),
          formatHoursMinutes(props.row.departMinutes),
        );
      case "long-drive":
        return said.longDrive(depotName(), formatCount(props.row.driveMinutes));
      default: {
        const never: never = cause;
        throw new Error(String(never));
      }
    }
  };
  const facts = (): string[] => {
    const { row } = props;
    const said = words().command;
    const lines: string[] = [];
    if (row.supplyState === "breaks" || row.supplyState === "tight") {
      lines.push(causeWords());
      if (Number.isFinite(row.arrivalMinutes))
        lines.push(
          (row.arrivalMinutes <= props.command.elapsedMinutes() ? said.arrived : said.arrives)(
            formatHoursMinutes(row.arrivalMinutes),
          ),
        );
    }
    return lines;
  };
  const serviceWords = (): string => {
    const { row } = props;
    const said = words().command;
    if (row.serviceState === "tight") return said.servedTight(formatHoursMinutes(row.servedByMinutes));
    if (row.serviceState !== "breaks") return "";
    return said.unserved(formatCount(unservedPersons(row)), formatModelledPersons(row.personsInNeed));
  };
  const shortWords = (): string => {
    const { scarcestItem, shortQuantity } = props.row;
    if (!scarcestItem || props.row.serviceState !== "breaks") return "";
    const said = words().command;
    return said.shortOf(said.items[scarcestItem], said.quantities[scarcestItem](formatCount(shortQuantity)));
  };
  return (
    <li class="breach-row" data-state={props.state}>
      <StateMark state={props.state} />
      <button
        type="button"
        class="breach-name"
        aria-pressed={state.selection?.layer === "shelters" && state.selection.id === props.row.id}
        onClick={() => props.command.showSite(props.row)}
      >
        {nameIn(state.language, props.row)}
      </button>
      <span class="breach-late num">{siteVerdict(props.row, words())}</span>
      <p class="breach-cause num">
        {facts().join(" ")}
        <Show when={facts().length > 0 && serviceWords()}> </Show>
        {serviceWords()}
        <Show when={shortWords()}>
          {" "}
          <strong>{shortWords()}</strong>
        </Show>
      </p>
      <Show when={props.state === "breaks"}>
        <SaveLines shelterId={props.row.id} command={props.command} />
      </Show>
    </li>
  );
}
