import { For, Show } from "solid-js";
import type { LayerId } from "../../core/model/pack.ts";
import type { RelaxationChange, ShortfallAnswer } from "../../core/model/shortfall.ts";
import { formatCount, formatModelledPersons } from "../../i18n/format.ts";
import { settledScenario } from "../../state/schemes/scheme-scenarios.ts";
import { shownAnswer } from "../../state/store.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import { createChangeWords } from "./change-words.ts";
import type { PlanModel } from "./plan-model.ts";
import { QuestionFrame } from "./QuestionFrame.tsx";
import { QuestionTable } from "./QuestionTable.tsx";

/** Changes told of each kind: more would be a list, and a list is what the export is for. */
const TOLD_OF_EACH = 3;
const LIMIT_SECONDS = 20;
/** Longer walks that a rule could ever allow; beyond them the row only says that room is short. */
const TOLD_MINUTES = 10;

/** Who has no place, and what one change alone would give. */
export function ShortfallQuestion(props: { readonly plan: PlanModel }) {
  const { state, commands, words, pack } = useApp();
  const said = () => words().plan.questions.shortfall;
  const answer = () => shownAnswer(state, "shortfall")?.answer ?? null;
  const changeWords = createChangeWords(useApp());
  const placeOf = (change: RelaxationChange): { readonly layer: LayerId; readonly id: string } | null => {
    if (change.kind === "minutes") return null;
    if (change.kind === "gate") return { layer: "shelters", id: change.shelterId };
    const isShelter = pack()?.shelters.some((each) => each.id === change.siteId);
    return { layer: isShelter ? "shelters" : "candidates", id: change.siteId };
  };
  const showOf = (change: RelaxationChange) => {
    const place = placeOf(change);
    return place && (() => commands.select(place.layer, place.id));
  };
  const told = (found: ShortfallAnswer) =>
    found.relaxations.filter(
      ({ change }) => change.kind !== "minutes" || change.extraMinutes <= TOLD_MINUTES,
    );
  const sentences = (found: ShortfallAnswer): string[] => {
    const short = found.persons - found.placedPersons;
    if (short === 0) return [said().none];
    const lines = [said().short(formatModelledPersons(short), formatCount(found.communities.length))];
    if (found.missingSquareMetres > 0) lines.push(said().missingRoom(formatCount(found.missingSquareMetres)));
    lines.push(found.enoughMinutes === null ? said().notEnough : said().enough(String(found.enoughMinutes)));
    if (found.fewestSites) {
      const { siteIds, isProven, beyondPersons } = found.fewestSites;
      lines.push((isProven ? said().fewest : said().fewestUnproven)(String(siteIds.length)));
      if (beyondPersons > 0) lines.push(said().beyond(formatModelledPersons(beyondPersons)));
    }
    return lines;
  };
  return (
    <QuestionFrame
      kind="shortfall"
      title={said().title}
      about={said().about}
      onAsk={() => {
        props.plan.settleReach();
        commands.ask("shortfall", {
          scenario: settledScenario(state),
          openIds: [],
          most: TOLD_OF_EACH,
          limitSeconds: LIMIT_SECONDS,
        });
      }}
    >
      <Show when={answer()}>
        {(found) => (
          <>
            <ul class="question-lines">
              <For each={sentences(found())}>{(line) => <li>{line}</li>}</For>
            </ul>
            <QuestionTable
              head={[
                said().change,
                <>
                  {said().gained} <MethodBadge method="modelled" />
                </>,
              ]}
              rows={told(found()).map(({ change, gainedPersons }) => ({
                label: changeWords(change, pack()),
                value: said().persons(formatModelledPersons(gainedPersons)),
                show: showOf(change),
              }))}
            />
          </>
        )}
      </Show>
    </QuestionFrame>
  );
}
