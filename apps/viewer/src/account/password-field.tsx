import { IconButton, TextField } from '@haowu/ui';
import { useState } from 'react';
import { useWords } from '../i18n/index.ts';

/** A password that can be looked at. */
export function PasswordField({
  label,
  value,
  error,
  fresh = false,
  onChange,
}: {
  label: string;
  value: string;
  error?: string;
  /** A new password, so that managers offer one. */
  fresh?: boolean;
  onChange: (value: string) => void;
}) {
  const t = useWords('account');
  const [shown, setShown] = useState(false);
  return (
    <TextField
      label={label}
      type={shown ? 'text' : 'password'}
      autoComplete={fresh ? 'new-password' : 'current-password'}
      value={value}
      error={error}
      maxLength={200}
      onChange={(event) => onChange(event.target.value)}
      trailing={
        <IconButton
          name={shown ? 'hide' : 'eye'}
          label={shown ? t('hide') : t('show')}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
