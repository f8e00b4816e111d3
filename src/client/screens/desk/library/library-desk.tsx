// The library at the desk: schemes, laws, studies and trainings; those who keep it add and mend, others read.
// Records, so all of it works without a network.
import { useTranslation } from 'react-i18next';
import { LIBRARY_KINDS, type LibraryKind } from '#shared/library-work.ts';
import { bucketPlace } from '#shared/place/bucket.ts';
import { useDehri } from '#client/app/context.tsx';
import { ProgrammeScope } from '../../cases/programme-scope.tsx';
import { KEPT } from '../../library/kept.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { RecordForm } from '../meetings/record-form.tsx';
import '../../library/library.css';
import { LibraryFrame } from './library-frame.tsx';
import { PaperTable } from './paper-table.tsx';
import { SchemeTable } from './scheme-table.tsx';
import { TrainingMonth } from './training-month.tsx';
import { useDeskLibrary } from './use-desk-library.ts';
import './library-desk.css';

export interface LibraryDeskProps {
  /** A kind, `new`, or the id of a record. */
  readonly open: string | undefined;
  /** `<kind>@<place>` of a new record; `edit` or `log` of one that is there. */
  readonly act: string | undefined;
}

export function LibraryDesk(props: LibraryDeskProps) {
  return <ProgrammeScope programme={KEPT.programme}><Open {...props} /></ProgrammeScope>;
}

const { work } = KEPT;

function Open({ open, act }: LibraryDeskProps) {
  const { t } = useTranslation('library');
  const { store } = useDehri();
  const library = useDeskLibrary();
  const asked = LIBRARY_KINDS.find((kind) => kind === open);
  if (open === 'new') {
    const [kind, place = ''] = newOf(act);
    if (kind === undefined || !library.placesFor(kind).includes(place)) return <NotFound />;
    return <RecordForm key={act} form={work.kinds[kind].form} type={library.typeOf(kind)} place={place} record={undefined} begin={kind === 'training' ? { state: 'planned' } : {}} home={(id) => (id === undefined ? `/desk/library/${kind}` : `/desk/library/${id}`)} />;
  }
  const record = open === undefined || asked !== undefined ? undefined : store.get(open);
  const kind = asked ?? library.kindOf(record) ?? (open === undefined ? library.kinds[0] : undefined);
  if (kind === undefined || !library.kinds.includes(kind)) return <NotFound />;
  if (record !== undefined && (act === 'edit' || (act === 'log' && kind === 'training'))) {
    if (!library.mayWrite(record)) return <NotFound />;
    return <RecordForm key={`${record.id} ${act}`} form={act === 'log' ? work.logForm : work.kinds[kind].form} type={library.typeOf(kind)} place={bucketPlace(record.bucket)} record={record} begin={{}} home={() => `/desk/library/${record.id}`} />;
  }
  return (
    <LibraryFrame library={library} kind={kind}>
      {kind === 'scheme' ? <SchemeTable library={library} open={record?.id} />
      : kind === 'training' ? <TrainingMonth library={library} open={record?.id} />
      : <><p className="soft">{t('library:desk.deskOnly')}</p><PaperTable key={kind} library={library} kind={kind} open={record?.id} /></>}
    </LibraryFrame>
  );
}

/** `scheme@10.192` */
function newOf(act = ''): readonly [LibraryKind | undefined, string | undefined] {
  const [kind, place] = act.split('@');
  return [LIBRARY_KINDS.find((one) => one === kind), place];
}
