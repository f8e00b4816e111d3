// One line per office; a touch opens the names to choose from.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupDraft, GroupWork } from '#shared/field-work.ts';
import { useSay } from '#client/app/context.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { FieldSet } from '#client/ui/field.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';

export interface ChooseOfficersProps {
  readonly work: GroupWork;
  readonly draft: GroupDraft;
  readonly onChange: (draft: GroupDraft) => void;
}

export function ChooseOfficers({ work, draft, onChange }: ChooseOfficersProps) {
  const { t } = useTranslation('groups');
  const say = useSay();
  const [choosing, setChoosing] = useState<string>();
  return (
    <>
      <div>
        {work.officers.map((office) => {
          const member = draft.members.find((m) => m.door === draft.officers[office]);
          return (
            <ListRow
              key={office}
              icon="woman"
              title={t(`groups:officer.${office}`)}
              detail={member?.name ?? t('groups:officerNone')}
              aside={member === undefined ? <StateChip state="pending" word={t('groups:officerChoose')} /> : <StateChip state="done" word={t('groups:officerDone')} />}
              onClick={() => setChoosing(office)}
            />
          );
        })}
      </div>
      <Dialog open={choosing !== undefined} title={choosing === undefined ? '' : t(`groups:officer.${choosing}`)} onClose={() => setChoosing(undefined)}>
        {choosing === undefined ? null : (
          <FieldSet id="officer" label={t('groups:officerWho')}>
            <ChoiceButtons
              options={draft.members.filter((m) => !Object.entries(draft.officers).some(([office, door]) => office !== choosing && door === m.door)).map((m) => ({ value: m.door, label: m.name, detail: say(m.detail) }))}
              chosen={draft.officers[choosing] === undefined ? [] : [draft.officers[choosing]]}
              onChange={([door]) => {
                if (door !== undefined) onChange({ ...draft, officers: { ...draft.officers, [choosing]: door } });
                setChoosing(undefined);
              }}
            />
          </FieldSet>
        )}
      </Dialog>
    </>
  );
}
