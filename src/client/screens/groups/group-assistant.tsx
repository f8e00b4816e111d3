// From women of one tola who are in no group to a group handed in: the app proposes, she adjusts.
//   tola ▶ who ▶ offices ▶ meeting, saving, name ▶ handed in
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupDraft, GroupWork } from '#shared/field-work.ts';
import { wholeText } from '#shared/form/answer.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri, useNow, usePlaces } from '#client/app/context.tsx';
import { useFormat } from '#client/app/use-format.ts';
import { newId } from '#client/app/ids.ts';
import { toSaveRequest } from '#client/app/planned.ts';
import { StorageFailure } from '#client/store/contract.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ListRow } from '#client/ui/list-row.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { usePlacesOfWork } from '../families/places-of-work.ts';
import { NotFound } from '../shell/not-found.tsx';
import { draftToValues, valuesToDraft } from './assistant-draft.ts';
import { ChooseMembers } from './choose-members.tsx';
import { ChooseOfficers } from './choose-officers.tsx';
import { MeetingAndName } from './meeting-and-name.tsx';
import './groups.css';

const STEPS = 3;

export function GroupAssistant() {
  const { field } = useDehri();
  return field.groups === undefined ? <NotFound /> : <Assistant work={field.groups} />;
}

function Assistant({ work }: { readonly work: GroupWork }) {
  const { t } = useTranslation(['groups', 'sync', 'app']);
  const { store, field, programme, shell } = useDehri();
  const back = useBack('/groups');
  const { today } = useNow();
  const doors = store.ofType(field.doors.recordType);
  const groups = store.ofType(work.recordType);
  const form = `${programme.id}.group-assistant@1`;
  const kept = useMemo(() => {
    const draft = store.drafts().find((d) => d.form === form);
    const place = draft?.answers['place'];
    return draft === undefined || typeof place !== 'string' ? undefined : { id: draft.id, ...valuesToDraft(draft.answers, work.candidates(doors, groups, place)) };
    // Read once, when the screen opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const [draftId] = useState(() => kept?.id ?? newId());
  const [draft, setDraft] = useState<GroupDraft | undefined>(kept?.draft);
  const [step, setStep] = useState(kept?.step ?? 0);
  const [made, setMade] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);

  const isOpen = draft !== undefined && made === undefined;
  useEffect(() => (isOpen ? shell.holdUpdates() : undefined), [shell, isOpen]);

  const type = programme.recordTypes.find((r) => r.name === work.recordType);
  if (type === undefined) return <NotFound />;
  const change = (next: GroupDraft, at: number): void => {
    setDraft(next);
    setStep(at);
    store.putDraft({ id: draftId, form, bucket: bucketOf(next.place, type.shelf), answers: draftToValues(next, at), page: at, savedAt: Date.now() }).then(
      () => setFailed(undefined),
      (error: unknown) => {
        if (!(error instanceof StorageFailure)) throw error;
        setFailed(error.kind === 'elsewhere' ? 'locked' : error.kind);
      },
    );
  };

  if (made !== undefined) {
    return (
      <Screen
        top={<TopBar title={t('groups:submitted')} onBack={back} />}
        bottom={<ActionBar><ButtonLink look="primary" big wide href="/groups">{t('groups:title')}</ButtonLink></ActionBar>}
      >
        <EmptyState icon="check" title={t('groups:submitted')} action={<ButtonLink href={`/groups/${made}`}>{t('groups:see')}</ButtonLink>}>{t('groups:submittedHelp')}</EmptyState>
      </Screen>
    );
  }
  if (draft === undefined) {
    return <ChooseTola work={work} onBack={back} onChoose={(place) => change(work.propose(work.candidates(doors, groups, place), place), 0)} />;
  }

  const problems = work.check(draft);
  const count = draft.members.length;
  const enough = count >= (work.smallMin ?? work.size.min) && count <= work.size.max;

  async function submit(): Promise<void> {
    if (draft === undefined) return;
    setBusy(true);
    const id = newId();
    const [first, ...rest] = work.plan({ ...draft, name: wholeText(draft.name) }, id, today).map((write) => toSaveRequest(programme, store, write));
    if (first === undefined) return;
    const result = await store.saveAll([{ ...first, draft: draftId }, ...rest]).finally(() => setBusy(false));
    if (result.ok) {
      shell.succeeded();
      setMade(id);
    } else setFailed(result.reason);
  }

  const stepTitle = [t('groups:stepMembers'), t('groups:stepOfficers'), t('groups:stepMeeting')][step] ?? '';
  return (
    <Screen
      top={<TopBar title={stepTitle} aside={t('groups:step', { n: step + 1, total: STEPS })} onBack={step === 0 ? () => {
        store.dropDraft(draftId).catch(() => undefined);
        setDraft(undefined);
      } : () => change(draft, step - 1)} />}
      bottom={
        <ActionBar>
          {step < STEPS - 1
            ? <Button look="primary" big wide iconAfter="next" disabled={!enough} onClick={() => change(draft, step + 1)}>{t('app:next')}</Button>
            : <Button look="primary" big wide icon="check" busy={busy} disabled={problems.length > 0} onClick={() => void submit()}>{t('groups:submit')}</Button>}
        </ActionBar>
      }
    >
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed}`)} />}
      {step === 0 ? <ChooseMembers work={work} draft={draft} candidates={work.candidates(doors, groups, draft.place)} onChange={(next) => change(next, 0)} />
      : step === 1 ? <ChooseOfficers work={work} draft={draft} onChange={(next) => change(next, 1)} />
      : <MeetingAndName work={work} draft={draft} problems={problems} onChange={(next) => change(next, 2)} />}
    </Screen>
  );
}

interface ChooseTolaProps {
  readonly work: GroupWork;
  readonly onBack: () => void;
  readonly onChoose: (place: PlaceCode) => void;
}

function ChooseTola({ work, onBack, onChoose }: ChooseTolaProps) {
  const { t } = useTranslation('groups');
  const { store, field } = useDehri();
  const places = usePlaces();
  const format = useFormat();
  const doors = store.ofType(field.doors.recordType);
  const groups = store.ofType(work.recordType);
  const here = usePlacesOfWork();
  const tolas = useMemo(
    () => here.map((place) => ({ place, count: work.candidates(doors, groups, place).length })).filter((tola) => tola.count > 0).sort((a, b) => b.count - a.count),
    [here, doors, groups, work],
  );
  return (
    <Screen top={<TopBar title={t('groups:assistant')} onBack={onBack} />}>
      {tolas.length === 0 ? <EmptyState icon="group" title={t('groups:candidates', { count: 0 })}>{t('groups:noneHelp')}</EmptyState> : (
        <>
          <h2>{t('groups:chooseTola')}</h2>
          <div>
            {tolas.map(({ place, count }) => (
              <ListRow key={place} icon="location" title={places.name(place)} detail={t('groups:unlinked', { count, number: format.number(count) })} onClick={() => onChoose(place)} />
            ))}
          </div>
        </>
      )}
    </Screen>
  );
}
