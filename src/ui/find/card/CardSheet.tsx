import { For, Show } from "solid-js";
import type { KitLine } from "../../../core/model/household.ts";
import type { Language } from "../../../core/model/language.ts";
import type { CardWords } from "../../../i18n/card-words.ts";
import type { Words } from "../../../i18n/words.ts";
import type { CardFacts, CardShelter } from "./card-facts.ts";
import { QrCode } from "./QrCode.tsx";

interface Setting {
  readonly said: CardWords;
  readonly words: Words;
  readonly language: Language;
  readonly facts: CardFacts;
}

/** The A4 sheet. On screen it is the preview and the card's text at once. */
export function CardSheet(props: Setting) {
  const nameOf = ({ item }: KitLine) => (props.language === "en" ? item.nameEn : item.nameZh);
  const amountOf = ({ item, amount }: KitLine) => {
    const english = amount === 1 ? item.unitEnOne : item.unitEn;
    return props.said.kitAmount(
      amount.toLocaleString("en-US"),
      props.language === "en" ? english : item.unitZh,
    );
  };
  const tags = () =>
    [...new Set(props.facts.kit.map(({ item }) => item.evidence))]
      .map((tag) => props.said.tag(tag, props.words.shared.evidence[tag]))
      .join(props.said.semicolon);
  return (
    <section class="card-sheet" aria-label={props.said.title}>
      <header class="card-head">
        <h2>{props.said.title}</h2>
        <p>
          {props.said.from(props.facts.home)} · {props.facts.household} · {props.facts.made}
        </p>
      </header>
      <section class="card-where">
        <h3>{props.said.where}</h3>
        <For each={props.facts.shelters} fallback={null}>
          {(shelter, index) => (
            <ShelterLines
              said={props.said}
              title={index() === 0 ? props.said.first : props.said.second}
              shelter={shelter}
            />
          )}
        </For>
        <Show when={props.facts.shelters.length < 2}>
          <p>{props.said.noSecond}</p>
        </Show>
        <p class="card-small">{props.facts.pace}</p>
      </section>
      <section class="card-meet">
        <h3>{props.said.meet}</h3>
        <p>
          <b>{props.said.near}</b> {props.facts.meetNear}
        </p>
        <p>
          <b>{props.said.far}</b> {props.facts.meetFar}
        </p>
      </section>
      <section class="card-contacts">
        <h3>{props.said.contacts}</h3>
        <ContactLines said={props.said} />
        <p class="num">{props.said.numbers}</p>
      </section>
      <section class="card-kit">
        <h3>{props.said.kit(String(props.facts.days))}</h3>
        <Show when={props.facts.kit.length > 0} fallback={<p>{props.said.kitNobody}</p>}>
          <ul>
            <For each={props.facts.kit}>
              {(line) => (
                <li>
                  <span class="card-box" aria-hidden="true" />
                  <span class="card-kit-name">{nameOf(line)}</span>
                  <b class="num">{amountOf(line)}</b>
                  <small>{line.item.evidence}</small>
                </li>
              )}
            </For>
          </ul>
          <p class="card-small">{props.said.kitSource(tags())}</p>
        </Show>
      </section>
      <section class="card-scan">
        <h3>{props.said.code}</h3>
        <QrCode
          text={props.facts.link.url}
          label={props.said.codeLabel(props.facts.shelters[0]?.gate ?? "")}
          tooLong={props.said.codeTooLong}
        />
        <div>
          <p>{props.said.codeOffline}</p>
          <Show when={props.facts.link.leavesOutClosures}>
            <p>{props.said.codeNoClosures}</p>
          </Show>
          <p class="card-address">{props.facts.link.url}</p>
        </div>
      </section>
      <footer class="card-foot">
        <p>
          <b>{props.said.exercise}</b>
        </p>
        <p>
          {props.facts.dataOf} {props.facts.attribution}
        </p>
      </footer>
    </section>
  );
}

function ShelterLines(props: {
  readonly said: CardWords;
  readonly title: string;
  readonly shelter: CardShelter;
}) {
  return (
    <div class="card-shelter">
      <p class="card-shelter-title">{props.title}</p>
      <p class="card-shelter-name">
        {[props.shelter.name, props.shelter.gate].filter(Boolean).join(props.said.comma)}
      </p>
      <p>
        {[props.said.onFoot(props.shelter.minutes, props.shelter.metres), props.shelter.hours]
          .filter(Boolean)
          .join(props.said.comma)}
      </p>
    </div>
  );
}

const CONTACTS = ["family", "away", "neighbour", "community"] as const;

/** Blank on purpose: a number that is never typed in is never kept. */
function ContactLines(props: { readonly said: CardWords }) {
  return (
    <ul class="card-lines">
      <For each={CONTACTS}>
        {(contact) => (
          <li>
            <span>{props.said.contactLines[contact]}</span>
            <span class="card-line">
              <span class="visually-hidden">{props.said.byHand}</span>
            </span>
          </li>
        )}
      </For>
    </ul>
  );
}

/** A card as large as a bank's, front and back side by side: cut out once, folded once. */
export function WalletCard(props: Setting) {
  return (
    <section class="card-wallet" aria-label={props.said.papers.same}>
      <div class="card-face">
        <p class="card-wallet-title">
          {props.said.title} · {props.facts.made}
        </p>
        <For each={props.facts.shelters}>
          {(shelter, index) => (
            <p class="card-wallet-shelter">
              <b>{index() + 1}</b> {[shelter.name, shelter.gate].filter(Boolean).join(props.said.comma)}
              {props.said.comma}
              {props.said.onFoot(shelter.minutes, shelter.metres)}
            </p>
          )}
        </For>
        <p class="card-wallet-note">{props.said.exercise}</p>
      </div>
      <div class="card-face card-back">
        <QrCode
          text={props.facts.link.url}
          label={props.said.codeLabel(props.facts.shelters[0]?.gate ?? "")}
          tooLong={props.said.codeTooLong}
        />
        <div>
          <p>
            <b>{props.said.near}</b> {props.facts.meetNear}
          </p>
          <p>
            <b>{props.said.far}</b> {props.facts.meetFar}
          </p>
          <p class="num">{props.said.numbers}</p>
          <p class="card-wallet-line">{props.said.contactLines.family}</p>
        </div>
      </div>
    </section>
  );
}
