import { Button, Note, Tabs, TextField, tabPanelProps, toast } from '@haowu/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { ApiProblem, api, ask, useSession } from '../api.ts';
import { useWords } from '../i18n/index.ts';
import { Page } from '../shell/page.tsx';
import { problemSentence } from '../shell/problem.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { PasswordField } from './password-field.tsx';
import { useSignedIn, useSignIn } from './use-sign-in.ts';
import './words.ts';

type Method = 'phone' | 'email' | 'register';

/** Phone and code, e-mail and password, a new account; in the demo one account for each role. */
export default function SignInPage() {
  const t = useWords('account');
  const { demo } = useSession();
  const [method, setMethod] = useState<Method>('phone');
  return (
    <Page title={t('title')} narrow>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 px-4 pb-10">
        <p className="m-0 text-ink-2">{t('lead')}</p>
        <Tabs
          id="sign-in"
          label={t('methods')}
          value={method}
          onChange={setMethod}
          items={(['phone', 'email', 'register'] as const).map((key) => ({ key, label: t(`method.${key}`) }))}
        />
        <div {...tabPanelProps('sign-in', method)} className="outline-none">
          {method === 'phone' && <PhoneForm />}
          {method === 'email' && <EmailForm />}
          {method === 'register' && <RegisterForm />}
        </div>
        <p className="m-0 text-xs text-ink-3">{t('agreement')}</p>
        {demo && <DemoAccounts />}
      </div>
    </Page>
  );
}

/** Why a sign-in failed: wrong credentials are said as such, everything else as the problem it is. */
function Refusal({ error }: { error: unknown }) {
  const t = useWords('account');
  if (error === null || error === undefined) return null;
  const wrong = error instanceof ApiProblem && (error.status === 401 || error.status === 404);
  return (
    <div role="alert">
      <Note tone="plum">{wrong ? t('wrongText') : problemSentence(error)}</Note>
    </div>
  );
}

function PhoneForm() {
  const t = useWords('account');
  const signIn = useSignIn();
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [checked, setChecked] = useState<'nothing' | 'phone' | 'all'>('nothing');
  const [waitSeconds, setWaitSeconds] = useState(0);
  const codeInput = useRef<HTMLDivElement>(null);
  const phoneRight = /^1[3-9]\d{9}$/.test(phone);
  const send = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/sign-in-codes', { body: { phone } })),
    onSuccess: (answer) => {
      setWaitSeconds(60);
      if (answer.sandboxCode === null) toast(t('codeSent', { minutes: Math.round(answer.expiresInSeconds / 60) }));
      codeInput.current?.querySelector('input')?.focus();
    },
  });
  useEffect(() => {
    if (waitSeconds <= 0) return;
    const timer = setTimeout(() => setWaitSeconds(waitSeconds - 1), 1_000);
    return () => clearTimeout(timer);
  }, [waitSeconds]);
  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked('all');
    if (phoneRight && /^\d{6}$/.test(code)) signIn.mutate({ method: 'phone', phone, code });
  }
  const sandboxCode = send.data?.sandboxCode;
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <TextField
        label={t('phone')}
        type="tel"
        inputMode="numeric"
        autoComplete="tel-national"
        maxLength={11}
        value={phone}
        hint={t('phoneHint')}
        error={checked !== 'nothing' && !phoneRight ? t('phoneWrong') : undefined}
        onChange={(event) => setPhone(event.target.value.replaceAll(/\D/g, ''))}
      />
      <div ref={codeInput}>
        <TextField
          label={t('code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          error={checked === 'all' && phoneRight && !/^\d{6}$/.test(code) ? t('codeWrong') : undefined}
          onChange={(event) => setCode(event.target.value.replaceAll(/\D/g, ''))}
          trailing={
            <Button
              kind="outline"
              busy={send.isPending}
              disabled={waitSeconds > 0}
              onClick={() => {
                setChecked('phone');
                if (phoneRight) send.mutate();
              }}
            >
              {waitSeconds > 0 ? t('resend', { seconds: waitSeconds }) : t('sendCode')}
            </Button>
          }
        />
      </div>
      {sandboxCode !== undefined && sandboxCode !== null && (
        <div role="status">
          <Note tone="amber">
            <span className="flex items-center justify-between gap-3">
              {t('sandbox', { code: sandboxCode })}
              <Button kind="secondary" size="small" onClick={() => setCode(sandboxCode)}>
                {t('fill')}
              </Button>
            </span>
          </Note>
        </div>
      )}
      <Refusal error={signIn.error ?? send.error} />
      <Button type="submit" kind="primary" size="large" wide busy={signIn.isPending}>
        {t('signIn')}
      </Button>
    </form>
  );
}

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function EmailForm() {
  const t = useWords('account');
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (emailShape.test(email) && password !== '') signIn.mutate({ method: 'email', email, password });
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <TextField
        label={t('email')}
        type="email"
        autoComplete="email"
        value={email}
        maxLength={200}
        error={checked && !emailShape.test(email) ? t('emailWrong') : undefined}
        onChange={(event) => setEmail(event.target.value.trim())}
      />
      <PasswordField label={t('password')} value={password} onChange={setPassword} />
      <Link to="/reset-password" className="justify-self-end py-1 text-sm text-ink-2 underline underline-offset-2">
        {t('forgot')}
      </Link>
      <Refusal error={signIn.error} />
      <Button type="submit" kind="primary" size="large" wide busy={signIn.isPending}>
        {t('signIn')}
      </Button>
    </form>
  );
}

function RegisterForm() {
  const t = useWords('account');
  const signedIn = useSignedIn();
  const [fields, setFields] = useState({ nickname: '', email: '', password: '' });
  const [checked, setChecked] = useState(false);
  const key = useRef(crypto.randomUUID());
  const register = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/api/v1/accounts', {
          params: { header: { 'Idempotency-Key': key.current } },
          body: { ...fields, nickname: fields.nickname.trim() },
        }),
      ),
    onSuccess: signedIn,
    onError: () => {
      key.current = crypto.randomUUID();
    },
  });
  const nicknameRight = fields.nickname.trim().length >= 1 && fields.nickname.trim().length <= 24;
  const right = nicknameRight && emailShape.test(fields.email) && fields.password.length >= 10;
  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (right) register.mutate();
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <TextField
        label={t('nickname')}
        autoComplete="nickname"
        maxLength={24}
        value={fields.nickname}
        error={checked && !nicknameRight ? t('nicknameWrong') : undefined}
        onChange={(event) => setFields({ ...fields, nickname: event.target.value })}
      />
      <TextField
        label={t('email')}
        type="email"
        autoComplete="email"
        maxLength={200}
        value={fields.email}
        error={checked && !emailShape.test(fields.email) ? t('emailWrong') : undefined}
        onChange={(event) => setFields({ ...fields, email: event.target.value.trim() })}
      />
      <PasswordField
        fresh
        label={t('password')}
        value={fields.password}
        error={checked && fields.password.length < 10 ? t('passwordShort') : undefined}
        onChange={(password) => setFields({ ...fields, password })}
      />
      <Refusal error={register.error} />
      <Button type="submit" kind="primary" size="large" wide busy={register.isPending}>
        {t('register')}
      </Button>
    </form>
  );
}
