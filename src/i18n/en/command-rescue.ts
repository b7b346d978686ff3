import type { commandRescue as zh } from "../zh-CN/command-rescue.ts";

const span = (minutes: number): string => {
  const whole = Math.max(1, Math.round(minutes));
  if (whole < 60) return `${whole} min`;
  return whole % 60 === 0 ? `${whole / 60} h` : `${Math.floor(whole / 60)} h ${whole % 60} min`;
};

export const commandRescue: typeof zh = {
  finding: "Looking for what would save it",
  noneHelps: (tried) => `${tried} actions were tried. None saves it.`,
  action: {
    "add-truck": (depot) => `1 more truck at ${depot}`,
    "move-truck": (from, to) => `1 truck from ${from} drives for ${to}`,
    "open-gate": (gate) => `Open ${gate}`,
    "lift-closure": (street) => `Clear ${street}`,
    "transfer-stock": (from, to, stock) => `${stock} from ${from} to ${to}`,
    "open-shelter": (shelter) => `Open ${shelter}`,
  },
  someGate: "a gate that is shut",
  comma: ", ",
  withGain: (action, gain) => `${action}: ${gain}`,
  left: (minutes) => (minutes < 1 ? "just in time" : `${span(minutes)} left`),
  soonerStillLate: (sooner, late) => `${span(sooner)} sooner, still ${span(late)} late`,
  comesButLate: (late) => `a truck comes, still ${span(late)} late`,
  morePersons: (persons) => `${persons} more have everything`,
  alsoSaves: (count) => `saves ${count} more`,
  breaksOthers: (count) => `breaks ${count} elsewhere`,
  slowsOthers: (count) => `${count} come a little later`,
  costsNobody: "costs nobody",
  asIfThere: "as if the stock were there already",
  act: "Do it",
  actOf: (action) => `Do it: ${action}`,
  otherWays: (count) => `${count} other ways`,
  openings: "Opening these gives a place to people without",
  opensFor: (persons) => `a place for ${persons}`,

  canSave: "What saves it",
  lookingForWays: "Looking for what would save it",
  noWay: "Nothing was found that saves it.",
  closeAnd: "Close, and do it",
  closeAndOf: (action) => `Close, and do it: ${action}`,
  changesTitle: "What just changed",
  changesNow: "just now",
  changesAgo: (minutes) => `${minutes} min ago`,
  moreChanges: (count) => `and ${count} more`,
  change: {
    broke: {
      supply: (shelter) => `${shelter}: first supplies will be late`,
      service: (shelter) => `${shelter}: will run short`,
    },
    recovered: {
      supply: (shelter) => `${shelter}: first supplies in time again`,
      service: (shelter) => `${shelter}: everybody is supplied again`,
    },
    later: (shelter, minutes) => `${shelter}: first truck ${span(minutes)} later`,
    sooner: (shelter, minutes) => `${shelter}: first truck ${span(minutes)} sooner`,
    shortMore: (shelter, persons) => `${shelter}: ${persons} more go short`,
    shortFewer: (shelter, persons) => `${shelter}: ${persons} fewer go short`,
    sentMore: (shelter, persons) => `${persons} more are sent to ${shelter}`,
    sentFewer: (shelter, persons) => `${persons} fewer are sent to ${shelter}`,
    unplacedMore: (persons) => `${persons} more have no place`,
    unplacedFewer: (persons) => `${persons} more have a place`,
    notReachedMore: (persons) => `${persons} more residents reach no shelter`,
    notReachedFewer: (persons) => `${persons} more residents reach a shelter`,
  },
};
