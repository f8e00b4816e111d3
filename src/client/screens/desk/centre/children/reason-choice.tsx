import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { LOOK_REASONS, type LookReason } from '#shared/access/look.ts';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { FieldSet } from '#client/ui/field.tsx';

export interface ReasonChoiceProps {
  readonly label: string;
  readonly chosen: LookReason | undefined;
  readonly onChoose: (reason: LookReason) => void;
}

/** One of the reasons for which anybody may be told of a child; they stand in the audit log. */
export function ReasonChoice({ label, chosen, onChoose }: ReasonChoiceProps) {
  const { t } = useTranslation('subjects');
  const id = useId();
  return (
    <FieldSet id={`${id}-why`} label={label}>
      <ChoiceButtons
        options={LOOK_REASONS.map((code) => ({ value: code, label: t(`subjects:look.reason.${code}`) }))}
        chosen={chosen === undefined ? [] : [chosen]}
        onChange={([code]) => {
          const reason = LOOK_REASONS.find((one) => one === code);
          if (reason !== undefined) onChoose(reason);
        }}
      />
    </FieldSet>
  );
}
