// The state in its districts: each shaded by its class and carrying its own number, the classes named by
// their numbers. One stop for the keyboard; arrows go from district to district, Enter opens one.
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePlaceName } from '../../use-place.ts';
import { neighbour, wayOf } from './neighbour.ts';
import { HEIGHT, OUTLINES, WIDTH } from './outlines.ts';

export interface Shaded {
  /** Of five, 0 the palest; undefined: hidden or nothing counted. */
  readonly shade: number | undefined;
  /** As it is read. */
  readonly figure: string;
  /** As much of it as stands in a district. */
  readonly short: string;
  readonly href: string;
}

export interface DistrictMapProps {
  readonly title: string;
  /** By LGD code. */
  readonly districts: ReadonlyMap<number, Shaded>;
}

export function DistrictMap({ title, districts }: DistrictMapProps) {
  const name = usePlaceName();
  const box = useRef<SVGSVGElement>(null);
  const [focused, setFocused] = useState(0);
  const linked = OUTLINES.filter(({ lgd }) => districts.has(lgd));
  const stop = Math.min(focused, linked.length - 1);

  function walk(event: KeyboardEvent): void {
    const way = wayOf(event.key);
    if (way === undefined) return;
    event.preventDefault();
    const next = neighbour(linked.map(({ at }) => at), stop, way);
    if (next === undefined) return;
    box.current?.querySelectorAll<SVGAElement>('a')[next]?.focus();
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/prefer-tag-over-role -- arrows go from link to link inside; a drawing holds no fieldset
    <svg ref={box} className="map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={title} onKeyDown={walk}>
      {OUTLINES.map((outline) => {
        const { shade, figure, href } = districts.get(outline.lgd) ?? { shade: undefined, figure: '', href: undefined };
        const area = <path d={outline.path} className="map__area" style={{ fill: colour(shade) }} />;
        if (href === undefined) return <g key={outline.lgd}>{area}</g>;
        const i = linked.indexOf(outline);
        return (
          <Link key={outline.lgd} href={href} className="map__district" tabIndex={i === stop ? 0 : -1} aria-label={`${name(outline)}: ${figure}`} onFocus={() => setFocused(i)}>
            {area}
            <title>{`${name(outline)}: ${figure}`}</title>
          </Link>
        );
      })}
      {OUTLINES.map((outline) => {
        const known = districts.get(outline.lgd);
        return (
          <g key={outline.lgd} className="map__words" aria-hidden="true">
            <text x={outline.at[0]} y={outline.at[1] - 2} textAnchor="middle" className="map__name">{name(outline).replace(/ ?\(.*/u, '')}</text>
            <text x={outline.at[0]} y={outline.at[1] + 11} textAnchor="middle" className="map__figure">{known?.short ?? ''}</text>
          </g>
        );
      })}
    </svg>
  );
}

/** Where in the state the district lies; the words beside it say so too. */
export function DistrictInState({ lgd }: { readonly lgd: number }) {
  return (
    <svg className="map map--small" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {OUTLINES.map((outline) => <path key={outline.lgd} d={outline.path} className="map__area" style={{ fill: colour(outline.lgd === lgd ? 4 : undefined) }} />)}
    </svg>
  );
}

/** The classes, each named by its own numbers. */
export function MapClasses({ limits, say }: { readonly limits: readonly number[]; readonly say: (from: number, to: number, last: boolean) => string }) {
  const { t } = useTranslation('desk');
  return (
    <ul className="map__classes" aria-label={t('desk:review.map.classes')}>
      {limits.slice(0, -1).map((from, i) => (
        <li key={from}><span className="map__swatch" style={{ background: colour(i) }} aria-hidden="true" />{say(from, limits[i + 1] ?? from, i === limits.length - 2)}</li>
      ))}
      <li><span className="map__swatch" style={{ background: colour(undefined) }} aria-hidden="true" />{t('desk:review.map.none')}</li>
    </ul>
  );
}

function colour(shade: number | undefined): string {
  return `var(--shade-${shade ?? 'none'})`;
}
