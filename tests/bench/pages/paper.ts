// A photograph of a page of text, shrunk as the form shrinks it. The bench slows the machine between the two.
import { shrinkPhoto } from '#client/ui/form/shrink-photo.ts';
import { paperPhoto } from '#tests/support/paper.ts';

declare global {
  interface Window {
    /** Takes the photograph. @returns its bytes. */
    takePaper(dense: boolean): Promise<number>;
    /** Shrinks what was taken: milliseconds, and bytes of what became of it. */
    shrinkPaper(): Promise<{ readonly took: number; readonly bytes: number; readonly width: number; readonly height: number }>;
  }
}

let taken = new Blob();
window.takePaper = async (dense) => {
  taken = new Blob([await paperPhoto({ dense })]);
  return taken.size;
};
window.shrinkPaper = async () => {
  const began = performance.now();
  const shrunk = await shrinkPhoto(taken, 'document');
  const took = performance.now() - began;
  if (!shrunk.ok) throw new Error(shrunk.fault);
  const { width, height } = await createImageBitmap(new Blob([new Uint8Array(shrunk.bytes)]));
  return { took, bytes: shrunk.bytes.length, width, height };
};
