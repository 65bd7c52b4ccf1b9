import { ask, type Schemas } from '@haowu/api-client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from './api.ts';
import { BareFrame } from './desk-shell.tsx';
import { problemText } from './problem-text.ts';

type Credentials =
  | { method: 'phone'; phone: string; code: string }
  | { method: 'email'; email: string; password: string };
type Role = 'viewer' | 'creator' | 'merchant' | 'operator';

function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Credentials) => ask(api.POST('/api/v1/sessions', { body })),
    onSuccess: (session: Schemas['Session']) => {
      // The session stays in place, since what is on screen looks at it; everything else was another person's.
      client.setQueryData(['session'], session);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
    },
  });
}

function PhoneForm({ signIn }: { signIn: ReturnType<typeof useSignIn> }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ phone: string; code: string }>();
  const send = useMutation({
    mutationFn: (phone: string) => ask(api.POST('/api/v1/sign-in-codes', { body: { phone } })),
  });
  const problem = send.error ?? signIn.error;
  return (
    <Form form={form} layout="vertical" onFinish={(values) => signIn.mutate({ method: 'phone', ...values })}>
      <Form.Item
        name="phone"
        label={t('signIn.phone')}
        rules={[{ required: true, pattern: /^1[3-9]\d{9}$/, message: t('signIn.phoneRule') }]}
      >
        <Input inputMode="tel" autoComplete="tel" maxLength={11} />
      </Form.Item>
      <Form.Item
        name="code"
        label={t('signIn.code')}
        rules={[{ required: true, pattern: /^\d{6}$/, message: t('signIn.codeRule') }]}
        extra={send.data?.sandboxCode ? t('signIn.sandboxCode', { code: send.data.sandboxCode }) : undefined}
      >
        <Input
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          suffix={
            <Button
              type="link"
              size="small"
              loading={send.isPending}
              onClick={async () => {
                const { phone } = await form.validateFields(['phone']);
                send.mutate(phone);
              }}
            >
              {send.isSuccess ? t('signIn.sendAgain') : t('signIn.sendCode')}
            </Button>
          }
        />
      </Form.Item>
      {problem ? <Alert type="error" showIcon title={problemText(problem, t).title} className="desk-gap" /> : null}
      <Button type="primary" htmlType="submit" block size="large" loading={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
    </Form>
  );
}

function EmailForm({ signIn }: { signIn: ReturnType<typeof useSignIn> }) {
  const { t } = useTranslation();
  return (
    <Form layout="vertical" onFinish={(values) => signIn.mutate({ method: 'email', ...values })}>
      <Form.Item
        name="email"
        label={t('signIn.email')}
        rules={[{ required: true, type: 'email', message: t('signIn.emailRule') }]}
      >
        <Input autoComplete="username" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('signIn.password')}
        rules={[{ required: true, message: t('signIn.passwordRule') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      {signIn.error ? (
        <Alert type="error" showIcon title={problemText(signIn.error, t).title} className="desk-gap" />
      ) : null}
      <Button type="primary" htmlType="submit" block size="large" loading={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
    </Form>
  );
}

/** Sign-in for a desk; in demo mode the accounts of `roles` are one press away. */
export function SignIn(props: { appName: string; purpose: string; roles: Role[]; demo: boolean }) {
  const { t } = useTranslation();
  const [method, setMethod] = useState<'email' | 'phone'>('email');
  const signIn = useSignIn();
  const demoAccounts = useQuery({
    queryKey: ['demo-accounts'],
    enabled: props.demo,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/demo/accounts', { signal })),
  });
  const accounts = (demoAccounts.data?.items ?? []).filter((account) => props.roles.includes(account.role));
  return (
    <BareFrame appName={props.appName}>
      <section className="desk-sign-in">
        <h1>{t('signIn.title', { app: props.appName })}</h1>
        <p className="desk-second">{props.purpose}</p>
        {accounts.length > 0 ? (
          <div className="desk-demo-accounts">
            <h2>{t('signIn.demoTitle')}</h2>
            <p>{t('signIn.demoNote')}</p>
            <div>
              {accounts.map((account) => (
                <Button
                  key={account.email}
                  size="large"
                  type={account === accounts[0] ? 'primary' : 'default'}
                  loading={signIn.isPending}
                  onClick={() => signIn.mutate({ method: 'email', email: account.email, password: account.password })}
                >
                  {t(`signIn.role.${account.role}`)} · {account.nickname}
                </Button>
              ))}
            </div>
          </div>
        ) : null}
        <Segmented
          block
          value={method}
          aria-label={t('signIn.method')}
          onChange={(value) => {
            signIn.reset();
            setMethod(value);
          }}
          options={[
            { value: 'email' as const, label: t('signIn.byEmail') },
            { value: 'phone' as const, label: t('signIn.byPhone') },
          ]}
        />
        {method === 'email' ? <EmailForm signIn={signIn} /> : <PhoneForm signIn={signIn} />}
      </section>
    </BareFrame>
  );
}
