// How long a page takes from a person's touch to the frame that shows its whole effect. Runs in the
// page, the app's or a bare one. Given to the real app as text, so it stands by itself.

export interface Paint {
  /** Forget what was, wait for the next key or click. */
  arm(): void;
  /**
   * Milliseconds from the time stamp of the input to the frame after the last change it made to the
   * page, once nothing has changed for `quietMs`. `until`: wait first until the page holds this text.
   */
  settled(quietMs: number, until?: string): Promise<number>;
}

declare global {
  interface Window {
    paint: Paint;
  }
}

export function installPaint(): void {
  let begun = 0;
  let shown = 0;
  let last = 0;
  let pending = false;
  const frame = (): void => {
    if (pending) return;
    pending = true;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        pending = false;
        shown = performance.now();
      });
      port1.start();
      port2.postMessage(0);
    });
  };
  const changed = (): void => {
    if (begun === 0) return;
    last = performance.now();
    frame();
  };
  const touched = (event: Event): void => {
    if (begun !== 0) return;
    begun = event.timeStamp;
    changed();
  };
  const listen = (): void => {
    // A letter no key has comes as its input alone, as from a phone's keyboard.
    for (const kind of ['keydown', 'beforeinput', 'click']) addEventListener(kind, touched, { capture: true });
    new MutationObserver(changed).observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  if (document.documentElement === null) addEventListener('DOMContentLoaded', listen);
  else listen();
  window.paint = {
    arm() {
      begun = 0;
      shown = 0;
      last = 0;
    },
    async settled(quietMs, until) {
      const deadline = performance.now() + 30_000;
      for (;;) {
        await new Promise((wait) => { setTimeout(wait, 20); });
        const waits = begun === 0 || pending || performance.now() - last < quietMs || shown < last || (until !== undefined && !(document.body.textContent ?? '').includes(until));
        if (!waits) return shown - begun;
        if (performance.now() > deadline) throw new Error(begun === 0 ? 'nothing was touched' : 'the page did not come to rest');
      }
    },
  };
}
