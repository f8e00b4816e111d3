// A row of chips to choose one of a few; it scrolls sideways under the thumb.
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
}

export function FilterChips({ label, chips, chosen, onChoose }: FilterChipsProps) {
  return (
    <div className="filter-chips" role="group" aria-label={label}>
      {chips.map((chip) => (
        <button key={chip.key} type="button" className="filter-chip" aria-pressed={chip.key === chosen} onClick={() => onChoose(chip.key)}>
          <span>{chip.word}</span>
          {chip.count === undefined ? null : <span className="filter-chip__count">{chip.count}</span>}
        </button>
      ))}
    </div>
  );
}
