/** npm run kernel: compiles the search kernel from its AssemblyScript and writes it where the core reads it. */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { main } from "assemblyscript/asc";

const FOLDER = resolve(import.meta.dirname, "../../src/core/graph/kernel");
export const KERNEL_BYTES_FILE = resolve(FOLDER, "kernel-bytes.ts");

/** The file with the kernel's bytes, as compiling the source gives it: the same on every machine. */
export async function compiledKernelFile(): Promise<string> {
  let bytes: Uint8Array | null = null;
  const { error, stderr } = await main(
    [
      "bucket-search.ts",
      "--outFile=kernel.wasm",
      "-O3",
      "--noAssert",
      "--runtime=stub",
      "--importMemory",
      "--noExportMemory",
      "--uncheckedBehavior=always",
    ],
    {
      // the compiler also asks for files of its own library by name; it has them when it is told there are none
      readFile: (name) =>
        name === "bucket-search.ts" ? readFileSync(resolve(FOLDER, "assembly", name), "utf8") : null,
      writeFile: (name, contents) => {
        if (name === "kernel.wasm") bytes = contents as Uint8Array;
      },
      listFiles: () => [],
    },
  );
  if (error || bytes === null) throw new Error(`the kernel does not compile: ${stderr.toString()}`);
  const base64 = Buffer.from(bytes).toString("base64");
  const lines = base64.match(/.{1,100}/g)?.map((line) => `  "${line}"`) ?? [];
  return `/** assembly/bucket-search.ts, compiled. Written by npm run kernel; a test compiles it again and compares. */\nexport const KERNEL_BASE64 =\n${lines.join(" +\n")};\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync(KERNEL_BYTES_FILE, await compiledKernelFile());
