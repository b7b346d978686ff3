import { createMemo, createResource, createSignal, onMount, Show } from "solid-js";
import { householdKit } from "../../../core/analysis/household-kit.ts";
import type { FindAnswer } from "../../../core/model/answers.ts";
import { HOUSEHOLD_PARTS, type Household } from "../../../core/model/household.ts";
import { cardWordsOf } from "../../../i18n/card-words.ts";
import { formatClock, formatDay, formatMetres, formatMinutes, nameIn } from "../../../i18n/format.ts";
import { cardLink } from "../../../state/card-link.ts";
import { useApp } from "../../shared/app-context.ts";
import { Segmented } from "../../shared/Segmented.tsx";
import { CardSheet, WalletCard } from "./CardSheet.tsx";
import "./card.css";
import "./card-print.css";
import type { CardFacts } from "./card-facts.ts";
import { HouseholdForm } from "./HouseholdForm.tsx";
import { nearMeetingPlace } from "./meeting-place.ts";

const FIRST_HOUSEHOLD: Household = { adult: 2, older: 0, child: 0, infant: 0, wheelchair: 0, pet: 0 };
const DAY_CHOICES = ["3", "7", "14"] as const;
type DayChoice = (typeof DAY_CHOICES)[number];
const PAPERS = ["sheet", "same", "apart"] as const;
/** Longer names would push the sheet over its page. */
const LONGEST_MEETING_PLACE = 40;

