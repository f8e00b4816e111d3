// An age in years, or the date of birth where the family knows it: two sides of one answer.
import { useState } from 'react';
import { yearsBetween } from '#shared/form/calendar.ts';
import { isEmpty, toText } from '#shared/form/expression-value.ts';
import { addressOf } from '#shared/form/plan.ts';
import { ChoiceButtons } from '../choice-buttons.tsx';
import { DateFields } from './date-widget.tsx';
import { useCell, useField, useKit, usePlanNode, valuePart } from './form-kit.ts';
import { QuestionFrame, type Frame, type WidgetProps } from './question-frame.tsx';
import './date-widget.css';

export function AgeWidget({ question, row }: WidgetProps) {
  return (
    <QuestionFrame question={question} row={row} set>
      {(frame) => <AgeFields question={question} row={row} frame={frame} />}
    </QuestionFrame>
  );
}

function AgeFields({ question, row, frame }: WidgetProps & { readonly frame: Frame }) {
  const kit = useKit();
  const { engine, t } = kit;
  const companions = engine.plan.companions.get(usePlanNode(question));
  const birth = companions?.birth === undefined ? undefined : addressOf(companions.birth, row);
  const [byBirth, setByBirth] = useState(birth !== undefined && !isEmpty(engine.value(birth)));
  return (
    <>
      {birth === undefined ? null : (
        <ChoiceButtons
          side
          chosen={[byBirth ? 'birth' : 'years']}
          onChange={([way]) => setByBirth(way === 'birth')}
          options={[{ value: 'years', label: t('form:age.byYears') }, { value: 'birth', label: t('form:age.byBirth') }]}
        />
      )}
      {byBirth && birth !== undefined
        ? <BirthFields birth={birth} frame={frame} />
        : <YearsField frame={frame} readOnly={question.readonly === true} />}
    </>
  );
}

function YearsField({ frame, readOnly }: { readonly frame: Frame; readonly readOnly: boolean }) {
  const { engine, t } = useKit();
  const { address, id, error, describedBy } = frame;
  const [typed, setTyped] = useState(toText(engine.value(address)));
  const { attach, left } = useField(address);
  return (
    <label className="date__part date__part--year">
      <span className="date__name">{t('form:age.unit')}</span>
      <input
        ref={attach}
        id={`${id}-years`}
        className="input date__input"
        inputMode="numeric"
        autoComplete="off"
        maxLength={3}
        value={typed}
        readOnly={readOnly}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy}
        onChange={(event) => {
          setTyped(event.target.value);
          engine.set(address, event.target.value);
        }}
        onBlur={left}
      />
    </label>
  );
}

function BirthFields({ birth, frame }: { readonly birth: string; readonly frame: Frame }) {
  const { t } = useKit();
  const years = useCell(frame.address, valuePart);
  const day = useCell(birth, valuePart);
  const known = typeof years === 'number' && typeof day === 'string' && yearsBetween(day, day) !== undefined;
  return (
    <>
      <DateFields address={birth} flag={frame.address} id={frame.id} wrong={frame.error !== undefined} describedBy={frame.describedBy} />
      {known ? <p className="strong">{t('form:age.years', { count: years })}</p> : null}
    </>
  );
}
