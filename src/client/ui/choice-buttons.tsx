// Big buttons for a choice among a few: native radios or checkboxes underneath, so that keyboard
// and screen reader work as everywhere.
import { useId, type ChangeEvent } from 'react';
import { Icon } from './icon.tsx';
import { isIconName } from './icons.ts';
import './choice-buttons.css';

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon?: string | undefined;
}

export interface ChoiceButtonsProps {
  /** Values chosen; one at most unless `many`. */
  readonly chosen: readonly string[];
  /** `chosen` is only what it begins with: the browser keeps the rest, and whoever wants to know listens for its `change`. */
  readonly loose?: boolean;
  readonly onChange?: (chosen: string[]) => void;
  readonly options: readonly ChoiceOption[];
  readonly many?: boolean;
  /** Two or three short choices beside each other on wider screens. */
  readonly side?: boolean;
  readonly disabled?: boolean;
  readonly onBlur?: () => void;
}

/** Put it in a `FieldSet`, which carries the question. */
export function ChoiceButtons({ chosen, loose = false, onChange, options, many = false, side = false, disabled = false, onBlur }: ChoiceButtonsProps) {
  const name = useId();
  return (
    <div className={`choices${side ? ' choices--side' : ''}`}>
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            className="choice__input"
            type={many ? 'checkbox' : 'radio'}
            name={name}
            value={option.value}
            disabled={disabled}
            onBlur={onBlur}
            {...(loose ? { defaultChecked: chosen.includes(option.value) } : {
              checked: chosen.includes(option.value),
              onChange: (event: ChangeEvent<HTMLInputElement>) => {
                if (!many) onChange?.([option.value]);
                else onChange?.(event.target.checked ? [...chosen, option.value] : chosen.filter((value) => value !== option.value));
              },
            })}
          />
          {isIconName(option.icon) ? <Icon name={option.icon} /> : null}
          <span className="choice__text">
            <span>{option.label}</span>
            {option.detail === undefined ? null : <span className="choice__detail">{option.detail}</span>}
          </span>
          <span className="choice__mark"><Icon name="check" size="small" /></span>
        </label>
      ))}
    </div>
  );
}
