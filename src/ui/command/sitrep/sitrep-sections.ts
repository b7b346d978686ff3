import type { Language } from "../../../core/model/language.ts";
import type { Act } from "../../../core/model/operation.ts";
import {
  formatCount,
  formatElapsed,
  formatModelledPersons,
  formatPercent,
  nameIn,
} from "../../../i18n/format.ts";
import type { Words } from "../../../i18n/words.ts";
import type { SitrepBreach, SitrepFacts } from "../../../state/operation/sitrep-facts.ts";

export interface SitrepSection {
  readonly id: keyof Words["command"]["sitrep"]["sections"];
  readonly title: string;
  readonly lines: readonly string[];
}

export interface SitrepWording {
  readonly words: Words;
  readonly language: Language;
  /** A line of the log in words. */
  readonly actWords: (act: Act) => string;
  /** Names of incident kinds as the log says them. */
  readonly incidentWords: (kind: SitrepFacts["incidents"][number]["kind"]) => string;
}

function situationLines(facts: SitrepFacts, { words, incidentWords }: SitrepWording): string[] {
  const said = words.command.sitrep;
  const { need, hazards, shelters } = facts;
  const { earthquake, rain, zones } = hazards;
  const open = shelters.byStatus.opened + shelters.byStatus.staffed + shelters.byStatus.full;
  return [
    said.inNeed(formatModelledPersons(need.personsInNeed)),
    ...(need.unplacedPersons > 0 ? [said.unplaced(formatModelledPersons(need.unplacedPersons))] : []),
    said.notReached(formatModelledPersons(need.notReachedPersons)),
    need.rescueReachShare === null ? said.rescueUnknown : said.rescue(formatPercent(need.rescueReachShare)),
    ...(earthquake
      ? [said.earthquake(String(earthquake.magnitude), String(earthquake.depthKilometres))]
      : []),
    ...(rain ? [said.rain(formatCount(Math.max(0, ...rain.millimetresPerHour)))] : []),
    ...(zones.length > 0 ? [said.zones(formatCount(zones.length))] : []),
    ...(earthquake || rain || zones.length > 0 ? [] : [said.noHazard]),
    said.closures(formatCount(facts.closureCount)),
    ...(facts.lostDepotIds.length > 0 ? [said.lostDepots(formatCount(facts.lostDepotIds.length))] : []),
    facts.incidents.length > 0
      ? said.incidents(
          facts.incidents
            .map(({ kind, severity, count }) =>
              said.incident(incidentWords(kind), String(severity), formatCount(count)),
            )
            .join(words.shared.comma),
        )
      : said.noIncidents,
    said.shelters(
      formatCount(open),
      formatCount(shelters.meantCount),
      formatCount(shelters.byStatus.unknown),
    ),
    shelters.persons === null
      ? said.occupancyUnknown
      : said.occupancy(
          formatCount(shelters.persons),
          formatCount(shelters.reportedCount),
          formatCount(shelters.meantCount),
          said.ago(Math.max(0, shelters.oldestReportMinutes ?? 0)),
        ),
  ];
}

function promiseLines(facts: SitrepFacts, { words }: SitrepWording): string[] {
  const said = words.command.sitrep;
  return facts.promises.map(({ kind, dueMinutes, remainingMinutes, state, breakCount, tightCount }) => {
    const name = words.command.promise[kind](formatCount(dueMinutes / 60));
    const verdict = {
      kept: said.verdicts.kept,
      "on-the-way": said.verdicts["on-the-way"],
      tight: said.verdicts.tight(formatCount(tightCount)),
      breaks: said.verdicts.breaks(formatCount(breakCount), formatCount(tightCount)),
      unknown: said.verdicts.unknown,
    }[state];
    return said.promise(
      name,
      verdict,
      remainingMinutes >= 0 ? said.left(remainingMinutes) : said.past(-remainingMinutes),
    );
  });
}

