import { Button, CheckRow, Icon, Sheet, toast } from '@haowu/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, ask, useSession, useSessionChange } from '../api.ts';
import { type Locale, locales } from '../i18n/index.ts';
import { Page } from '../shell/page.tsx';
import { useLanguageChange } from '../shell/preferences.tsx';
import { problemSentence } from '../shell/problem.tsx';
import { signInPath } from '../shell/sign-in-gate.tsx';
import { setTheme, type Theme, useTheme } from '../shell/theme.ts';
import { useMeWords } from './use-me-words.ts';

const themes: readonly Theme[] = ['system', 'light', 'dark'];
const languageNames: Record<Locale, string> = { 'zh-CN': '简体中文', en: 'English' };

/** /me/settings: language, appearance, the account, and the way out. */
export default function SettingsPage() {
  const { t, locale } = useMeWords();
  const theme = useTheme();
  const { account } = useSession();
  const changeLanguage = useLanguageChange();
  const [leaving, setLeaving] = useState(false);
  return (
    <Page title={t('settings')} back="/me">
      <div className="grid gap-3 px-3 pb-6">
        {account !== null && (
          <section className="grid gap-1 rounded-card bg-surface p-4">
            <h2 className="m-0 text-base font-semibold">{t('account')}</h2>
            <p className="m-0 text-sm text-ink-2">{account.nickname}</p>
            {account.phone !== null && (
              <p className="m-0 text-sm text-ink-2">{t('phoneOf', { text: account.phone })}</p>
            )}
            {account.email !== null && (
              <p className="m-0 text-sm text-ink-2">{t('emailOf', { text: account.email })}</p>
            )}
          </section>
        )}
        <fieldset className="m-0 rounded-card border-0 bg-surface p-4">
          <legend className="float-left mb-1 w-full p-0 text-base font-semibold">{t('language')}</legend>
          <div className="clear-both">
            {locales.map((candidate) => (
              <CheckRow
                key={candidate}
                kind="radio"
                name="language"
                checked={locale === candidate}
                onChange={() => changeLanguage(candidate)}
              >
                <span lang={candidate}>{languageNames[candidate]}</span>
              </CheckRow>
            ))}
          </div>
        </fieldset>
        <fieldset className="m-0 rounded-card border-0 bg-surface p-4">
          <legend className="float-left mb-1 w-full p-0 text-base font-semibold">{t('theme')}</legend>
          <div className="clear-both">
            {themes.map((candidate) => (
              <CheckRow
                key={candidate}
                kind="radio"
                name="theme"
                checked={theme === candidate}
                onChange={() => setTheme(candidate)}
              >
                {t(`theme_${candidate}`)}
              </CheckRow>
            ))}
          </div>
        </fieldset>
        <ul className="m-0 list-none divide-y divide-line overflow-hidden rounded-card bg-surface p-0">
          {(
            [
              ['/me/privacy', 'privacy'],
              ['/me/addresses', 'addresses'],
              ['/about', 'about'],
            ] as const
          ).map(([path, key]) => (
            <li key={path}>
              <Link
                to={path}
                className="flex min-h-13 items-center justify-between px-4 text-[15px] hover:bg-surface-2"
              >
                {t(key)}
                <Icon name="forward" size={16} className="text-ink-3" />
              </Link>
            </li>
          ))}
        </ul>
        {account === null ? (
          <Link to={signInPath('/me')} className="hw-button hw-button-primary hw-button-large">
            {t('signIn')}
          </Link>
        ) : (
          <Button kind="outline" size="large" icon="leave" onClick={() => setLeaving(true)}>
            {t('signOut')}
          </Button>
        )}
      </div>
      {leaving && <SignOutSheet onClose={() => setLeaving(false)} />}
    </Page>
  );
}

function SignOutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useMeWords();
  const navigate = useNavigate();
  const changeSession = useSessionChange();
  const signOut = useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/sessions/current')),
    onSuccess: () => {
      changeSession(undefined);
      toast(t('signedOut'));
      navigate('/me', { replace: true });
    },
    onError: (error) => toast(problemSentence(error), 'plum'),
  });
  return (
    <Sheet
      title={t('signOutTitle')}
      desktop="dialog"
      onClose={onClose}
      footer={
        <div className="flex gap-3">
          <Button kind="secondary" size="large" className="flex-1" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            kind="primary"
            size="large"
            className="flex-1"
            busy={signOut.isPending}
            onClick={() => signOut.mutate()}
          >
            {t('signOut')}
          </Button>
        </div>
      }
    >
      <p className="m-0 pb-3 text-[15px] text-ink-2">{t('signOutText')}</p>
    </Sheet>
  );
}
