import { useTranslation } from 'react-i18next';
import type { GroupDraft, GroupWork, Phrase } from '#shared/field-work.ts';
import { useSay } from '#client/app/context.tsx';
import { useFieldWords } from '#client/app/field-words.ts';
import { useFormat } from '#client/app/use-format.ts';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { FieldSet, TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import './groups.css';

export interface MeetingAndNameProps {
  readonly work: GroupWork;
  readonly draft: GroupDraft;
  readonly problems: readonly Phrase[];
  readonly onChange: (draft: GroupDraft) => void;
}

export function MeetingAndName({ work, draft, problems, onChange }: MeetingAndNameProps) {
  const { t } = useTranslation('groups');
  const say = useSay();
  const words = useFieldWords();
  const format = useFormat();
  const days = words.choices(work.recordType, 'meetingDay')?.filter((c) => work.meetingDays.includes(c.value)) ?? [];
  return (
    <>
      <div className="two-columns">
      <FieldSet id="meeting-day" label={t('groups:meetingDay')}>
        <ChoiceButtons side options={days} chosen={[draft.meetingDay]} onChange={([day]) => onChange({ ...draft, meetingDay: day ?? '' })} />
      </FieldSet>
      <FieldSet id="saving" label={t('groups:saving')}>
        <ChoiceButtons
          side
          options={work.savings.map((amount) => ({ value: String(amount), label: t('groups:rupees', { amount: format.number(amount) }) }))}
          chosen={[String(draft.saving)]}
          onChange={([amount]) => onChange({ ...draft, saving: Number(amount) })}
        />
      </FieldSet>
      </div>
      <TextField label={t('groups:name')} value={draft.name} onChange={(name) => onChange({ ...draft, name })} autoComplete="off" />
      {problems.length === 0 ? null : (
        <Notice state="pending" icon="alert" title={t('groups:stillToDo')}>
          <ul>{problems.map((p) => <li key={`${p.key}${JSON.stringify(p.values)}`}>{say(p)}</li>)}</ul>
        </Notice>
      )}
    </>
  );
}
