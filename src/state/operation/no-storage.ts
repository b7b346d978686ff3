import type { OperationStorage } from "./operation-storage.ts";

/** Takes everything and keeps nothing. */
export const NO_STORAGE: OperationStorage = {
  append: async () => ({ status: "kept" }),
  read: async () => null,
  list: async () => [],
  delete: async () => {},
  readCurrent: async () => null,
  writeCurrent: async () => {},
  readAuthor: async () => "",
  writeAuthor: async () => {},
  onOthersWrote: () => () => {},
};
