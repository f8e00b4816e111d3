import { DEVICE_HEADER } from '#shared/sync/device-header.ts';

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A fetch that says whose phone is asking; see `DEVICE_HEADER`. */
export function asDevice(fetch: Fetch, device: () => string | undefined): Fetch {
  return (url, init) => {
    const said = device();
    return fetch(url, said === undefined ? init : { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), [DEVICE_HEADER]: said } });
  };
}
