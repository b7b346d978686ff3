import { createMemo, For, Show } from "solid-js";
import type { ExplainAnswer } from "../../core/model/explain.ts";
import {
  formatCount,
  formatMetres,
  formatMinutes,
  formatModelledPersons,
  nameIn,
} from "../../i18n/format.ts";
import { useApp } from "../shared/app-context.ts";

/** Less is lost in the rounding of a walk. */
const WORTH_SAYING_SECONDS = 30;

/** What costs most on the way to the gate, or stands in the way of any: one short sentence each. */
export function ProbeReasons(props: { readonly answer: ExplainAnswer }) {
  const { state, words, pack } = useApp();
  const probe = () => words().plan.probe;
  const metres = (each: number) => formatCount(Math.round(each));
  const persons = (count: number) => formatModelledPersons(count);
  const kilometres = (each: number) => (each / 1000).toFixed(1);

  const closureWords = (answer: ExplainAnswer): readonly string[] => {
    const said: string[] = [];
    if (answer.kind === "reached" && answer.closureSeconds >= WORTH_SAYING_SECONDS)
      said.push(probe().closures(formatMinutes(answer.closureSeconds)));
    if (answer.kind === "reached" && answer.closureSeconds <= -WORTH_SAYING_SECONDS)
      said.push(
        answer.closureSeconds === Number.NEGATIVE_INFINITY
          ? probe().bridgeAlone
          : probe().bridge(formatMinutes(-answer.closureSeconds)),
      );
    const costliest = answer.costliestClosure;
    if (!costliest || answer.request.scenario.closures.length < 2) return said;
    const { closureId, savedSeconds } = costliest;
    if (savedSeconds < WORTH_SAYING_SECONDS) return said;
    if (closureId === null) said.push(probe().closureTogether);
    else {
      const place = answer.request.scenario.closures.findIndex((closure) => closure.id === closureId);
      const ordinal = String(place + 1);
      said.push(
        savedSeconds === Number.POSITIVE_INFINITY
          ? probe().closureOpens(ordinal)
          : probe().closureOne(ordinal, formatMinutes(savedSeconds)),
      );
    }
    return said;
  };
  const gateWords = ({ shutGate }: ExplainAnswer): readonly string[] => {
    if (!shutGate || shutGate.savedSeconds < WORTH_SAYING_SECONDS) return [];
    const shelter = pack()?.shelters.find((each) => each.id === shutGate.shelterId);
    const gate = pack()?.gates.find((each) => each.id === shutGate.gateId);
    const shelterName = shelter ? nameIn(state.language, shelter) : shutGate.shelterId;
    const gateName = gate ? nameIn(state.language, gate) : "";
    const whole = gateName ? probe().gateOf(shelterName, gateName) : shelterName;
    return [probe().shutGate[shutGate.state](whole, formatMinutes(shutGate.seconds))];
  };
  const wayWords = (answer: ExplainAnswer): readonly string[] => {
    if (answer.kind !== "reached") return [];
    const { queue, missingLink } = answer;
    const said = [
      queue.widthMetres === null || queue.lastInSeconds === null
        ? probe().queueUnknown(persons(queue.persons))
        : probe().queue(
            persons(queue.persons),
            queue.widthMetres.toFixed(1),
            formatMinutes(queue.lastInSeconds),
          ),
    ];
    if (missingLink)
      said.push(probe().missingLink(metres(missingLink.metres), formatMinutes(missingLink.savedSeconds)));
    return said;
  };
  const cutOffWords = (answer: ExplainAnswer): readonly string[] => {
    if (answer.kind !== "not-reached") return [];
    const said: string[] = [];
    if (answer.onFootSeconds !== null) said.push(probe().onFoot(formatMinutes(answer.onFootSeconds)));
    const { cutOff } = answer;
    if (!cutOff) return said;
    const inWords = answer.request.scenario.period === "day" ? probe().cutOffDay : probe().cutOff;
    said.push(inWords(kilometres(cutOff.streetMetres), persons(cutOff.persons)));
    if (cutOff.gap) said.push(probe().gap(formatMetres(cutOff.gap.metres)));
    return said;
  };
  const all = createMemo(() => [
    ...closureWords(props.answer),
    ...cutOffWords(props.answer),
    ...gateWords(props.answer),
    ...wayWords(props.answer),
  ]);
  return (
    <Show when={all().length > 0}>
      <ul class="probe-reasons">
        <For each={all()}>{(sentence) => <li>{sentence}</li>}</For>
      </ul>
    </Show>
  );
}
