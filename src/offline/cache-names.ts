/**
 * Names of what lies in the browser's cache storage. All addresses of one origin share it: two copies of the page in two
 * folders of one host must not clear each other's, so each name starts with the folder.
 */
export function cacheNames(homeUrl: URL) {
  const home = `havenmap ${homeUrl.pathname}`;
  return {
    /** The program's own files. */
    code: `${home} code`,
    /** One entry for each kept district, and the last catalogue of districts. */
    records: `${home} records`,
    /** The files of one version of one district. */
    pack: (packId: string, version: string) => `${home} pack ${packId} ${version}`,
    packPrefix: (packId: string) => `${home} pack ${packId} `,
  };
}
