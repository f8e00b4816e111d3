// The lock: whose space (a picture, when several share the phone), then the PIN. After wrong tries the
// delay grows and is counted down, so that no one wonders whether the phone has hung.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appNameKey } from '#client/app/app-name.ts';
import type { Phone, Session, Space } from '#client/app/services.ts';
import { useFormat } from '#client/app/use-format.ts';
import { useSealed } from '#client/app/use-sealed.ts';
import { Button, ButtonLink } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { isIconName } from '#client/ui/icons.ts';
import { Notice } from '#client/ui/notice.tsx';
import { NumberPad } from '#client/ui/number-pad.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { TopBar } from '#client/ui/top-bar.tsx';
import { LanguageButton } from '../shell/language-button.tsx';
import { Forgot } from './forgot.tsx';
import { PictureGrid } from './pictures.tsx';
import { PIN_LENGTH } from './pin.ts';
import { isAllDelivered, SealedLine, ShutNotice } from './sealed-line.tsx';
import './start.css';

export interface UnlockProps {
  readonly phone: Phone;
  readonly spaces: readonly Space[];
  /** Another window has just taken the work over. */
  readonly moved?: boolean;
  readonly onOpen: (session: Session) => void;
  readonly onAdd: () => void;
}

export function Unlock({ phone, spaces, moved = false, onOpen, onAdd }: UnlockProps) {
  const { t } = useTranslation('app');
  const known = spaces.filter((s) => s.forgotten !== true);
  const only = spaces.length === 1 || known.length === 1 ? known[0] ?? spaces[0] : undefined;
  const [chosen, setChosen] = useState<Space | undefined>(only);
  // Whoever's turn it is, what the others left goes to the server too.
  useEffect(() => {
    for (const { id } of spaces) void phone.sealed(id).then((control) => control.handIn());
  }, [phone, spaces]);
  if (chosen !== undefined) {
    return <PinPage key={chosen.id} phone={phone} space={chosen} moved={moved} onOpen={onOpen} onAdd={onAdd} {...(spaces.length > 1 ? { onOther: () => setChosen(undefined) } : {})} />;
  }
  return (
    <Screen top={<TopBar title={t('app:unlock.who')} aside={<LanguageButton short />} />}>
      <p>{t('app:unlock.whoHelp')}</p>
      <PictureGrid pictures={[...known, ...spaces.filter((s) => s.forgotten === true)].map((s) => s.picture)} forgotten={new Set(spaces.filter((s) => s.forgotten === true).map((s) => s.picture))} onChoose={(picture) => setChosen(spaces.find((s) => s.picture === picture))} />
      <Button look="plain" wide icon="plus" onClick={onAdd}>{t('app:unlock.add')}</Button>
      <ButtonLink look="plain" wide icon="question" href="/help/start">{t('app:help')}</ButtonLink>
    </Screen>
  );
}

interface PinPageProps {
  readonly phone: Phone;
  readonly space: Space;
  readonly moved: boolean;
  readonly onOpen: (session: Session) => void;
  readonly onAdd: () => void;
  readonly onOther?: () => void;
}

type Trouble = 'wrong-pin' | 'sensor' | 'elsewhere' | 'contact-needed' | 'revoked' | 'broken';

