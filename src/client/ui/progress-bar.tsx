import { useId } from 'react';
import './progress-bar.css';

export interface ProgressBarProps {
  /** What is being counted, with its numbers: "42 / 180 परिवार". */
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** The label is said but not shown. */
  readonly quiet?: boolean;
}

/** Always with an end: where the number is not known yet, show words, not a bar. */
export function ProgressBar({ label, value, max, quiet = false }: ProgressBarProps) {
  const id = useId();
  return (
    <div className="progress">
      <span id={id} className={quiet ? 'visually-hidden' : 'progress__label'}>{label}</span>
      <progress className="progress__bar" aria-labelledby={id} value={Math.min(value, max)} max={Math.max(max, 1)} />
    </div>
  );
}
