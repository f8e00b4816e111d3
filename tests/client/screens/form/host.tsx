// A form screen with everything around it held in plain sight.
import type { FormDefinition } from '#shared/form/definition.ts';
import type { Values } from '#shared/record/change.ts';
import type { SaveResult } from '#client/store/contract.ts';
import { FormScreen, type FormScreenProps } from '#client/screens/form/form-screen.tsx';
import { render } from '#tests/client/ui/render.tsx';

export interface Host {
  readonly drafts: { readonly answers: Values; readonly page: number }[];
  readonly saves: Values[];
  readonly ended: string[];
  answer: SaveResult;
  refuseDrafts: boolean;
}

export function openForm(definition: FormDefinition, props: Partial<FormScreenProps> = {}): Host {
  const host: Host = { drafts: [], saves: [], ended: [], answer: { ok: true, record: 'r1', changed: true }, refuseDrafts: false };
  let rows = 0;
  history.replaceState(null, '');
  render(
    <FormScreen
      definition={definition}
      title="सुनीता देवी"
      saved={{}}
      today="2026-02-02"
      newRowId={() => `k${(rows += 1)}`}
      photos={{ putPhoto: () => Promise.resolve('photo-1'), getPhoto: () => Promise.resolve(undefined) }}
      saveDraft={(answers, page) => {
        if (host.refuseDrafts) return Promise.reject(new Error('full'));
        host.drafts.push({ answers, page });
        return Promise.resolve();
      }}
      onSave={(edits) => {
        host.saves.push(edits);
        return Promise.resolve(host.answer);
      }}
      onSaved={() => host.ended.push('saved')}
      onLeave={() => host.ended.push('left')}
      {...props}
    />,
  );
  return host;
}
