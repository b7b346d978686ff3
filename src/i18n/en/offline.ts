import type { Words } from "../words.ts";

export const offline: Words["offline"] = {
  title: "Without a network",
  waiting: "The answer first, then it is kept on this device",
  keepingCode: "Keeping the program",
  keepingData: (percent) => `Keeping the district's data, ${percent} %`,
  ready: "Works offline",
  readyFacts: (date, size, age) => `Data as of ${date}, ${size}, kept on this device ${age}`,
  justNow: "just now",
  inFuture: "not yet by this device's clock",
  asking: (size) => `To work without a network it has to keep ${size}`,
  keep: "Keep it on this device",
  notKept: "Not kept here: it will not open without a network",
  reasons: {
    insecure:
      "This address is not https, so the browser lets no page keep itself. With a network all works as usual.",
    unsupported: "This browser, or its private window, cannot keep pages. With a network all works as usual.",
    blocked:
      "The browser's settings let this site keep nothing. Allow it and open the page again; with a network all works as usual.",
    developing: "The developers' server keeps nothing.",
  },
  failed: "Not kept yet",
  faults: {
    network: "Not everything came. What came stays; the rest is fetched when there is a network.",
    "no-room": "There is not enough room on this device. Clear some and try again.",
    mixed: "The files on the server are being replaced, or do not match their list. Try again in a while.",
    storage: "The browser's storage failed. It may be full or switched off.",
  },
  persist: "Ask the browser to keep it for good",
  persisted: "The browser has promised to keep it",
  mayClear: "The browser may clear it when room is short",
  lineReady: "Offline, everything works",
  lineNotReady: "No network. This page goes on while it is open; once closed it will not open",
  update: {
    title: "Something newer is here",
    code: (date, age, usedDate) => `Program: of ${date}, ${age}. In use: of ${usedDate}.`,
    data: (date, usedDate, age) =>
      `Data: as of ${date}. In use: as of ${usedDate}, kept on this device ${age}.`,
    dataSameDate: (date, age) => `Data: corrected, also as of ${date}. In use: kept on this device ${age}.`,
    note: "The page opens again. What is in the link stays; answers that are not have to be worked out again.",
    use: "Take it now",
    later: "Later",
    otherWindows: (count) => `Windows still using the old one: ${count}. Close them first.`,
  },
};
