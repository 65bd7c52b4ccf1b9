import { Avatar, Badge, classNames, Icon, type IconName } from '@haowu/ui';
import { Link, useLocation } from 'react-router';
import { useSession } from '../api.ts';
import { useWords } from '../i18n/index.ts';
import { AppearanceSwitch, LanguageSwitch } from './preferences.tsx';
import { useBadges } from './use-badges.ts';

const places: readonly { key: string; path: string; icon: IconName }[] = [
  { key: 'home', path: '/', icon: 'home' },
  { key: 'mall', path: '/mall', icon: 'store' },
  { key: 'notices', path: '/notices', icon: 'bell' },
  { key: 'cart', path: '/cart', icon: 'cart' },
  { key: 'me', path: '/me', icon: 'person' },
];

export function isTabRoot(pathname: string): boolean {
  return places.some((place) => place.path === pathname) || pathname.startsWith('/v/');
}

function usePlaces() {
  const { unread, inCart } = useBadges();
  const t = useWords('shell');
  const location = useLocation();
  return places.map((place) => ({
    ...place,
    label: t(`tab.${place.key}`),
    count: place.key === 'notices' ? unread : place.key === 'cart' ? inCart : 0,
    countLabel:
      place.key === 'notices'
        ? t('unread', { count: unread })
        : place.key === 'cart'
          ? t('inCart', { count: inCart })
          : '',
    current:
      place.path === '/'
        ? location.pathname === '/' || location.pathname.startsWith('/v/')
        : location.pathname.startsWith(place.path),
  }));
}

/** 首页 · 商城 · 消息 · 购物车 · 我, on phones. */
export function TabBar({ dark }: { dark: boolean }) {
  const t = useWords('shell');
  const items = usePlaces();
  return (
    <nav className="tab-bar" aria-label={t('nav')} data-theme={dark ? 'dark' : undefined}>
      {items.map((item) => (
        <Link key={item.key} to={item.path} aria-current={item.current ? 'page' : undefined}>
          <Icon name={item.icon} size={22} solid={item.current} />
          <span>{item.label}</span>
          <Badge count={item.count} label={item.countLabel} />
        </Link>
      ))}
    </nav>
  );
}

/** The same places at the left of a desktop, with search, language and appearance. */
export function SideNavigation() {
  const t = useWords('shell');
  const items = usePlaces();
  const { account } = useSession();
  return (
    <header className="side-nav">
      <Link to="/" className="mb-6 flex items-center gap-2 px-3">
        <img src="/favicon.svg" alt="" width={32} height={32} />
        <span className="text-lg font-semibold">{t('brand')}</span>
      </Link>
      <nav aria-label={t('nav')} className="grid gap-1">
        {items.map((item) => (
          <Link
            key={item.key}
            to={item.path}
            aria-current={item.current ? 'page' : undefined}
            className={classNames(
              'flex min-h-11 items-center gap-3 rounded-control px-3 text-base hover:bg-surface-2',
              item.current ? 'bg-surface-2 font-semibold text-ink' : 'text-ink-2',
            )}
          >
            <Icon name={item.icon} size={22} solid={item.current} />
            <span className="flex-1">{item.label}</span>
            <Badge count={item.count} label={item.countLabel} />
          </Link>
        ))}
        <Link
          to="/search"
          className="flex min-h-11 items-center gap-3 rounded-control px-3 text-base text-ink-2 hover:bg-surface-2"
        >
          <Icon name="search" size={22} />
          {t('search')}
        </Link>
      </nav>
      <div className="mt-auto grid gap-3 px-1">
        {account === null ? (
          <Link to="/sign-in" className="hw-button hw-button-primary hw-button-medium">
            {t('signIn')}
          </Link>
        ) : (
          <Link to="/me" className="flex items-center gap-2 px-2">
            <Avatar name={account.nickname} url={account.avatarUrl} size={32} />
            <span className="truncate">{account.nickname}</span>
          </Link>
        )}
        <div className="flex items-center justify-between px-1">
          <LanguageSwitch />
          <AppearanceSwitch />
        </div>
        <Link to="/about" className="px-2 text-xs text-ink-3 underline-offset-2 hover:underline">
          {t('about')}
        </Link>
      </div>
    </header>
  );
}
