import {
  Button,
  formatDateTime,
  formatMoney,
  Loading,
  Note,
  Sheet,
  Skeleton,
  Switch,
  TextField,
  toast,
} from '@haowu/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, ask, type Schemas, useSession, useSessionChange } from '../api.ts';
import { startAgain } from '../feed/feed-store.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState, problemSentence } from '../shell/problem.tsx';
import { signInPath } from '../shell/sign-in-gate.tsx';
import { downloadJson } from './download-json.ts';
import { useMeWords } from './use-me-words.ts';

type Privacy = Schemas['Privacy'];
type Change = {
  personalised?: boolean;
  historyKept?: boolean;
  monthlySpendingLimit?: Schemas['Money'] | null;
  consented?: true;
};

const privacyKey = ['privacy'] as const;

function usePrivacy() {
  return useQuery({ queryKey: privacyKey, queryFn: () => ask(api.GET('/api/v1/privacy')) });
}

function usePrivacyChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => ask(api.PATCH('/api/v1/privacy', { body: change })),
    onSuccess: (privacy: Privacy, change) => {
      client.setQueryData(privacyKey, privacy);
      if (change.personalised !== undefined) startAgain();
      void client.invalidateQueries({ queryKey: ['interests'] });
    },
    onError: (error) => toast(problemSentence(error), 'plum'),
  });
}

