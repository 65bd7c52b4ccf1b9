import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';

export type ButtonKind = 'primary' | 'secondary' | 'outline' | 'quiet' | 'danger' | 'jade';

/** A button. `busy` keeps its width, says so to screen readers, and ignores taps. Touch target at least 44 px except `small` (36 px). */
export function Button({
  kind = 'secondary',
  size = 'medium',
  busy = false,
  wide = false,
  icon,
  children,
  className,
  disabled,
  type = 'button',
  ...rest
}: {
  kind?: ButtonKind;
  size?: 'small' | 'medium' | 'large';
  busy?: boolean;
  wide?: boolean;
  icon?: IconName;
  children: ReactNode;
} & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
      className={classNames('hw-button', `hw-button-${kind}`, `hw-button-${size}`, wide && 'hw-wide', className)}
    >
      {icon !== undefined && <Icon name={icon} size={size === 'small' ? 16 : 20} />}
      <span className={busy ? 'hw-button-busy' : undefined}>{children}</span>
      {busy && <span className="hw-spinner" aria-hidden="true" />}
    </button>
  );
}

/** A round button with a picture; `label` is its name. */
export function IconButton({
  name,
  label,
  solid,
  size = 24,
  className,
  ...rest
}: { name: IconName; label: string; solid?: boolean; size?: number } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={classNames('hw-icon-button', className)}
    >
      <Icon name={name} size={size} solid={solid} />
    </button>
  );
}
