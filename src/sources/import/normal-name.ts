/** A name as far as it tells places apart: width, spaces, marks, capitals and the words every shelter carries are gone. */
export function normalName(name: string): string {
  const plain = name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s·・•\-_,.，。、()[\]【】"'“”‘’]/gu, "");
  const short = plain
    .replace(/(地震)?(应急|紧急)?(避难|避险|疏散)(场所|场地|广场|点|基地)?$/u, "")
    .replace(/^北京市?|^西城区/u, "");
  return short === "" ? plain : short;
}
