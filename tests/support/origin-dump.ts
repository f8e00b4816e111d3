// Everything a browser keeps of an origin, as one who has the phone in hand would find it: by the
// browser's own doors, and byte for byte on the disk.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Names and contents of all databases, files, caches and small stores, as Latin-1 text of their bytes. */
export async function dumpOrigin(page: Page): Promise<Readonly<Record<'databases' | 'files' | 'caches' | 'small', string>>> {
  return page.evaluate(async () => {
    // One letter a byte. (The browser's own "latin1" is another code.)
    const letters = (all: Uint8Array): string => {
      let text = '';
      for (let at = 0; at < all.length; at += 8_192) text += String.fromCharCode(...all.subarray(at, at + 8_192));
      return text;
    };
    const bytes = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return letters(new Uint8Array(value));
      if (ArrayBuffer.isView(value)) return letters(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      if (Array.isArray(value)) return value.map(bytes).join('\n');
      if (value !== null && typeof value === 'object' && !(value instanceof CryptoKey)) return Object.entries(value).map(([key, of]) => `${key}: ${bytes(of)}`).join('\n');
      return letters(new TextEncoder().encode(String(value)));
    };
    const ask = <T>(request: IDBRequest<T>): Promise<T> => new Promise((done, fail) => {
      request.addEventListener('success', () => done(request.result));
      request.addEventListener('error', () => fail(new Error('not read')));
    });

    let databases = '';
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await ask(indexedDB.open(name));
      databases += `\n${name}`;
      for (const table of db.objectStoreNames) {
        const store = db.transaction(table).objectStore(table);
        databases += `\n${table} ${bytes(await ask(store.getAllKeys()))} ${bytes(await ask<unknown[]>(store.getAll()))}`;
      }
      db.close();
    }

    let files = '';
    const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const entry of folder.values()) {
        files += `\n${entry.name} `;
        if (entry instanceof FileSystemDirectoryHandle) await walk(entry);
        else if (entry instanceof FileSystemFileHandle) files += bytes(await (await entry.getFile()).arrayBuffer());
      }
    };
    await walk(await navigator.storage.getDirectory());

    let kept = '';
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) kept += `\n${name} ${request.url} ${bytes(await (await cache.match(request))?.arrayBuffer())}`;
    }
    const small = `${JSON.stringify({ ...localStorage })}\n${JSON.stringify({ ...sessionStorage })}\n${document.cookie}\n${JSON.stringify(history.state)}\n${document.title}`;
    return { databases, files, caches: kept, small: bytes(small) };
  });
}

/** Files below a folder in which one of the texts stands, in UTF-8 or UTF-16. */
export function filesWith(folder: string, texts: readonly string[]): string[] {
  const wanted = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).filter((path) => {
    const content = readFileSync(path);
    return wanted.some((text) => content.includes(text));
  });
}
