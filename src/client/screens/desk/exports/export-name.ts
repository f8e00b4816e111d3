// What a file holds, in words: `परिवार`, `परिवार: सदस्य, हर व्यक्ति अलग`.
import type { TFunction } from 'i18next';

export interface Named {
  readonly programme: string;
  readonly type: string;
  readonly repeat: string | undefined;
}

export function exportName(t: TFunction<'desk'>, { programme, type, repeat }: Named): string {
  const word = t(`${programme}:recordType.${type}`);
  return repeat === undefined ? word : t('desk:exports.repeat', { type: word, repeat: t(`desk:exports.repeats.${repeat}`, { defaultValue: t('desk:exports.repeats.other') }) });
}

export function periodName(t: TFunction<'desk'>, programme: string, type: string, by: string): string {
  return by === 'changed' ? t('desk:exports.changed') : t(`${programme}:field.${type}.${by.replace('.*.', '.')}`);
}
