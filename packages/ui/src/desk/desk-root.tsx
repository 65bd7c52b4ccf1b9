import { ApiProblem } from '@haowu/api-client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import i18next from 'i18next';
import { type ReactNode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import { BrowserRouter } from 'react-router';
import { PreferencesProvider, usePreferences } from './preferences.tsx';
import { deskTheme } from './theme.ts';
import { deskWordsEn, deskWordsZh } from './words.ts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays a refusal; only a silent network is worth another try.
      retry: (count, error) => count < 2 && error instanceof ApiProblem && (error.status === 0 || error.status >= 502),
    },
  },
});

/** The style nonce the server wrote into the page; undefined under the development server. */
function styleNonce(): string | undefined {
  const content = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
  return content && !content.startsWith('__') ? content : undefined;
}

function Themed({ children }: { children: ReactNode }) {
  const { locale, dark } = usePreferences();
  useEffect(() => {
    dayjs.locale(locale === 'zh-CN' ? 'zh-cn' : 'en');
    if (i18next.language !== locale) void i18next.changeLanguage(locale);
  }, [locale]);
  const nonce = styleNonce();
  return (
    <ConfigProvider
      theme={deskTheme(dark)}
      locale={locale === 'zh-CN' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      // lists that drop down stay inside the landmark they belong to
      getPopupContainer={(trigger) => trigger?.closest<HTMLElement>('main') ?? document.body}
      {...(nonce ? { csp: { nonce } } : {})}
    >
      <AntApp className="desk-app">{children}</AntApp>
    </ConfigProvider>
  );
}

export type Words = { [key: string]: string | Words };

/** Both trees as one; an app may add to a branch of the desk's words (`problem`). */
function joined(desk: Words, app: Words): Words {
  const result: Words = { ...desk };
  for (const [key, value] of Object.entries(app)) {
    const before = result[key];
    result[key] = typeof before === 'object' && typeof value === 'object' ? { ...before, ...value } : value;
  }
  return result;
}

/** Mounts a desk app on `#root` with language, theme, queries and router. `basename` without a trailing slash. */
export function mountDesk(options: { basename: string; words: { zh: Words; en: Words }; children: ReactNode }): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('#root is missing');
  void i18next.use(initReactI18next).init({
    resources: {
      'zh-CN': { translation: joined(deskWordsZh, options.words.zh) },
      en: { translation: joined(deskWordsEn, options.words.en) },
    },
    fallbackLng: 'zh-CN',
    lng: 'zh-CN',
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  });
  createRoot(root).render(
    <QueryClientProvider client={queries}>
      <PreferencesProvider>
        <BrowserRouter basename={options.basename}>
          <Themed>{options.children}</Themed>
        </BrowserRouter>
      </PreferencesProvider>
    </QueryClientProvider>,
  );
}
