// One primary action per screen; `big` is for the thumb (60 px), `wide` takes the whole column.
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Link } from 'wouter';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import './button.css';

export type ButtonLook = 'primary' | 'second' | 'plain' | 'danger';

interface Shape {
  readonly look?: ButtonLook;
  readonly icon?: IconName;
  /** Stands after the words (next). */
  readonly iconAfter?: IconName;
  readonly big?: boolean;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export interface ButtonProps extends Shape, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'className' | 'style'> {
  /** Work is under way: it cannot be pressed again, and says so to a screen reader. */
  readonly busy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'second', icon, iconAfter, big = false, wide = false, busy = false, children, type = 'button', onClick, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass(look, big, wide)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      <span>{children}</span>
      {iconAfter === undefined ? null : <Icon name={iconAfter} />}
    </button>
  );
}

export interface ButtonLinkProps extends Shape {
  readonly href: string;
}

/** Looks like a button, goes to a place. */
export function ButtonLink({ look = 'second', icon, iconAfter, big = false, wide = false, href, children }: ButtonLinkProps) {
  return (
    <Link href={href} className={buttonClass(look, big, wide)}>
      {icon === undefined ? null : <Icon name={icon} />}
      <span>{children}</span>
      {iconAfter === undefined ? null : <Icon name={iconAfter} />}
    </Link>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'className' | 'style'> {
  readonly icon: IconName;
  /** Said by a screen reader; the icon is all that is seen. */
  readonly label: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon, label, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button {...rest} type={type} className="icon-button" aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}

function buttonClass(look: ButtonLook, big: boolean, wide: boolean): string {
  return `button button--${look}${big ? ' button--big' : ''}${wide ? ' button--wide' : ''}`;
}
