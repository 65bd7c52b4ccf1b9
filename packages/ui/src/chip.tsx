import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type Tone = 'neutral' | 'persimmon' | 'jade' | 'amber' | 'plum';

/** A choice among several: pressed or not. A sold-out one stays visible, struck, and cannot be pressed. */
export function Chip({
  selected = false,
  struck = false,
  disabled = false,
  onClick,
  children,
}: {
  selected?: boolean;
  struck?: boolean;
  disabled?: boolean;
  onClick?: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={selected}
      disabled={disabled || struck}
      onClick={onClick}
      className={classNames('hw-chip', selected && 'hw-chip-on', struck && 'hw-chip-struck')}
    >
      {children}
    </button>
  );
}

/** A small word beside something: a coupon, a programme, a state. Not pressable. */
export function Tag({
  tone = 'neutral',
  solid = false,
  children,
}: {
  tone?: Tone;
  solid?: boolean;
  children: ReactNode;
}) {
  return <span className={classNames('hw-tag', `hw-tone-${tone}`, solid && 'hw-tag-solid')}>{children}</span>;
}

/** A coloured strip of one or two sentences: a promise (jade), a deadline (amber), a refusal (plum). */
export function Note({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <div className={classNames('hw-note', `hw-tone-${tone}`)}>{children}</div>;
}

/** A count on a corner; nothing at zero. */
export function Badge({ count, label }: { count: number; label?: string }) {
  if (count <= 0) return null;
  return (
    <span className="hw-badge">
      <span aria-hidden={label !== undefined}>{count > 99 ? '99+' : count}</span>
      {label !== undefined && <span className="hw-hidden">{label}</span>}
    </span>
  );
}
