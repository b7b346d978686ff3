/** Licence of what is read from OpenStreetMap or derived from it. */
export const ODBL = "ODbL-1.0";

/** Title and address of the licences we know; another name stands for itself. */
export const LICENCES: Readonly<Record<string, { readonly title: string; readonly path: string }>> = {
  [ODBL]: {
    title: "Open Data Commons Open Database License 1.0",
    path: "https://opendatacommons.org/licenses/odbl/1-0/",
  },
};
