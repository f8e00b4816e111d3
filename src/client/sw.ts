// The service worker keeps the app itself on the phone, so that it opens with the server gone. It
// never sees, keeps or delays a record: the API goes past it.
//
// A new version is fetched whole (only the files that changed) and then waits. It takes over when a
// person taps, not before. Pages of the old version may still be open then, so the old version's
// files are set aside and stay until no such page is left.
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, Route, Router } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope;

const OLD_FILES = 'dehri-old-files';
const SKIP_WAITING = 'SKIP_WAITING';
/** Both are known to `sync/triggers.ts`. */
const WAKE_TAG = 'dehri-send';
const WAKE_MESSAGE = 'dehri-wake';

const precache = new PrecacheController();
precache.addToCacheList(self.__WB_MANIFEST);

self.addEventListener('install', (event) => {
  event.waitUntil(precache.install(event));
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
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  async ({ request }) => (await (await caches.open(OLD_FILES)).match(request)) ?? fetch(request),
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

async function setAsideOldFiles(): Promise<void> {
  const current = new Set(precache.getURLsToCacheKeys().values());
  const [from, to] = await Promise.all([caches.open(precache.strategy.cacheName), caches.open(OLD_FILES)]);
  for (const request of await from.keys()) {
    const response = current.has(request.url) ? undefined : await from.match(request);
    if (response !== undefined) await to.put(request, response);
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
