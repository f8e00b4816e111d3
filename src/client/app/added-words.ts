// Words that administrators gave to values they added to lists stand beside the programmes' own, so that
// every screen of the desk and of the app for files finds them where it looks for the word of a choice.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { addedWords } from '#shared/task/added-words.ts';
import type { RecordStore } from '../store/contract.ts';

/** Their language is the one they were typed in; other languages fall back to it. */
const TYPED_IN = 'hi';

export function useAddedWords(store: Pick<RecordStore, 'ofType' | 'subscribe'>): void {
  const { i18n } = useTranslation();
  useEffect(() => {
    let last: unknown;
    // Only to namespaces that are here: words put in before would stand for the whole of their file.
    const put = (): void => {
      const rulebooks = store.ofType('rulebook');
      last = rulebooks;
      for (const { list, value, word } of addedWords(rulebooks)) {
        const [namespace = '', name = ''] = list.split('.');
        if (i18n.hasResourceBundle(TYPED_IN, namespace)) i18n.addResource(TYPED_IN, namespace, `choice.${name}.${value}`, word, { silent: true });
      }
    };
    put();
    i18n.on('loaded', put);
    const stop = store.subscribe(() => {
      if (store.ofType('rulebook') !== last) put();
    });
    return () => {
      stop();
      i18n.off('loaded', put);
    };
  }, [i18n, store]);
}
