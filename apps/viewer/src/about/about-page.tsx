import { Icon, Note } from '@haowu/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useSession } from '../api.ts';
import { useWords } from '../i18n/index.ts';
import { Page } from '../shell/page.tsx';
import { AppearanceSwitch, LanguageSwitch } from '../shell/preferences.tsx';
import './words.ts';

const levels = [
  { key: 'paid', width: 'w-full', colour: 'bg-[var(--bridge-paid)]' },
  { key: 'net', width: 'w-[86%]', colour: 'bg-[var(--bridge-net)]' },
  { key: 'clean', width: 'w-[80%]', colour: 'bg-[var(--bridge-clean)]' },
  { key: 'qgmv', width: 'w-[72%]', colour: 'bg-[var(--bridge-qgmv)]' },
] as const;

/** What this place is, in a minute: interest commerce, quality GMV, promises, the demo. */
export default function AboutPage() {
  const t = useWords('about');
  const { demo } = useSession();
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <LanguageSwitch />
          <AppearanceSwitch />
        </>
      }
    >
      <div className="grid gap-4 px-4 pb-10 text-base">
        <p className="m-0 text-lg font-semibold">{t('lead')}</p>
        <Card title={t('interest')}>
          <p className="m-0 text-ink-2">{t('interestText')}</p>
        </Card>
        <Card title={t('quality')}>
          <p className="m-0 text-ink-2">{t('qualityText')}</p>
          <h3 className="mt-4 mb-2 text-sm font-semibold">{t('levels')}</h3>
          <ol className="grid gap-3">
            {levels.map((level) => (
              <li key={level.key} className="grid gap-1">
                <span className={`block h-3 rounded-sm ${level.width} ${level.colour}`} aria-hidden="true" />
                <span className="text-sm">
                  <strong className="font-semibold">{t(level.key)}</strong>
                  <span className="text-ink-2"> · {t(`${level.key}Text`)}</span>
                </span>
              </li>
            ))}
          </ol>
        </Card>
        <Card title={t('steers')}>
          <p className="m-0 text-ink-2">{t('steersText')}</p>
        </Card>
        <Card title={t('promises')}>
          <ul className="grid gap-2">
            {(['price', 'pressure', 'why', 'data'] as const).map((one) => (
              <li key={one} className="flex gap-2">
                <Icon name="shield" size={20} className="mt-0.5 shrink-0 text-jade" />
                {t(`promise.${one}`)}
              </li>
            ))}
          </ul>
          <Link
            to="/me/privacy"
            className="mt-3 flex min-h-11 items-center gap-1 text-sm font-semibold text-jade underline-offset-2 hover:underline"
          >
            {t('settings')}
            <Icon name="forward" size={16} />
          </Link>
        </Card>
        {demo && (
          <section>
            <h2 className="hw-hidden">{t('demo')}</h2>
            <Note tone="amber">{t('demoText')}</Note>
          </section>
        )}
        <p className="m-0 text-xs text-ink-3">{t('open')}</p>
      </div>
    </Page>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rounded-card border border-line bg-surface p-4">
      <h2 className="m-0 mb-2 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}
