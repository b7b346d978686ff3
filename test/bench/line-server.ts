import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** What a contestant of its own process answers to a line: its own milliseconds, nodes reached, sum of their times. */
export interface SearchedElsewhere {
  readonly milliseconds: number;
  readonly reached: number;
  readonly sum: number;
}

/** A contestant in another language: a process that answers each line by one line. */
export class LineServer {
  readonly #child: ChildProcess;
  readonly #waiting: ((line: string | null) => void)[] = [];

  constructor(command: string, args: readonly string[]) {
    this.#child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
    if (this.#child.stdout)
      createInterface({ input: this.#child.stdout }).on("line", (line) => this.#waiting.shift()?.(line));
    const end = () => {
      for (const settle of this.#waiting.splice(0)) settle(null);
    };
    this.#child.on("error", end);
    this.#child.on("close", end);
  }

  async ask(line: string): Promise<SearchedElsewhere> {
    const answer = await new Promise<string | null>((settle) => {
      this.#waiting.push(settle);
      this.#child.stdin?.write(`${line}\n`);
    });
    if (answer === null) throw new Error("a contestant has ended early");
    const [milliseconds, reached, sum] = answer.split(" ").map(Number) as [number, number, number];
    return { milliseconds, reached, sum };
  }

  close(): void {
    this.#child.stdin?.end();
  }
}
