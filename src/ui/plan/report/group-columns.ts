/** Parts a group is split into, in the order of the columns. */
export const GROUP_COLUMNS = [
  "persons",
  "withRoomPersons",
  "nearButFullPersons",
  "notReachedPersons",
  "unknownPersons",
] as const;
