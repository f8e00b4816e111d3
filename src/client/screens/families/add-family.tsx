// A family that is not on the list. First who they are; while she types, families that may be the
// same are shown, so that none is written twice. Nothing leaves the phone for that.
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { DUPLICATE_LIKELY, duplicatesOf, prepareHousehold, type PreparedHousehold } from '#shared/people/duplicates.ts';
import { wholeText } from '#shared/form/answer.ts';
import { bucketOf } from '#shared/place/bucket.ts';
import type { PlaceCode } from '#shared/place/place.ts';
import type { DoorWork } from '#shared/field-work.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { useBack } from '#client/app/back.ts';
import { useDehri, usePlaces, useSay } from '#client/app/context.tsx';
import { newId } from '#client/app/ids.ts';
import { StorageFailure, type Draft } from '#client/store/contract.ts';
import { Button } from '#client/ui/button.tsx';
import { ChoiceButtons } from '#client/ui/choice-buttons.tsx';
import { FieldSet, TextField } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ActionBar, Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { DoorRow } from './door-row.tsx';
import { usePlacesOfWork } from './places-of-work.ts';

const SHOWN = 4;

export function AddFamily() {
  const { t } = useTranslation(['families', 'app', 'sync']);
  const { store, field, programme } = useDehri();
  const say = useSay();
  const places = usePlaces();
  const back = useBack('/families');
  const [, navigate] = useLocation();
  const { doors: work } = field;
  const here = usePlacesOfWork();
  const [place, setPlace] = useState<PlaceCode | undefined>(here.length === 1 ? here[0] : undefined);
  const [name, setName] = useState('');
  const [relative, setRelative] = useState('');
  const [digits, setDigits] = useState('');
  const [nameMissing, setNameMissing] = useState(false);
  const [tolaMissing, setTolaMissing] = useState(false);
  const [failed, setFailed] = useState<StorageFailure['kind']>();
  const [id] = useState(newId);

  const doors = store.ofType(work.recordType);
  const prepared = useMemo(() => doors.map((door) => ({ ...prepare(work, door), door })), [doors, work]);
  const asked = useDeferredValue(`${name}\n${relative}\n${digits}\n${place ?? ''}`);
  const similar = useMemo(() => {
    const [n = '', r = '', d = '', p = ''] = asked.split('\n');
    if (n.trim().length < 2 && d.trim().length < 4) return [];
    return duplicatesOf(prepareHousehold({ name: n, husbandOrFather: r, cardDigits: d, place: p }), prepared).slice(0, SHOWN);
  }, [asked, prepared]);
  const likely = similar.some((s) => s.score >= DUPLICATE_LIKELY);

  async function begin(): Promise<void> {
    const [headName, headRelative] = [wholeText(name), wholeText(relative)];
    setNameMissing(headName === '');
    setTolaMissing(place === undefined);
    if (headName === '') return;
    const form = programme.forms.filter((f) => f.id === work.registerForm).at(-1);
    const type = programme.recordTypes.find((r) => r.name === work.recordType);
    if (place === undefined || form === undefined || type === undefined) return;
    // A tola's families may be kept with their village: the new one goes where its neighbours are.
    const draft: Draft = {
      id, form: `${form.id}@${form.version}`, bucket: doors.find((d) => work.placeOf(d) === place)?.bucket ?? bucketOf(place, type.shelf), page: 0, savedAt: Date.now(),
      answers: {
        ...work.beginAt(place, places.name(place)),
        [work.identity.name]: headName,
        ...(headRelative === '' ? {} : { [work.identity.relative]: headRelative }),
        ...(/^\d{8,20}$/.test(digits) ? { [work.identity.digits]: digits } : {}),
      },
    };
    try {
      await store.putDraft(draft);
    } catch (error) {
      if (!(error instanceof StorageFailure)) throw error;
      return setFailed(error.kind);
    }
    navigate(`/drafts/${id}`, { replace: true });
  }

  return (
    <Screen
      top={<TopBar title={t('families:addTitle')} onBack={back} />}
      bottom={
        <ActionBar>
          <Button look={likely ? 'second' : 'primary'} big wide icon="plus" onClick={() => void begin()}>
            {likely ? t('families:addGo') : t('families:addGoPlain')}
          </Button>
        </ActionBar>
      }
    >
      <p>{t('families:addHelp')}</p>
      {failed === undefined ? null : <Notice state="mend" announce title={t(`sync:saveFailed.${failed === 'elsewhere' ? 'locked' : failed}`)} />}
      <TextField label={t('families:addName')} value={name} onChange={(value) => {
        setName(value);
        setNameMissing(false);
      }} error={nameMissing ? t('families:addNeedName') : undefined} autoComplete="off" required />
      <TextField label={t('families:addRelative')} hint={t('families:addOptional')} value={relative} onChange={setRelative} autoComplete="off" />
      <TextField label={t('families:addDigits')} hint={t('families:addOptional')} value={digits} onChange={(value) => setDigits(value)} inputMode="numeric" autoComplete="off" />
      {similar.length === 0 ? null : (
        <section aria-live="polite">
          {likely ? <Notice state="pending" icon="alert" title={t('families:addSimilarSure')} /> : <h2>{t('families:addSimilar')}</h2>}
          {similar.map((s) => (
            <DoorRow key={s.of.door.id} href={`/families/${s.of.door.id}`} card={work.card(s.of.door)} state={work.stateOf(s.of.door)} receipt={store.receipt(s.of.door.id)} say={say} note={s.reasons.map((reason) => t(`families:reason.${reason}`)).join(' · ')} />
          ))}
        </section>
      )}
      {here.length < 2 ? null : (
        <FieldSet id="place" label={t('families:addPlace')} required error={tolaMissing ? t('families:addNeedPlace') : undefined}>
          <ChoiceButtons chosen={place === undefined ? [] : [place]} onChange={([p]) => {
            setPlace(p);
            setTolaMissing(false);
          }} options={here.map((code) => ({ value: code, label: places.name(code), icon: 'location' }))} />
        </FieldSet>
      )}
    </Screen>
  );
}

function prepare(work: DoorWork, door: DehriRecord): PreparedHousehold {
  const text = (path: string): string => {
    const value = door.values[path];
    return typeof value === 'string' ? value : '';
  };
  return prepareHousehold({ name: text(work.identity.name), husbandOrFather: text(work.identity.relative), cardDigits: text(work.identity.digits), place: work.placeOf(door) });
}
