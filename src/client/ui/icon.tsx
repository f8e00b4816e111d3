import { ICONS, type IconName } from './icons.ts';
import './icon.css';

export interface IconProps {
  readonly name: IconName;
  readonly size?: 'small' | 'normal' | 'big' | 'huge';
  /** Only where no word stands beside it. */
  readonly title?: string;
}

/** Takes the colour of the text around it and grows with it. */
export function Icon({ name, size = 'normal', title }: IconProps) {
  return (
    <svg className={`icon icon--${size}`} viewBox="0 0 24 24" focusable="false" {...(title === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': title })}>
      {ICONS[name].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}