function breachLine(breach: SitrepBreach, { words, language }: SitrepWording): string {
  const said = words.command.sitrep;
  const name = nameIn(language, breach);
  const persons = formatCount(breach.unservedPersons);
  if (breach.lateMinutes === null) return said.breachCannotCome(name, persons);
  if (breach.arrivalMinute === null) return said.breachUnknown(name);
  return breach.lateMinutes > 0
    ? said.breachLate(name, breach.lateMinutes, persons)
    : said.breachShort(name, persons);
}

function breachLines(facts: SitrepFacts, wording: SitrepWording): string[] {
  const said = wording.words.command.sitrep;
  const more = facts.breachCount - facts.breaches.length;
  return [
    ...(facts.lateStationCount > 0 ? [said.lateStations(formatCount(facts.lateStationCount))] : []),
    ...facts.breaches.map((breach) => breachLine(breach, wording)),
    ...(more > 0 ? [said.moreBreaches(formatCount(more))] : []),
    ...(facts.breachCount === 0 && facts.lateStationCount === 0 ? [said.noBreaches] : []),
  ];
}

function shortageLines(facts: SitrepFacts, { words }: SitrepWording): string[] {
  const said = words.command.sitrep;
  const lines = facts.shortages.map(({ item, quantity, shelterCount }) =>
    said.shortage(
      words.command.items[item],
      words.command.quantities[item](formatCount(quantity)),
      formatCount(shelterCount),
    ),
  );
  return lines.length > 0 ? lines : [said.noShortages];
}

function actionLines(facts: SitrepFacts, { words, actWords }: SitrepWording): string[] {
  const said = words.command.sitrep;
  const lines = facts.acts.map(({ minute, act, by }) =>
    said.act(formatElapsed(Math.max(0, minute)), actWords(act), by),
  );
  return lines.length > 0 ? lines : [said.noActs];
}

function sourceLines({ sources }: SitrepFacts, { words }: SitrepWording): string[] {
  const said = words.command.sitrep;
  const names: Readonly<Record<string, string>> = said.layers;
  return [
    said.modelled,
    ...sources.layers.map(({ name, method, asOf }) =>
      said.layer(names[name] ?? name, words.shared.methods[method], asOf),
    ),
    ...(sources.feeds.length > 0
      ? sources.feeds.map(({ by, minutesAgo }) => said.feed(by, said.ago(minutesAgo)))
      : [said.noFeeds]),
    ...(sources.logHash === null
      ? []
      : [said.log(formatCount(sources.entryCount), sources.logHash.slice(0, 12))]),
  ];
}

/** The report in words: what is printed, copied and read aloud is all this. */
export function sitrepSections(facts: SitrepFacts, wording: SitrepWording): readonly SitrepSection[] {
  const { sections } = wording.words.command.sitrep;
  const linesOf: Readonly<
    Record<SitrepSection["id"], (facts: SitrepFacts, wording: SitrepWording) => string[]>
  > = {
    situation: situationLines,
    promises: promiseLines,
    breaches: breachLines,
    shortages: shortageLines,
    actions: actionLines,
    sources: sourceLines,
  };
  return (Object.keys(linesOf) as SitrepSection["id"][]).map((id) => ({
    id,
    title: sections[id],
    lines: linesOf[id](facts, wording),
  }));
}

/** Lines that stand over the sections: district, moment, operation, level. */
export function sitrepHead(facts: SitrepFacts, { words, language }: SitrepWording): readonly string[] {
  const said = words.command.sitrep;
  const time = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(facts.madeAt),
  );
  return [
    said.heading(nameIn(language, facts.district)),
    said.made(formatElapsed(Math.max(0, facts.minute)), time),
    facts.operation ? said.operation(facts.operation.title) : said.noOperation,
    facts.level ? said.level(words.command.tasks.levels[facts.level]) : said.levelUnknown,
    ...(facts.operation?.kind === "real" ? [] : [said.exerciseMark]),
  ];
}

/** As plain text, for a message or a fax. */
export const sitrepText = (facts: SitrepFacts, wording: SitrepWording): string =>
  [
    sitrepHead(facts, wording).join("\n"),
    ...sitrepSections(facts, wording).map(({ title, lines }) =>
      [`【${title}】`, ...lines.map((line) => `- ${line}`)].join("\n"),
    ),
  ].join("\n\n");
