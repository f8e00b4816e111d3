// Her files with those who work for her: who is responsible, what comes next, and what was referred to whom. No
// name stands here; the work itself is done at the unit, to which she is handed over from here.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceCode } from '#shared/place/place.ts';
import type { SubjectFile, SubjectView } from '#shared/subjects/child.ts';
import { useNow, usePlaces } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StateChip } from '#client/ui/state-chip.tsx';
import { useCentreWords } from '../use-centre-words.ts';
import { BeginFile } from './begin-file.tsx';

export interface ChildFilesProps {
  readonly place: PlaceCode;
  readonly view: SubjectView;
  readonly onBegun: () => void;
}

export function ChildFiles({ place, view, onBegun }: ChildFilesProps) {
  const { t } = useTranslation('subjects');
  const { name } = usePlaces();
  const [asking, setAsking] = useState(false);
  const [begun, setBegun] = useState<PlaceCode>();
  return (
    <Card title={t('subjects:files.title')} aside={<Button icon="plus" onClick={() => setAsking(true)}>{t('subjects:files.begin')}</Button>}>
      {begun === undefined ? null : <Notice state="done" announce title={t('subjects:files.begun', { unit: name(begun) })} />}
      {view.files.length === 0 ? <p>{t('subjects:files.none')}</p> : view.files.map((file) => <OneFile key={`${file.district} ${file.record}`} file={file} />)}
      <BeginFile
        place={place}
        view={view}
        open={asking}
        onBegun={(unit) => {
          setAsking(false);
          setBegun(unit);
          onBegun();
        }}
        onClose={() => setAsking(false)}
      />
    </Card>
  );
}

function OneFile({ file }: { readonly file: SubjectFile }) {
  const { t } = useTranslation('subjects');
  const words = useCentreWords();
  const format = useFormat();
  const { today } = useNow();
  const { name } = usePlaces();
  const late = file.nextDay !== null && file.nextDay < today;
  return (
    <div className="stack stack--tight">
      <dl className="pairs">
        <dt>{t('subjects:files.at')}</dt><dd>{name(file.place) || file.place}</dd>
        {file.state === '' ? null : <><dt>{t('subjects:said.state')}</dt><dd>{words.fileState(file.state)}</dd></>}
        <dt>{t('subjects:files.responsible')}</dt><dd>{file.responsible ?? t('subjects:files.nobody')}</dd>
        <dt>{t('subjects:files.next')}</dt>
        <dd>{file.nextDay === null ? t('subjects:files.noDay') : format.day(file.nextDay)} {late ? <StateChip state="mend" icon="clock" word={t('subjects:late')} /> : null}</dd>
      </dl>
      {file.referrals.length === 0 ? <p className="soft">{t('subjects:files.noReferrals')}</p> : (
        <ul>
          {file.referrals.map((one) => (
            <li key={one.row} className="line">
              <span>{words.service(one.service)} · {words.department(one.department)}</span>
              <span className="soft">{format.day(one.day)}{one.due === null ? '' : ` · ${t('subjects:files.due', { day: format.day(one.due) })}`}</span>
              <StateChip {...words.referral(one, today)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