/** /me/privacy: consent, personalisation, history, a spending limit, my data, and the way out. */
export default function PrivacyPage() {
  const { t } = useMeWords();
  const privacy = usePrivacy();
  return (
    <Page title={t('privacy')} back="/me">
      <div className="grid gap-3 px-3 pb-6">
        {privacy.data !== undefined ? (
          <>
            <Consent privacy={privacy.data} />
            <Switches privacy={privacy.data} />
            <SpendingLimit privacy={privacy.data} />
            <MyData />
          </>
        ) : privacy.isError ? (
          <ProblemState error={privacy.error} onRetry={() => void privacy.refetch()} />
        ) : (
          <Loading>
            <div className="grid gap-3">
              <Skeleton height={120} radius={12} />
              <Skeleton height={140} radius={12} />
              <Skeleton height={120} radius={12} />
            </div>
          </Loading>
        )}
      </div>
    </Page>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3 rounded-card bg-surface p-4">
      <h2 className="m-0 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Consent({ privacy }: { privacy: Privacy }) {
  const { t, locale } = useMeWords();
  const change = usePrivacyChange();
  return (
    <Card title={t('consent')}>
      <p className="m-0 text-sm text-ink-2">{t('consentText')}</p>
      {privacy.consentedAt === null ? (
        <>
          <p className="m-0 text-[13px] text-ink-2">{t('consentNot')}</p>
          <Button
            kind="jade"
            className="justify-self-start"
            busy={change.isPending}
            onClick={() => change.mutate({ consented: true }, { onSuccess: () => toast(t('consented'), 'jade') })}
          >
            {t('consentAgree')}
          </Button>
        </>
      ) : (
        <Note tone="jade">{t('consentGiven', { at: formatDateTime(privacy.consentedAt, locale) })}</Note>
      )}
    </Card>
  );
}

function Switches({ privacy }: { privacy: Privacy }) {
  const { t } = useMeWords();
  const change = usePrivacyChange();
  return (
    <section className="grid gap-4 rounded-card bg-surface p-4">
      <Switch
        label={t('personalised')}
        hint={t('personalisedText')}
        checked={privacy.personalised}
        disabled={change.isPending}
        onChange={(personalised) => change.mutate({ personalised })}
      />
      <Switch
        label={t('historyKept')}
        hint={t('historyKeptText')}
        checked={privacy.historyKept}
        disabled={change.isPending}
        onChange={(historyKept) => change.mutate({ historyKept })}
      />
      <Link to="/me/interests" className="text-sm !text-jade !underline underline-offset-2">
        {t('interests')}
      </Link>
    </section>
  );
}

function SpendingLimit({ privacy }: { privacy: Privacy }) {
  const { t } = useMeWords();
  const change = usePrivacyChange();
  const limit = privacy.monthlySpendingLimit;
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const yuan = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
  const wrong = yuan < 1 || yuan > 1_000_000;
  const said = { onSuccess: () => toast(t('limitSaved'), 'jade') };
  return (
    <Card title={t('limit')}>
      <p className="m-0 text-sm text-ink-2">{t('limitText')}</p>
      <p className="m-0 text-[15px]">
        {limit === null ? t('limitNone') : t('limitNow', { amount: formatMoney(limit) })}
      </p>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (wrong) return;
          change.mutate(
            { monthlySpendingLimit: { amountMinor: yuan * 100, currency: 'CNY' } },
            {
              onSuccess: () => {
                setTyped('');
                setTried(false);
                said.onSuccess();
              },
            },
          );
        }}
      >
        <TextField
          label={t('limitAmount')}
          inputMode="numeric"
          maxLength={7}
          value={typed}
          error={tried && wrong ? t('limitWrong') : undefined}
          onChange={(event) => setTyped(event.target.value.replaceAll(/\D/g, ''))}
        />
        <div className="flex gap-3">
          <Button kind="outline" type="submit" busy={change.isPending}>
            {t('limitSet')}
          </Button>
          {limit !== null && (
            <Button kind="quiet" onClick={() => change.mutate({ monthlySpendingLimit: null }, said)}>
              {t('limitRemove')}
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}

function MyData() {
  const { t } = useMeWords();
  const { account } = useSession();
  const [deleting, setDeleting] = useState(false);
  const download = useMutation({
    mutationFn: () => ask(api.GET('/api/v1/accounts/me/export')),
    onSuccess: (data) => {
      downloadJson(data, `haowu-${new Date().toISOString().slice(0, 10)}.json`);
      toast(t('exported'), 'jade');
    },
    onError: (error) => toast(problemSentence(error), 'plum'),
  });
  if (account === null)
    return (
      <Card title={t('exportData')}>
        <p className="m-0 text-sm text-ink-2">
          {t('needSignIn')}{' '}
          <Link to={signInPath('/me/privacy')} className="!text-jade !underline underline-offset-2">
            {t('signIn')}
          </Link>
        </p>
      </Card>
    );
  return (
    <>
      <Card title={t('exportData')}>
        <p className="m-0 text-sm text-ink-2">{t('exportText')}</p>
        <Button
          kind="outline"
          className="justify-self-start"
          busy={download.isPending}
          onClick={() => download.mutate()}
        >
          {download.isPending ? t('exporting') : t('exportGo')}
        </Button>
      </Card>
      <Card title={t('deleteAccount')}>
        <p className="m-0 text-sm text-ink-2">{t('deleteText')}</p>
        <Button kind="danger" className="justify-self-start" onClick={() => setDeleting(true)}>
          {t('deleteGo')}
        </Button>
      </Card>
      {deleting && <DeleteSheet onClose={() => setDeleting(false)} />}
    </>
  );
}

function DeleteSheet({ onClose }: { onClose: () => void }) {
  const { t } = useMeWords();
  const navigate = useNavigate();
  const changeSession = useSessionChange();
  const [typed, setTyped] = useState('');
  const word = t('deleteWord');
  const remove = useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/accounts/me')),
    onSuccess: () => {
      changeSession(undefined);
      toast(t('deleted'));
      navigate('/', { replace: true });
    },
    onError: (error) => toast(problemSentence(error), 'plum'),
  });
  return (
    <Sheet
      title={t('deleteAccount')}
      desktop="dialog"
      onClose={onClose}
      footer={
        <div className="flex gap-3">
          <Button kind="secondary" size="large" className="flex-1" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            kind="danger"
            size="large"
            className="flex-1"
            disabled={typed.trim() !== word}
            busy={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t('deleteGo')}
          </Button>
        </div>
      }
    >
      <div className="grid gap-3 pb-3">
        <Note tone="plum">{t('deleteText')}</Note>
        <TextField
          label={t('deleteTyped', { word })}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
    </Sheet>
  );
}
