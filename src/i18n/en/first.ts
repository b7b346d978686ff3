import type { FirstWords } from "../words.ts";
import { data } from "./data.ts";
import { failures } from "./failures.ts";
import { find } from "./find.ts";
import { map } from "./map.ts";
import { offline } from "./offline.ts";
import { shared } from "./shared.ts";

/** What is said before the first answer of /find, and around it. */
export const enFirst: FirstWords = { shared, data, failures, find, map, offline };
