import { IconButton, type IconName } from '@haowu/ui';
import { useMutation } from '@tanstack/react-query';
import { api, ask, useSession } from '../api.ts';
import { type Locale, setLocale, useLocale, useWords } from '../i18n/index.ts';
import { setTheme, type Theme, useTheme } from './theme.ts';

/** Changes the language here and, for people with an account, in it. */
export function useLanguageChange(): (locale: Locale) => void {
  const { account } = useSession();
  const keep = useMutation({
    mutationFn: (locale: Locale) => ask(api.PATCH('/api/v1/accounts/me', { body: { locale } })),
  });
  return (locale) => {
    setLocale(locale);
    if (account !== null) keep.mutate(locale);
  };
}

/** One button that names the other language. */
export function LanguageSwitch() {
  const locale = useLocale();
  const change = useLanguageChange();
  const other: Locale = locale === 'zh-CN' ? 'en' : 'zh-CN';
  return (
    <button
      type="button"
      className="min-h-11 rounded-control px-2 text-sm text-ink-2 hover:text-ink"
      lang={other}
      onClick={() => change(other)}
    >
      {other === 'en' ? 'English' : '中文'}
    </button>
  );
}

const nextTheme: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const themeIcon: Record<Theme, IconName> = { system: 'sliders', light: 'sun', dark: 'moon' };

/** One button that goes round: system, light, dark. */
export function AppearanceSwitch() {
  const theme = useTheme();
  const t = useWords('shell');
  return (
    <IconButton
      name={themeIcon[theme]}
      size={20}
      label={`${t('theme.label')}: ${t(`theme.${theme}`)}`}
      onClick={() => setTheme(nextTheme[theme])}
    />
  );
}
