/** Runs in the page: everything it has kept on this device, as text. */
export async function keptTexts(): Promise<string[]> {
  const answerOf = <Value>(asked: IDBRequest<Value>) =>
    new Promise<Value>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  const found = [document.cookie, ...Object.entries(localStorage), ...Object.entries(sessionStorage)].map(
    String,
  );
  for (const { name } of await indexedDB.databases()) {
    const database = await answerOf(indexedDB.open(name ?? ""));
    for (const store of database.objectStoreNames) {
      const rows: unknown[] = await answerOf(database.transaction(store).objectStore(store).getAll());
      found.push(...rows.map((row) => JSON.stringify(row)));
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      found.push(request.url, JSON.stringify([...(response?.headers ?? [])]));
      // The program and the districts are what the server has.
      if (!/\/(assets|icons|pack)\//.test(request.url)) found.push((await response?.text()) ?? "");
    }
  }
  return found;
}
