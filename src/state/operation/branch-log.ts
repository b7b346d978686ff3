import type { OperationHead } from "../../core/model/operation.ts";
import { inPieces } from "./in-pieces.ts";
import { type Chaining, createLogBook, type LogBook, type LooseLine } from "./log-book.ts";

/** A copy of a log up to a line, under an id and a title of its own, to go on from there otherwise. */
export async function branchLog(
  of: LogBook,
  sequence: number,
  own: Pick<OperationHead, "id" | "title">,
  chaining: Chaining,
): Promise<LogBook | null> {
  const lines = of.part(0, sequence + 1);
  const last = lines.at(-1);
  if (!last) return null;
  const { id: operationId, title } = of.head;
  const head: OperationHead = {
    ...of.head,
    ...own,
    kind: "exercise",
    branchedFrom: { operationId, title, sequence: last.sequence, hash: last.hash },
  };
  const loose = lines
    // a what-if of an operation that was over goes on
    .filter(({ act }) => act.kind !== "operation-closed")
    .map(({ sequence: _, hash: __, ...line }): LooseLine => {
      return line.act.kind === "operation-opened" ? { ...line, act: { ...line.act, head } } : line;
    });
  const book = createLogBook(head, chaining);
  await inPieces(loose, book.write);
  return book;
}
