import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

export type Locale = 'zh-CN' | 'en';
export type ThemeChoice = 'light' | 'dark' | 'system';

type Preferences = {
  locale: Locale;
  setLocale: (locale: Locale) => void;
  themeChoice: ThemeChoice;
  setThemeChoice: (choice: ThemeChoice) => void;
  dark: boolean;
};

const PreferencesContext = createContext<Preferences | null>(null);

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage may be blocked; the choice then lasts for the page only
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // see above
  }
}

function firstLocale(): Locale {
  const kept = remembered('haowu.locale');
  if (kept === 'zh-CN' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

function firstTheme(): ThemeChoice {
  const kept = remembered('haowu.theme');
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** Language and theme, kept in this browser; writes `lang` and `data-theme` on the document. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(firstLocale);
  const [themeChoice, setThemeChoice] = useState(firstTheme);
  const [systemDark, setSystemDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const onChange = () => setSystemDark(query.matches);
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  }, []);
  const dark = themeChoice === 'system' ? systemDark : themeChoice === 'dark';
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  }, [dark]);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const value = useMemo<Preferences>(
    () => ({
      locale,
      setLocale: (next) => {
        remember('haowu.locale', next);
        setLocale(next);
      },
      themeChoice,
      setThemeChoice: (next) => {
        remember('haowu.theme', next);
        setThemeChoice(next);
      },
      dark,
    }),
    [locale, themeChoice, dark],
  );
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePreferences(): Preferences {
  const value = useContext(PreferencesContext);
  if (!value) throw new Error('PreferencesProvider is missing');
  return value;
}
