// The service worker keeps the app itself on the phone, so that it opens with the server gone. It
// never sees, keeps or delays a record: the API goes past it.
//
// A new version is fetched whole (only the files that changed) and then waits. It takes over when a
// person taps, not before. Pages of the old version may still be open then, so the old version's
// files are set aside and stay until no such page is left.
//
// What only an office or a developer opens, or only who keeps files of persons, and the words of
// languages other than Hindi, are no part of a phone's copy: they are fetched when first wanted and kept from then on. A new version brings the
// new form of what was kept.
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, Route, Router } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope;

const OLD_FILES = 'dehri-old-files';
const LATER_FILES = 'dehri-later-files';
/** Such files: the desk, its map, the centre of lists of persons, the gallery, the files of persons, the programmes of offices, the library, practice, the guide, the debug page (each with its words), `words-en`, and the guide's pictures. */
const LATER = /^(?:assets\/(?:(desk|map|centre|gallery|debug|case|office|library|practice|help)s?[-.]|words-(?!hi-))|help\/[\w-]+\.webp)/;
const SKIP_WAITING = 'SKIP_WAITING';
/** Both are known to `sync/triggers.ts`. */
const WAKE_TAG = 'dehri-send';
const WAKE_MESSAGE = 'dehri-wake';

const precache = new PrecacheController();
const built = self.__WB_MANIFEST;
const isLater = (entry: (typeof built)[number]): boolean => LATER.test(typeof entry === 'string' ? entry : entry.url);
precache.addToCacheList(built.filter((entry) => !isLater(entry)));
/** Of this version: address of what is fetched when first opened → the address under which it is kept, which differs from version to version. */
const later = new Map(built.filter(isLater).map((entry) => {
  const [url, revision] = typeof entry === 'string' ? [entry, null] : [entry.url, entry.revision ?? null];
  const { href } = new URL(url, self.location.origin);
  return [href, revision === null ? href : `${href}?${revision}`];
}));

self.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([precache.install(event), renewLaterFiles()]));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(setAsideOldFiles()
    .then(() => precache.activate(event))
    // The first page of all was opened without a service worker: serve its later chunks too.
    .then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  const data: unknown = event.data;
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === SKIP_WAITING) event.waitUntil(self.skipWaiting());
});

const router = new Router();
router.registerRoute(new PrecacheRoute(precache));
router.registerRoute(new NavigationRoute(precache.createHandlerBoundToURL('/index.html'), { denylist: [/^\/api(\/|$)/] }));
router.registerRoute(new Route(
  ({ url, sameOrigin }) => sameOrigin && (url.pathname.startsWith('/assets/') || later.has(url.href)),
  async ({ request, event }) => (later.has(request.url) ? laterFile(request.url, event) : (await (await caches.open(OLD_FILES)).match(request)) ?? fetch(request)),
));

self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.waitUntil(forgetOldFiles(event));
  const response = router.handleRequest({ event, request: event.request });
  if (response !== undefined) event.respondWith(response);
});

// There is a network again: wake the open pages. They hold the work and the keys; nothing is kept here.
self.addEventListener('sync', (event) => {
  if ('tag' in event && event.tag === WAKE_TAG && event instanceof ExtendableEvent) {
    event.waitUntil(pages().then((open) => { for (const page of open) page.postMessage({ type: WAKE_MESSAGE }); }));
  }
});

/** What it is kept under carries its hash, so what is kept is never stale. */
async function laterFile(url: string, event?: ExtendableEvent): Promise<Response> {
  const kept = await caches.open(LATER_FILES);
  const as = later.get(url) ?? url;
  const known = await kept.match(as);
  if (known !== undefined) return known;
  const response = await fetch(url);
  if (response.ok) {
    await kept.put(as, response.clone()).catch(() => undefined);
    event?.waitUntil(renewLaterFiles());
  }
  return response;
}

/**
 * A page of which one file is kept is to be kept whole: its other files, and after an update their
 * new form, even if the line is gone when it is opened next. It must not hold the update up.
 */
async function renewLaterFiles(): Promise<void> {
  const kept = await caches.open(LATER_FILES);
  const opened = new Set((await kept.keys()).map(({ url }) => pageOf(url)));
  await Promise.all([...later.keys()].filter((url) => opened.has(pageOf(url))).map((url) => laterFile(url).catch(() => undefined)));
}

function pageOf(url: string): string | undefined {
  const [chunk, page] = LATER.exec(new URL(url).pathname.slice(1)) ?? [];
  return page ?? chunk;
}

async function setAsideOldFiles(): Promise<void> {
  const to = await caches.open(OLD_FILES);
  const current = new Set(precache.getURLsToCacheKeys().values());
  for (const [name, now] of [[precache.strategy.cacheName, current], [LATER_FILES, new Set(later.values())]] as const) {
    const from = await caches.open(name);
    for (const request of await from.keys()) {
      const response = now.has(request.url) ? undefined : await from.match(request);
      if (response === undefined) continue;
      await to.put(request, response);
      // The precache clears itself.
      if (name === LATER_FILES) await from.delete(request);
    }
  }
}

/** A page that is being opened gets the present version; if it is the only one, nothing old is needed. */
async function forgetOldFiles(event: FetchEvent): Promise<void> {
  const others = (await pages()).filter((page) => page.id !== event.clientId && page.id !== event.resultingClientId);
  if (others.length === 0) await caches.delete(OLD_FILES);
}

function pages(): Promise<readonly WindowClient[]> {
  return self.clients.matchAll({ type: 'window', includeUncontrolled: true });
}
