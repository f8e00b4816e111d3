// A question of a kind of record in words, whoever's row it is.
import { useTranslation } from 'react-i18next';
import { PROGRAMMES } from '#programmes/index.ts';
import type { Register } from '#shared/record/change.ts';
import { useFieldWords } from '#client/app/field-words.ts';

export interface AskedWords {
  readonly kind: (type: string) => string;
  /** @param pattern `@visit`, `members.*.name` */
  readonly question: (type: string, pattern: Register) => string;
}

export function useAskedWords(): AskedWords {
  const { t } = useTranslation(['desk', ...PROGRAMMES.map(({ id }) => id)]);
  const words = useFieldWords();
  const homeOf = (type: string): string => PROGRAMMES.find(({ recordTypes }) => recordTypes.some(({ name }) => name === type))?.id ?? '';
  return {
    kind: (type) => t(`${homeOf(type)}:recordType.${type}`, { defaultValue: type }),
    question: (type, pattern) => {
      const at = pattern.indexOf('@');
      const said = at < 0 ? words.label(type, pattern) || pattern : t(`${homeOf(type)}:register.${type}.${pattern.slice(at + 1)}`, { defaultValue: pattern });
      return pattern.includes('.*.') ? t('desk:asked.ofRow', { question: said }) : said;
    },
  };
}
