import type { Words } from "../words.ts";

export const failures: Words["failures"] = {
  packUnreachable: {
    title: "The district did not open",
    summary: (file) => `${file} could not be read.`,
    suggestion: "Check the network or the data folder and try again. What you entered is still here.",
  },
  packMalformed: {
    title: "A data file is damaged",
    summary: (file, field, found, expected) =>
      `${file}${field ? `, ${field}` : ""}: found ${found}, expected ${expected}.`,
    suggestion: "Use a complete copy of the data, or build it again, then try again.",
  },
  packTooNew: {
    title: "The data is newer than this map",
    summary: (found, supported) => `The data is version ${found}; this map knows version ${supported}.`,
    suggestion: "Update the map, then open it again.",
  },
  layerMissing: {
    title: "One layer is missing",
    summary: (layer) => `“${layer}” could not be read. Everything else works.`,
    suggestion: "Use a complete copy of the data if you need it.",
  },
  placeOutside: {
    title: "This place is outside the district",
    summary: (metres) => `It is about ${metres} m beyond the border. This data covers the district only.`,
    suggestion: "Choose a place inside. For other districts see their own shelter map.",
  },
  placeFarFromStreet: {
    title: "Too far from any street",
    summary: (metres, limit) => `The nearest street is ${metres} m away. Beyond ${limit} m we do not guess.`,
    suggestion: "Choose a point by a street or a building.",
  },
  noShelterInReach: {
    title: "No shelter can be reached on foot",
    summary: (minutes) => `No open way within ${minutes} min.`,
    suggestion: "Check the closed streets, or choose another way of walking.",
  },
  noWayBetween: {
    title: "There is no way between these places",
    summary: {
      walk: "No open way on foot leads from one to the other.",
      wheelchair:
        "No way without steps, kerbs or slopes too steep for a wheelchair leads from one to the other.",
      "fire-engine": "No street a fire engine may drive leads from one to the other.",
      truck: "No street a truck may drive leads from one to the other.",
    },
    suggestion: "Check the closed streets, or choose another way of getting there.",
  },
  noOpenShelter: {
    title: "No gate is open now",
    summary: "Under these conditions no shelter has a gate to enter by.",
    suggestion: "Change the time, the hazard or the kind of shelter.",
  },
  noStreetThere: {
    title: "No street here",
    summary: (metres) => `The nearest street is ${metres} m away.`,
    suggestion: "Click on a street.",
  },
  // #region staff
  sitesNotChoosable: {
    title: "These sites cannot be chosen like this",
    summary: (ids) => `Not candidates, existing already, or both required and forbidden: ${ids}.`,
    suggestion: "Check the ids.",
  },
  siteNotUsable: {
    title: "The outline of this site cannot be used",
    faults: {
      corners: "An outline needs 3 to 2,000 corners.",
      place: "A corner is not a valid longitude and latitude.",
      "crosses-itself": "The outline crosses or folds over itself.",
      "no-area": "The outline bounds no ground.",
      "too-large": "The outline is larger than 500 hectares.",
      hole: "A hole lies outside the outline, or within another hole.",
    },
    suggestion: "Move or remove the corner that is wrong, and look again.",
  },
  siteUnknown: {
    title: "There is no such site",
    summary: (id) => `Neither the scheme nor the district has ${id}.`,
    suggestion: "Choose another.",
  },
  // #endregion staff
  requestTooLarge: {
    title: "The request is larger than memory",
    summary: (found, limit) => `It would take ${found} MB; ${limit} MB is the most.`,
    suggestion: "Ask in parts, or about fewer places.",
  },
  closureNotUsable: {
    title: "A change to the streets cannot be worked out",
    faults: {
      ring: "An area needs three corners or more.",
      place: "A position is not a valid longitude and latitude.",
      depth: "The depth of water must be between 0 and 20 m.",
      factor: "The factor of slowness must be between 1 and 100.",
      width: "The width of a bridge must be between 0.5 and 50 m.",
      "bridge-far-from-street": "One end of the bridge has no street near that it could join.",
    },
    suggestion: "Mend it or take it off, and look again.",
  },
  questionNotValid: {
    title: "This question cannot be computed",
    summary: (field, found, expected) => `${field} is ${found}; it has to be ${expected}.`,
    suggestion: "Change it and ask again.",
  },
  linkNotUnderstood: {
    title: "Parts of the link were not understood",
    summary: (fields) => `These were left at their usual values: ${fields}.`,
    suggestion: "The rest opened as the link says.",
  },
  notInData: {
    title: "What the link points to is not in this data",
    summary: {
      shelters: "This district's data has no such shelter, or no longer has it.",
      gates: "This district's data has no such gate, or no longer has it.",
    },
    suggestion:
      "Do not go there on this link's word. Say where you are: the answer is the nearest shelter known now.",
  },
  noSuchPage: {
    title: "This page is not here",
    summary: (path) => `This edition has no page “${path}”.`,
    suggestion: "Here you can find the nearest shelter.",
  },
  noWebgl: {
    title: "This device cannot draw the map",
    summary: "The browser offers no graphics. All texts and tables work.",
    suggestion: "Turn on hardware acceleration or use another browser to see the map.",
  },
  mapLost: {
    title: "The map stopped",
    summary: "The device took the graphics back. All texts and tables work.",
    suggestion: "Press “Try again” to draw the map again.",
  },
  workerDied: {
    title: "The calculation broke off",
    summary: "The background work stopped unexpectedly. What you entered is still here.",
    suggestion: "Press “Try again” to calculate again.",
  },
  cancelled: {
    title: "Stopped",
    summary: "The calculation was stopped as asked.",
    suggestion: "Start it again when you need the result.",
  },
  locationDenied: {
    title: "No permission to use your place",
    summary: "The browser did not allow reading the position.",
    suggestion: "Type a place, or tap on the map.",
  },
  locationUnavailable: {
    title: "Your place is not available",
    summary: "The device gives no position just now.",
    suggestion: "Type a place, or tap on the map.",
  },
  storageBlocked: {
    title: "Settings cannot be kept",
    summary: "The browser does not let this page store anything. Everything else works.",
    suggestion: "Keep the link: it brings you back here.",
  },
  // #region staff
  importEmpty: {
    title: "The file is empty",
    summary: (file) => `There is nothing in ${file}.`,
    suggestion: "Check that the export finished, then try another copy. What was loaded is unchanged.",
  },
  importFormatUnknown: {
    title: "This kind of file is not known",
    summary: (file, found) => `${file} begins with ${found}.`,
    suggestion:
      "CSV, XLSX, GeoJSON, zipped Shapefile, KML/KMZ, FlatGeobuf and GeoPackage can be used. What was loaded is unchanged.",
  },
  importUnreadable: {
    title: "The file cannot be read to its end",
    summary: (file, where, found, expected) =>
      `${file}${where ? `, ${where}` : ""}: found ${found}, expected ${expected}.`,
    suggestion: "It may be cut off or damaged. Export it again and retry. What was loaded is unchanged.",
  },
  importTooLarge: {
    title: "The file is too large",
    summary: (file, what, found, limit) => `${file}: ${what} ${found}, at most ${limit}.`,
    suggestion: "Split it, or keep only this district, then try again. What was loaded is unchanged.",
    what: {
      bytes: "size",
      unpacked: "unpacked size",
      rows: "rows",
      columns: "columns",
      vertices: "corners",
      depth: "levels of nesting",
    },
  },
  importNoGoodRow: {
    title: "No row can be used",
    summary: (file, count) => `All ${count} rows of ${file} have a problem.`,
    suggestion:
      "Read the reasons, mend the columns or the coordinates, then try again. What was loaded is unchanged.",
  },
  crsUnknown: {
    title: "Unknown coordinate system",
    summary: (file, found) => `${file} says ${found}.`,
    suggestion: "Choose one from the list, or ask whoever made the file.",
  },
  // #endregion staff
  unexpected: {
    title: "Something went wrong",
    summary: "One step failed. Everything else works.",
    suggestion: "Try again. If it stays, reload: what the link holds is not lost.",
  },
};
