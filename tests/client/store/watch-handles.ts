// In the journal's worker: tells what is done with the file's handle, and when the answer goes out.
const told = new BroadcastChannel('watched-journal');
const handle: unknown = Reflect.get(globalThis, 'FileSystemSyncAccessHandle');
if (typeof handle !== 'function') throw new Error('this is no worker');
const prototype: object = handle.prototype;
for (const done of ['write', 'flush', 'truncate'] as const) {
  const real: unknown = Reflect.get(prototype, done);
  if (typeof real !== 'function') throw new Error(`no ${done}`);
  Reflect.set(prototype, done, function watched(this: object, ...parts: unknown[]): unknown {
    told.postMessage(done);
    return Reflect.apply(real, this, parts);
  });
}
const answer = globalThis.postMessage.bind(globalThis);
Reflect.set(globalThis, 'postMessage', (message: unknown) => {
  told.postMessage('answered');
  answer(message);
});
