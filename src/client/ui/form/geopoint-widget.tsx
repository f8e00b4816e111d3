// Where the phone stands. It listens for at most a minute, shows how sure it is, keeps the best it
// heard, and never holds anyone up: the question can simply be left.
//
//   idle ─ tap ─► listening ─ sure within 15 m, or enough for her ─► kept
//                     └────── a minute, refused, no signal ────────► says what to do
import { useEffect, useRef, useState } from 'react';
import { parsePoint, pointText, type GeoPoint } from '#shared/form/answer.ts';
import { toText } from '#shared/form/expression-value.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { ProgressBar } from '../progress-bar.tsx';
import { StateChip } from '../state-chip.tsx';
import { useCell, useField, useKit, valuePart } from './form-kit.ts';
import { QuestionFrame, type Frame, type WidgetProps } from './question-frame.tsx';

const GOOD_METRES = 15;
const LISTEN_SECONDS = 60;

export function GeopointWidget({ question, row }: WidgetProps) {
  return (
    <QuestionFrame question={question} row={row} set>
      {(frame) => <Locator frame={frame} />}
    </QuestionFrame>
  );
}

type Trouble = 'refused' | 'no-signal' | 'none-here';

function Locator({ frame }: { readonly frame: Frame }) {
  const { engine, t } = useKit();
  const kept = parsePoint(toText(useCell(frame.address, valuePart)));
  const { attach, left } = useField(frame.address);
  const [listening, setListening] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const [best, setBest] = useState<GeoPoint>();
  const [trouble, setTrouble] = useState<Trouble>();

  const keep = (point: GeoPoint) => {
    engine.set(frame.address, pointText(point));
    setListening(false);
  };
  const latest = useRef({ best, keep });
  useEffect(() => {
    latest.current = { best, keep };
  });
  useEffect(() => {
    if (!listening) return;
    const started = Date.now();
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        const heard: GeoPoint = { latitude: coords.latitude, longitude: coords.longitude, accuracy: coords.accuracy };
        if (heard.accuracy <= GOOD_METRES) return latest.current.keep(heard);
        setBest((before) => (before === undefined || heard.accuracy < before.accuracy ? heard : before));
      },
      ({ code }) => {
        if (code !== 1) return;
        setTrouble('refused');
        setListening(false);
      },
      { enableHighAccuracy: true, maximumAge: 0, timeout: LISTEN_SECONDS * 1000 },
    );
    const timer = setInterval(() => {
      const passed = Math.floor((Date.now() - started) / 1000);
      setSeconds(passed);
      if (passed < LISTEN_SECONDS) return;
      if (latest.current.best !== undefined) return latest.current.keep(latest.current.best);
      setTrouble('no-signal');
      setListening(false);
    }, 1000);
    return () => {
      navigator.geolocation.clearWatch(watch);
      clearInterval(timer);
    };
  }, [listening]);

  const listen = () => {
    setTrouble('geolocation' in navigator ? undefined : 'none-here');
    setBest(undefined);
    setSeconds(0);
    setListening('geolocation' in navigator);
  };
  if (listening) {
    return (
      <div className="stack stack--tight">
        <ProgressBar
          label={best === undefined ? t('form:place.listening') : t('form:place.sure', { metres: Math.round(best.accuracy) })}
          value={seconds}
          max={LISTEN_SECONDS}
        />
        <div className="row">
          {best === undefined ? null : <Button icon="check" onClick={() => keep(best)}>{t('form:place.enough')}</Button>}
          <Button look="plain" onClick={() => setListening(false)}>{t('form:place.stop')}</Button>
        </div>
      </div>
    );
  }
  return (
    <div className="stack stack--tight">
      {kept === undefined ? null : <div><StateChip state="done" icon="location" word={t('form:place.got', { metres: Math.round(kept.accuracy) })} /></div>}
      {trouble === undefined ? null : <Notice state="pending" icon="location" title={t(`form:place.${trouble}`)} announce>{t('form:place.goOn')}</Notice>}
      <div className="row">
        <Button ref={attach} icon="location" aria-describedby={frame.describedBy} onClick={listen} onBlur={left}>
          {kept === undefined ? t('form:place.take') : t('form:place.again')}
        </Button>
      </div>
    </div>
  );
}