function PinPage({ phone, space, moved, onOpen, onAdd, onOther }: PinPageProps) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const [wait, setWait] = useCountdown();
  const [forgot, setForgot] = useState(false);
  /** The PIN that opened while another window had the work; kept until she says where to go on. */
  const [tried, setTried] = useState<string>();
  const sealed = useSealed(phone, space.id);

  useEffect(() => {
    void phone.waitSeconds(space.id).then(setWait);
  }, [phone, space.id, setWait]);

  async function tryPin(pin: string, takeOver: boolean): Promise<void> {
    setBusy(true);
    setTrouble(undefined);
    setTried(undefined);
    const result = await phone.unlock(space.id, pin, takeOver);
    if (result.ok) return onOpen(result.session);
    setBusy(false);
    setTyped('');
    if (result.reason === 'elsewhere') setTried(pin);
    setWait(result.waitSeconds);
    if (result.reason !== 'wait') setTrouble(result.reason);
  }

  async function trySensor(takeOver: boolean): Promise<void> {
    setBusy(true);
    setTrouble(undefined);
    const result = await phone.unlockWithPasskey(space.id, takeOver);
    if (result?.ok === true) return onOpen(result.session);
    setBusy(false);
    setTrouble(result === undefined || result.reason === 'wrong-pin' || result.reason === 'wait' ? 'sensor' : result.reason);
  }

  if (forgot) return <Forgot phone={phone} space={space} sealed={sealed} onBack={() => setForgot(false)} onNew={onAdd} />;

  const message = wait > 0 ? `${trouble === 'wrong-pin' ? `${t('app:pin.wrongWait')} ` : ''}${t('app:pin.wait', { time: format.duration(wait) })}` : trouble === 'wrong-pin' ? t('app:pin.wrong') : undefined;
  return (
    <Screen top={<TopBar title={t(appNameKey())} aside={<LanguageButton short />} {...(onOther === undefined ? {} : { onBack: onOther })} />}>
      <div className="start__mark start__mark--center">{isIconName(space.picture) ? <Icon name={space.picture} size="huge" /> : null}</div>
      {space.forgotten === true ? <Notice state="neutral" icon="key" title={t('app:unlock.forgotten')}>{t(isAllDelivered(sealed.status) ? 'app:sealed.allDone' : 'app:unlock.forgottenHelp')}</Notice> : null}
      {moved && trouble === undefined ? <Notice state="neutral" announce title={t('app:unlock.moved')} /> : null}
      <ShutNotice status={sealed.status} />
      {trouble === undefined || trouble === 'wrong-pin' ? null : (
        <Notice
          state={trouble === 'elsewhere' || trouble === 'sensor' ? 'neutral' : 'mend'}
          announce
          title={t(`app:unlock.${trouble}`)}
          action={trouble !== 'elsewhere' ? undefined : <Button look="primary" onClick={() => void (tried === undefined ? trySensor(true) : tryPin(tried, true))}>{t('app:unlock.here')}</Button>}
        />
      )}
      {space.passkey === true ? <Button big wide icon="key" disabled={busy} onClick={() => void trySensor(false)}>{t('app:unlock.bySensor')}</Button> : null}
      <NumberPad
        label={busy ? t('app:pin.opening') : t('app:pin.enter')}
        value={typed}
        length={PIN_LENGTH}
        busy={busy || wait > 0}
        error={message}
        onChange={setTyped}
        onDone={(pin) => void tryPin(pin, false)}
      />
      {wait > 0 ? <p className="soft start__center">{t('app:pin.safe')}</p> : null}
      <SealedLine status={sealed.status} />
      <div className="start__links">
        <Button look="plain" onClick={() => setForgot(true)}>{t('app:pin.forgot')}</Button>
        {onOther === undefined ? null : <Button look="plain" icon="lock" onClick={onOther}>{t('app:unlock.other')}</Button>}
        <Button look="plain" icon="plus" onClick={onAdd}>{t('app:unlock.add')}</Button>
        <ButtonLink look="plain" icon="question" href="/help/start">{t('app:help')}</ButtonLink>
      </div>
    </Screen>
  );
}

/** Seconds left, counting down by itself. */
function useCountdown(): [number, (seconds: number) => void] {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setNow(Date.now()), 250);
    return () => clearTimeout(timer);
  }, [left, now]);
  const [set] = useState(() => (seconds: number) => {
    // One reading of the clock: two would make a wait of nothing into one of a second.
    const at = Date.now();
    setNow(at);
    setUntil(at + seconds * 1000);
  });
  return [left, set];
}
