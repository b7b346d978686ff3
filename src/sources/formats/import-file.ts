/** What a browser's File or Blob and Node's `openAsBlob` have in common: bytes by range, never all at once. */
export interface SlicedFile {
  readonly name: string;
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

export type ImportFile = { readonly name: string; readonly bytes: Uint8Array } | SlicedFile;

export interface FileReader {
  readonly name: string;
  readonly size: number;
  read(start: number, end: number): Promise<Uint8Array>;
}

export function openImportFile(file: ImportFile): FileReader {
  // `"bytes" in file` is no test: newer Blobs have a method of that name.
  if (!("slice" in file)) {
    const { name, bytes } = file;
    return { name, size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
  }
  return {
    name: file.name,
    size: file.size,
    read: async (start, end) =>
      new Uint8Array(await file.slice(start, Math.min(end, file.size)).arrayBuffer()),
  };
}
