import { useTranslation } from 'react-i18next';
import type { Candidate, GroupDraft, GroupWork } from '#shared/field-work.ts';
import { useSay } from '#client/app/context.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { FieldSet } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useFieldWords } from '#client/app/field-words.ts';

export interface ChooseMembersProps {
  readonly work: GroupWork;
  readonly draft: GroupDraft;
  readonly candidates: readonly Candidate[];
  readonly onChange: (draft: GroupDraft) => void;
}

/** The proposed women stand first and chosen; the others follow. The order stays while she chooses. */
export function ChooseMembers({ work, draft, candidates, onChange }: ChooseMembersProps) {
  const { t } = useTranslation('groups');
  const say = useSay();
  const words = useFieldWords();
  const count = draft.members.length;
  const { min, max } = work.size;
  const few = count < min && count >= (work.smallMin ?? min);
  const reasons = words.choices(work.recordType, 'smallReason')?.filter((c) => work.smallReasons?.includes(c.value) ?? false);
  return (
    <>
      <output className={`assistant__count assistant__count--${count >= min && count <= max ? 'right' : 'wrong'}`}>{t('groups:chosen', { count, min, max })}</output>
      <p className="soft">{t('groups:membersHelp')}</p>
      {few && reasons !== undefined ? (
        <FieldSet id="small-reason" label={words.label(work.recordType, 'smallReason')} required>
          <ChoiceButtons options={reasons} chosen={draft.smallReason === undefined ? [] : [draft.smallReason]} onChange={([reason]) => onChange({ ...draft, ...(reason === undefined ? {} : { smallReason: reason }) })} />
        </FieldSet>
      ) : null}
      {count > max ? <Notice state="pending" title={t('groups:chosen', { count, min, max })} /> : null}
      <FieldSet id="members" label={t('groups:candidates', { count: candidates.length })}>
        <ChoiceButtons
          many
          options={candidates.map((c) => ({ value: c.door, label: c.name, detail: say(c.detail) }))}
          chosen={draft.members.map((m) => m.door)}
          onChange={(doors) => onChange({ ...draft, members: candidates.filter((c) => doors.includes(c.door)), officers: Object.fromEntries(Object.entries(draft.officers).filter(([, door]) => doors.includes(door))) })}
        />
      </FieldSet>
    </>
  );
}
