import { LogoutOutlined, MenuOutlined, MoonOutlined, SunOutlined, UserOutlined } from '@ant-design/icons';
import { Badge, Button, Drawer, Dropdown } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useLocation } from 'react-router';
import { CommandPalette } from './command-palette.tsx';
import { usePreferences } from './preferences.tsx';
import { type Account, useSignOut } from './session.tsx';

export type NavItem = { to: string; label: string; count?: number | undefined; end?: boolean; words?: string };
export type NavGroup = { title: string; items: NavItem[] };

function Navigation({ groups, onGo }: { groups: NavGroup[]; onGo?: () => void }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('desk.navigation')}>
      {groups.map((group) => (
        <div key={group.title} className="desk-nav-group">
          <p>{group.title}</p>
          <ul>
            {group.items.map((item) => (
              <li key={item.to}>
                <NavLink to={item.to} end={item.end ?? false} {...(onGo ? { onClick: onGo } : {})}>
                  <span>{item.label}</span>
                  {item.count ? (
                    <Badge count={item.count} overflowCount={999} title={t('desk.due', { count: item.count })} />
                  ) : null}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function Brand({ name }: { name: string }) {
  return (
    <Link to="/" className="desk-brand">
      <strong>好物</strong> <span>{name}</span>
    </Link>
  );
}

function LanguageAndTheme() {
  const { t } = useTranslation();
  const { locale, setLocale, dark, setThemeChoice } = usePreferences();
  return (
    <>
      <Button
        type="text"
        onClick={() => setLocale(locale === 'zh-CN' ? 'en' : 'zh-CN')}
        lang={locale === 'zh-CN' ? 'en' : 'zh-CN'}
      >
        {locale === 'zh-CN' ? 'English' : '中文'}
      </Button>
      <Button
        type="text"
        aria-label={dark ? t('desk.toLight') : t('desk.toDark')}
        icon={dark ? <SunOutlined aria-hidden="true" /> : <MoonOutlined aria-hidden="true" />}
        onClick={() => setThemeChoice(dark ? 'light' : 'dark')}
      />
    </>
  );
}

/** The frame of a desk: navigation of 208 px grouped by what people do, and a top bar. */
export function DeskShell(props: {
  appName: string;
  groups: NavGroup[];
  account: Account;
  /** Left of the top bar: shop or role switcher, business clock. */
  context?: ReactNode;
  demo: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const location = useLocation();
  const signOut = useSignOut();
  const [menuOpenAt, setMenuOpenAt] = useState<string | null>(null);
  const entries = props.groups.flatMap((group) =>
    group.items.map((item) => ({
      key: item.to.replaceAll('/', '-'),
      to: item.to,
      label: item.label,
      group: group.title,
      ...(item.words ? { words: item.words } : {}),
    })),
  );
  return (
    <div className="desk">
      <a className="desk-skip" href="#desk-main">
        {t('desk.skip')}
      </a>
      <aside className="desk-side">
        <Brand name={props.appName} />
        <Navigation groups={props.groups} />
      </aside>
      <Drawer
        open={menuOpenAt === location.pathname}
        onClose={() => setMenuOpenAt(null)}
        placement="left"
        size={248}
        title={<Brand name={props.appName} />}
      >
        <Navigation groups={props.groups} onGo={() => setMenuOpenAt(null)} />
      </Drawer>
      <div className="desk-body">
        {props.demo ? (
          <section className="desk-demo" aria-label={t('desk.demoName')}>
            {t('desk.demo')}
          </section>
        ) : null}
        <header className="desk-top">
          <Button
            className="desk-menu"
            type="text"
            icon={<MenuOutlined aria-hidden="true" />}
            aria-label={t('desk.openMenu')}
            onClick={() => setMenuOpenAt(location.pathname)}
          />
          <div className="desk-context">{props.context}</div>
          <CommandPalette entries={entries} />
          <LanguageAndTheme />
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'who', label: props.account.nickname, disabled: true },
                { key: 'viewer', label: <a href="/">{t('desk.toViewer')}</a> },
                {
                  key: 'out',
                  icon: <LogoutOutlined aria-hidden="true" />,
                  label: t('desk.signOut'),
                  onClick: () => void signOut(),
                },
              ],
            }}
          >
            <Button
              type="text"
              icon={<UserOutlined aria-hidden="true" />}
              aria-label={t('desk.accountOf', { name: props.account.nickname })}
            />
          </Dropdown>
        </header>
        <main id="desk-main" tabIndex={-1}>
          {props.children}
        </main>
      </div>
    </div>
  );
}

/** The frame before sign-in: name and language only. */
export function BareFrame({ appName, children }: { appName: string; children: ReactNode }) {
  return (
    <div className="desk-bare">
      <header>
        <Brand name={appName} />
        <span className="desk-grow" />
        <LanguageAndTheme />
      </header>
      <main>{children}</main>
    </div>
  );
}
