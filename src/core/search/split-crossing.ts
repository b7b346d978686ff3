/** Signs and words between the names of two streets. */
const SIGNS = /\s*(?:[/&×@+、]|\s[xX*]\s)\s*/gu;
/** A comma parts streets among hanzi; between words it parts a street from its town. */
const HAN_COMMA = /(?<=\p{Script=Han})[,;](?=\p{Script=Han})/gu;
const HAN_WORDS = /[和与與跟及同]/gu;
const WORDS = /\s(?:and|with|at|he|yu|gen|e|y|et|und|con|com)\s/giu;
/** Words that only say that a crossing is meant. */
const CROSSING_IN_FRONT = /^(?:the )?(?:corner|junction|intersection|crossing)(?: of)? |^between /iu;
const CROSSING_BEHIND =
  /(?:的)?(?:交叉路?口|交汇处|十字路口|丁字路口|路口|交口|相交处|交界处?)$|\s(?:corner|junction|intersection|crossing|lukou)$/iu;

const MOST_SPLITS = 4;

/** The two halves of a text that may name a crossing, one pair for each place where it can be parted. */
export function splitCrossing(typed: string): (readonly [string, string])[] {
  const text = typed.normalize("NFKC").trim().replace(CROSSING_IN_FRONT, "").replace(CROSSING_BEHIND, "");
  const pairs: (readonly [string, string])[] = [];
  for (const pattern of [SIGNS, HAN_COMMA, WORDS, HAN_WORDS])
    for (const found of text.matchAll(pattern)) {
      const one = text.slice(0, found.index).trim();
      const other = text.slice(found.index + found[0].length).trim();
      if (one !== "" && other !== "" && pairs.length < MOST_SPLITS) pairs.push([one, other]);
    }
  return pairs;
}
