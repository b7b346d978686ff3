import type { Words } from "../../../i18n/words.ts";

/** The first letter that no scheme is called by, then numbers. */
export function freeName(taken: readonly string[], words: Words): string {
  const said = words.plan.schemes;
  const letter = [...said.letters].find((each) => !taken.includes(each));
  if (letter) return letter;
  let number = said.letters.length + 1;
  while (taken.includes(said.numbered(String(number)))) number++;
  return said.numbered(String(number));
}

/** `wanted`, with a number after it where the name is taken. */
export function distinctName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let number = 2; taken.includes(name); number++) name = `${wanted} ${number}`;
  return name;
}
