/** Hanzi with what stands between them: "1 号疏散点" is one run, the words before it are none of it. */
const HANZI_RUN = /(?:\d+\s?)?\p{Script=Han}+(?:[\d\s·、，（）-]*\p{Script=Han}+)*[）]?/gu;

export interface TextRun {
  readonly text: string;
  readonly isHanzi: boolean;
}

/** A text in the order it stands, cut where hanzi begin and end: a screen reader speaks the two with two voices. */
export function splitHanzi(text: string): readonly TextRun[] {
  const runs: TextRun[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(HANZI_RUN)) {
    if (index > end) runs.push({ text: text.slice(end, index), isHanzi: false });
    runs.push({ text: found, isHanzi: true });
    end = index + found.length;
  }
  if (end < text.length) runs.push({ text: text.slice(end), isHanzi: false });
  return runs;
}
