// How far the round has come: a ring read at a glance, with the same thing in words beside it.
import './today.css';

const RADIUS = 42;
const LENGTH = 2 * Math.PI * RADIUS;

export function Ring({ done, total }: { readonly done: number; readonly total: number }) {
  const part = total === 0 ? 0 : done / total;
  return (
    <svg className="ring" viewBox="0 0 100 100" aria-hidden="true">
      <circle className="ring__ground" cx="50" cy="50" r={RADIUS} />
      {done === 0 ? null : <circle className="ring__done" cx="50" cy="50" r={RADIUS} strokeDasharray={`${LENGTH * part} ${LENGTH}`} />}
      <text x="50" y="51" className="ring__text">{percent(part)}</text>
    </svg>
  );
}

/** Never 100 before all is done, never 0 once something is. */
function percent(part: number): string {
  return `${part > 0.99 && part < 1 ? 99 : part > 0 && part < 0.01 ? 1 : Math.round(part * 100)}%`;
}
