import { KitWordsProvider, ToastHost, useDesktop } from '@haowu/ui';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useSession } from '../api.ts';
import { useLocale, useWords } from '../i18n/index.ts';
import { isTabRoot, SideNavigation, TabBar } from './navigation.tsx';
import { ScrollMemory } from './scroll-memory.tsx';
import './words.ts';

function isFeed(pathname: string): boolean {
  return pathname === '/' || pathname.startsWith('/v/');
}

/** Around every page: the demo banner, navigation (tab bar or left column), the main landmark and toasts. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useWords('shell');
  const locale = useLocale();
  const location = useLocation();
  const wide = useDesktop();
  const { demo } = useSession();
  return (
    <KitWordsProvider locale={locale}>
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      {demo && (
        <aside className="demo-banner" aria-label={t('demo')}>
          {t('demo')}
          <Link to="/about" className="underline underline-offset-2">
            {t('demoMore')}
          </Link>
        </aside>
      )}
      {wide && <SideNavigation />}
      <main id="content" tabIndex={-1} className="shell-content outline-none">
        {children}
      </main>
      {!wide && isTabRoot(location.pathname) && <TabBar dark={isFeed(location.pathname)} />}
      <ToastHost />
      <ScrollMemory />
    </KitWordsProvider>
  );
}
