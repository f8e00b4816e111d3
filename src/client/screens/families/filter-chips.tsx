// A row of chips to choose one of a few; it scrolls sideways under the thumb. A longer list of the same
// kind (places) may stand first, as the browser's own chooser.
import type { ReactNode } from 'react';
import './families.css';

export interface FilterChip {
  readonly key: string;
  readonly word: string;
  readonly count?: string;
}

export interface FilterChipsProps {
  readonly label: string;
  readonly chips: readonly FilterChip[];
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
  readonly first?: ReactNode;
}

export function FilterChips({ label, chips, chosen, onChoose, first }: FilterChipsProps) {
  return (
    <fieldset className="filter-chips">
      <legend className="visually-hidden">{label}</legend>
      {first}
      {chips.map((chip) => (
        <button key={chip.key} type="button" className="filter-chip" aria-pressed={chip.key === chosen} onClick={() => onChoose(chip.key)}>
          <span>{chip.word}</span>
          {chip.count === undefined ? null : <span className="filter-chip__count">{chip.count}</span>}
        </button>
      ))}
    </fieldset>
  );
}
