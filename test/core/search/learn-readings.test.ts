import fc from "fast-check";
import { expect, test } from "vitest";
import { partPinyin } from "../../../src/core/search/learn-readings.ts";

test.each([
  ["guanganmennei", "gamn", ["guang", "an", "men", "nei"]],
  ["xianmen", "xam", ["xi", "an", "men"]],
  ["xianmen", "xm", ["xian", "men"]],
  ["pinganli", "pal", ["ping", "an", "li"]],
  ["lvdi", "ld", ["lv", "di"]],
  ["dianmen", "dam", ["di", "an", "men"]],
])("%s with %s is parted into its syllables", (pinyin, initials, syllables) => {
  expect(partPinyin(pinyin, initials, Array(initials.length).fill("字"))).toEqual(syllables);
});

test("letters and figures of a name stand as they are; what does not fit is not guessed", () => {
  expect(partPinyin("kaidemallxizhimen", "kdmxzm", ["凯", "德", "mall", "西", "直", "门"])).toEqual([
    "kai",
    "de",
    "mall",
    "xi",
    "zhi",
    "men",
  ]);
  expect(partPinyin("xizhimen", "xz", ["西", "直"])).toBeNull();
  expect(partPinyin("xizhimen", "abc", ["西", "直", "门"])).toBeNull();
});

test("parts always join to the whole, one for each initial", () => {
  const syllable = fc.constantFrom(
    "xi",
    "zhi",
    "men",
    "guang",
    "an",
    "er",
    "lv",
    "shuang",
    "ang",
    "nei",
    "hu",
  );
  fc.assert(
    fc.property(fc.array(syllable, { minLength: 1, maxLength: 12 }), (syllables) => {
      const initials = syllables.map((each) => each.charAt(0)).join("");
      const parts = partPinyin(
        syllables.join(""),
        initials,
        syllables.map(() => "字"),
      );
      expect(parts?.join("")).toBe(syllables.join(""));
      expect(parts?.map((each) => each.charAt(0)).join("")).toBe(initials);
    }),
    { seed: 3 },
  );
});