/** The answer to put by the door: who lives here, where to, where to meet, what to have. Typed in, printed, forgotten. */
export function HouseholdCard(props: {
  readonly answer: FindAnswer;
  /** The pace, as the answer says it. */
  readonly pace: string;
  onClose(): void;
}) {
  const { state, pack, words, loadKit } = useApp();
  const [rules] = createResource(loadKit);
  const said = createMemo(() => cardWordsOf(state.language));
  const [household, setHousehold] = createSignal(FIRST_HOUSEHOLD);
  // null: the rules' own number of days.
  const [ownDays, setOwnDays] = createSignal<DayChoice | null>(null);
  const days = () =>
    ownDays() ?? DAY_CHOICES.find((choice) => Number(choice) >= (rules()?.days.value ?? 0)) ?? "3";
  const [paper, setPaper] = createSignal<(typeof PAPERS)[number]>("sheet");
  const [hasHome, setHasHome] = createSignal(true);
  // What was typed outlives a new answer; null: the place the map proposes.
  const [ownNear, setOwnNear] = createSignal<string | null>(null);
  const [ownFar, setOwnFar] = createSignal<string | null>(null);
  let heading: HTMLHeadingElement | undefined;
  onMount(() => heading?.focus());

  const nameOf = (named: { readonly nameZh: string; readonly nameEn: string } | undefined) =>
    named ? nameIn(state.language, named) : "";
  type Opening = NonNullable<ReturnType<typeof pack>>["gates"][number]["opening"];
  const hoursOf = (opening: Opening | undefined): string => {
    const find = words().find;
    switch (opening?.kind) {
      case "always":
        return find.openAllDay;
      case "hours":
        return `${formatClock(opening.opensMinute)}-${formatClock(opening.closesMinute)}`;
      case "on-order":
        return find.opensOnOrder;
      case "locked":
        return find.locked;
      case "unknown":
      case undefined:
        return find.gateNotKnown;
    }
  };
  const shelters = createMemo(() =>
    [props.answer.best, ...props.answer.alternatives].slice(0, 2).map((option) => {
      const gate = pack()?.gates.find(({ id }) => id === option.gateId);
      return {
        name: nameOf(pack()?.shelters.find(({ id }) => id === option.shelterId)) || words().shared.unknown,
        gate: nameOf(gate),
        minutes: formatMinutes(option.seconds),
        metres: formatMetres(option.metres),
        hours: hoursOf(gate?.opening),
      };
    }),
  );
  const home = () => props.answer.request.origin;
  const proposedNear = createMemo(() => {
    const index = pack();
    const place = index ? nearMeetingPlace(index, home()) : null;
    return place ? nameIn(state.language, place) : said().meetNearHere;
  });
  const proposedFar = () => {
    const [first] = shelters();
    return first ? [first.name, first.gate].filter(Boolean).join(said().comma) : "";
  };
  const asOf = (name: string) =>
    pack()?.description.resources.find((resource) => resource.name === name)?.asOf ?? words().find.dayUnknown;
  const kit = createMemo(() => {
    const known = rules();
    return known ? householdKit(known, household(), Number(days())) : [];
  });
  const facts = createMemo(
    (): CardFacts => ({
      home: state.origin?.name ?? words().find.pickedOnMap,
      shelters: shelters(),
      pace: props.pace,
      meetNear: ownNear() ?? proposedNear(),
      meetFar: ownFar() ?? proposedFar(),
      household: HOUSEHOLD_PARTS.filter((part) => household()[part] > 0)
        .map((part) => said().counted(said().parts[part], String(household()[part])))
        .join(said().comma),
      days: Number(days()),
      kit: kit(),
      link: cardLink(location.href, {
        packId: state.packId,
        language: state.language,
        scenario: state.scenario,
        home: hasHome() ? home() : null,
        gateId: props.answer.best.gateId,
      }),
      made: state.isClockWrong
        ? said().madeUnknown
        : said().made(formatDay(new Date().toISOString(), state.language)),
      dataOf: said().dataOf(asOf("shelters"), asOf("network")),
      attribution: pack()?.description.attributions.join(" · ") ?? "",
    }),
  );
  const setting = () => ({ said: said(), words: words(), language: state.language, facts: facts() });
  return (
    <div class="household-card" data-paper={paper()}>
      <div class="card-form">
        <button type="button" class="answer-link" onClick={() => props.onClose()}>
          <span aria-hidden="true">‹ </span>
          {said().back}
        </button>
        <h1 tabindex="-1" ref={(element) => (heading = element)}>
          {said().title}
        </h1>
        <p>{said().intro}</p>
        <HouseholdForm said={said()} household={household()} onChange={setHousehold} />
        <Segmented<DayChoice>
          legend={said().days}
          name="card-days"
          isLegendShown
          value={days()}
          options={DAY_CHOICES.map((value) => ({ value, label: said().daysOption(value) }))}
          onChange={setOwnDays}
        />
        <label class="card-field">
          {said().meetNear}
          <input
            type="text"
            maxLength={LONGEST_MEETING_PLACE}
            autocomplete="off"
            value={ownNear() ?? proposedNear()}
            onInput={(event) => setOwnNear(event.currentTarget.value)}
          />
        </label>
        <label class="card-field">
          {said().meetFar}
          <input
            type="text"
            maxLength={LONGEST_MEETING_PLACE}
            autocomplete="off"
            value={ownFar() ?? proposedFar()}
            onInput={(event) => setOwnFar(event.currentTarget.value)}
          />
        </label>
        <Segmented
          legend={said().paper}
          name="card-paper"
          isLegendShown
          value={paper()}
          options={PAPERS.map((value) => ({ value, label: said().papers[value] }))}
          onChange={setPaper}
        />
        <label class="card-check">
          <input
            type="checkbox"
            checked={hasHome()}
            aria-describedby="card-home-note"
            onChange={(event) => setHasHome(event.currentTarget.checked)}
          />
          {said().withHome}
        </label>
        <p id="card-home-note" class="answer-note">
          {said().withHomeNote}
        </p>
        <button type="button" class="button" data-kind="go" onClick={() => window.print()}>
          {said().print}
        </button>
      </div>
      <CardSheet {...setting()} />
      <Show when={paper() !== "sheet"}>
        <WalletCard {...setting()} />
      </Show>
    </div>
  );
}
