// Gives a text file out of the app: into the phone's downloads, or on to another app or phone.

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

export function downloadFile({ name, text }: TextFile): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Whether this browser can hand a file on at all. */
export function canShareFiles(): boolean {
  return typeof navigator.share === 'function' && typeof navigator.canShare === 'function' && navigator.canShare({ files: [shared({ name: 'a', text: '' })] });
}

/** False when it was not handed on: she turned back, or the other app would not take it. */
export async function shareFile(file: TextFile): Promise<boolean> {
  try {
    await navigator.share({ files: [shared(file)] });
    return true;
  } catch {
    return false;
  }
}

/** Browsers share files of a few kinds only; a text file is one everywhere. */
function shared({ name, text }: TextFile): File {
  return new File([text], `${name}.txt`, { type: 'text/plain' });
}
