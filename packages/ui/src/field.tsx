import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { useKitWords } from './words.tsx';

type FieldFrame = { label: string; hint?: ReactNode; error?: string; optional?: boolean; trailing?: ReactNode };

function useFrame({ label, hint, error, optional, trailing }: FieldFrame) {
  const id = useId();
  const words = useKitWords();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  const frame = (input: ReactNode) => (
    <div className={classNames('hw-field', error !== undefined && 'hw-field-wrong')}>
      <label className="hw-field-label" htmlFor={id}>
        {label}
        {optional && <span className="hw-field-optional"> {words.optional}</span>}
      </label>
      <div className="hw-field-box">
        {input}
        {trailing}
      </div>
      {error !== undefined && (
        <p className="hw-field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p className="hw-field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
  return { frame, attributes: { id, 'aria-describedby': described, 'aria-invalid': error !== undefined || undefined } };
}

/** One line of text with its label above and what is wrong below. */
export function TextField({
  label,
  hint,
  error,
  optional,
  trailing,
  ...input
}: FieldFrame & InputHTMLAttributes<HTMLInputElement>) {
  const { frame, attributes } = useFrame({ label, hint, error, optional, trailing });
  return frame(<input type="text" {...input} {...attributes} className="hw-input" />);
}

/** Several lines of text. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  ...input
}: FieldFrame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const { frame, attributes } = useFrame({ label, hint, error, optional });
  return frame(<textarea rows={3} {...input} {...attributes} className="hw-input hw-textarea" />);
}

/** On or off, at once. */
export function Switch({
  label,
  hint,
  checked,
  disabled,
  onChange,
}: {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="hw-switch">
      <div>
        <label htmlFor={id} className="hw-switch-label">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="hw-field-hint">
            {hint}
          </p>
        )}
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
      />
    </div>
  );
}

/** A box to tick or a dot to choose, with its whole row pressable. */
export function CheckRow({
  kind = 'checkbox',
  name,
  checked,
  disabled,
  onChange,
  children,
  label,
}: {
  kind?: 'checkbox' | 'radio';
  name?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
  children?: ReactNode;
  /** Its name, when `children` do not say it. */
  label?: string;
}) {
  return (
    <label className="hw-check-row">
      <input
        type={kind}
        name={name}
        checked={checked}
        disabled={disabled}
        aria-label={label}
        onChange={(event) => onChange(event.target.checked)}
      />
      {children}
    </label>
  );
}

/** How many: − 2 +, between `min` and `max`. */
export function QuantityInput({
  value,
  min = 1,
  max,
  label,
  onChange,
}: {
  value: number;
  min?: number;
  max: number;
  label: string;
  onChange: (value: number) => void;
}) {
  const words = useKitWords();
  const set = (next: number) => onChange(Math.max(min, Math.min(max, next)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame around three controls in a row
    <div className="hw-quantity" role="group" aria-label={label}>
      <IconButton name="minus" size={18} label={words.less} disabled={value <= min} onClick={() => set(value - 1)} />
      <input
        inputMode="numeric"
        aria-label={label}
        value={value}
        onChange={(event) => {
          const typed = Number.parseInt(event.target.value, 10);
          if (Number.isSafeInteger(typed)) set(typed);
        }}
      />
      <IconButton name="plus" size={18} label={words.more} disabled={value >= max} onClick={() => set(value + 1)} />
    </div>
  );
}
