// Opens a form for widgets. react-hook-form registers the fields, moves the focus and remembers whose
// problem may be shown; its resolver asks the engine, and only about the page at hand.
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { get, set, useForm, type Field, type FieldErrors, type Resolver } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { FormEngine, Problem } from '#shared/form/engine.ts';
import { wordHome } from '#shared/form/words.ts';
import type { Appearances, Fields, FormKit, PhotoStore } from './form-kit.ts';
import { createOpenRows } from './open-rows.ts';

export interface OpenForm {
  readonly kit: FormKit;
  /** Shows these problems (an empty list clears what was shown). */
  readonly show: (problems: readonly Problem[]) => Promise<void>;
}

const PLAIN: Appearances = {};

export function useFormKit(engine: FormEngine, photos: PhotoStore, newRowId: () => string, appearances: Appearances = PLAIN): OpenForm {
  const { t, i18n } = useTranslation([wordHome(engine.definition).namespace, 'form', 'ui']);
  /** The problems of a page that is being left, or undefined while single fields are looked at. */
  const asked = useRef<readonly Problem[]>(undefined);
  /** Whether a missing answer may be pointed out: only after she wanted to go on without it. */
  const missed = useRef(new Set<string>());

  const resolver = useCallback<Resolver<Fields>>((values, _, options) => {
    const problems = asked.current ?? (options.names ?? []).flatMap((name) => {
      const { problem } = engine.state(name);
      return problem === undefined || (problem.code === 'required' && !missed.current.has(name)) ? [] : [problem];
    });
    if (problems.length === 0) return { values, errors: {} };
    const errors: FieldErrors<Fields> = {};
    for (const { path, code } of problems) {
      // The element to which the focus goes: of a choice its first button.
      const field: Partial<Field['_f']> | undefined = get(options.fields, path);
      set(errors, path, { type: code, message: '', ref: field?.refs?.[0] ?? field?.ref });
    }
    return { values: {}, errors };
  }, [engine]);
  const { control, trigger } = useForm<Fields>({ mode: 'onBlur', reValidateMode: 'onBlur', resolver });

  const show = useCallback(async (problems: readonly Problem[]) => {
    for (const problem of problems) missed.current.add(problem.path);
    asked.current = problems;
    await trigger();
    asked.current = undefined;
  }, [trigger]);
  // Whoever opens the form may hand in new functions at each rendering; the widgets keep the same ones.
  const latest = useRef({ photos, newRowId });
  useEffect(() => {
    latest.current = { photos, newRowId };
  });
  const [given] = useState(() => ({
    photos: {
      putPhoto: (jpeg: Uint8Array) => latest.current.photos.putPhoto(jpeg),
      getPhoto: (name: string) => latest.current.photos.getPhoto(name),
    },
    newRowId: () => latest.current.newRowId(),
  }));
  const [openRows] = useState(createOpenRows);
  const prefix = useId();
  const idOf = useCallback((address: string) => `${prefix}${address}`, [prefix]);
  const { language } = i18n;
  const kit = useMemo<FormKit>(() => ({ engine, control, t, language, appearances, ...given, openRows, idOf, words: { label: new Map(), hint: new Map() } }), [engine, control, t, language, appearances, given, openRows, idOf]);
  return { kit, show };
}
