import { Button, Note, TextField, toast } from '@haowu/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { api, ask } from '../api.ts';
import { useWords } from '../i18n/index.ts';
import { Page } from '../shell/page.tsx';
import { problemSentence } from '../shell/problem.tsx';
import { PasswordField } from './password-field.tsx';
import './words.ts';

/** Asks for a reset link, and sets the new password where the link (`?token=`) leads. */
export default function ResetPasswordPage() {
  const t = useWords('account');
  const [search] = useSearchParams();
  const token = search.get('token');
  return (
    <Page title={t('reset.title')} back="/sign-in" narrow>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 pb-10">
        {token === null ? <AskForm /> : <NewPasswordForm token={token} />}
      </div>
    </Page>
  );
}

function AskForm() {
  const t = useWords('account');
  const navigate = useNavigate();
  const [email, setEmail] = useState('');
  const [checked, setChecked] = useState(false);
  const right = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
  const send = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/password-resets', { body: { email } })),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (right) send.mutate();
  }
  const sandboxToken = send.data?.sandboxToken;
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <p className="m-0 text-ink-2">{t('reset.lead')}</p>
      <TextField
        label={t('email')}
        type="email"
        autoComplete="email"
        value={email}
        maxLength={200}
        error={checked && !right ? t('emailWrong') : undefined}
        onChange={(event) => setEmail(event.target.value.trim())}
      />
      {send.isError && (
        <div role="alert">
          <Note tone="plum">{problemSentence(send.error)}</Note>
        </div>
      )}
      {send.isSuccess && (
        <div role="status" className="grid gap-3">
          <Note tone="jade">{t('reset.sent')}</Note>
          {sandboxToken !== null && sandboxToken !== undefined && (
            <>
              <Note tone="amber">{t('reset.sandbox')}</Note>
              <Button
                kind="outline"
                wide
                onClick={() => navigate(`/reset-password?token=${encodeURIComponent(sandboxToken)}`)}
              >
                {t('reset.continue')}
              </Button>
            </>
          )}
        </div>
      )}
      <Button type="submit" kind="primary" size="large" wide busy={send.isPending}>
        {t('reset.send')}
      </Button>
    </form>
  );
}

function NewPasswordForm({ token }: { token: string }) {
  const t = useWords('account');
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const save = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/password-resets/complete', { body: { token, password } })),
    onSuccess: () => {
      toast(t('reset.done'), 'jade');
      navigate('/sign-in', { replace: true });
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (password.length >= 10) save.mutate();
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <PasswordField
        fresh
        label={t('reset.newPassword')}
        value={password}
        error={checked && password.length < 10 ? t('passwordShort') : undefined}
        onChange={setPassword}
      />
      {save.isError && (
        <div role="alert">
          <Note tone="plum">{problemSentence(save.error)}</Note>
        </div>
      )}
      <Button type="submit" kind="primary" size="large" wide busy={save.isPending}>
        {t('reset.save')}
      </Button>
    </form>
  );
}
