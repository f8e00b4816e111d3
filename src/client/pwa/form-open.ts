// "A form is open", known to all tabs: a shared Web Lock held while it is. An update does not take
// over meanwhile.

const FORM_OPEN = 'dehri-form-open';

export interface FormLocks {
  request(name: string, options: { readonly mode: 'shared' }, run: () => Promise<void>): Promise<unknown>;
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
}

/** Call when a form opens; call what it returns when it closes. */
export function holdUpdates(locks: FormLocks): () => void {
  let release = (): void => undefined;
  const closed = new Promise<void>((resolve) => { release = resolve; });
  locks.request(FORM_OPEN, { mode: 'shared' }, () => closed).catch(() => undefined);
  return release;
}

export async function isFormOpen(locks: FormLocks): Promise<boolean> {
  const { held } = await locks.query();
  return held?.some((lock) => lock.name === FORM_OPEN) ?? false;
}
