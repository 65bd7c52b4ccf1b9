/**
 * Words in zh-CN and English. Each area registers its own at load with `addWords`; a page may be loaded at any time.
 * Promises both languages for every namespace (the types ask for the same keys). Never fetches words.
 */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];
export type WordTree = { readonly [key: string]: string | WordTree };

/** The same keys, other text: what the second language must provide. */
export type SameWords<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : SameWords<Tree[Key]>;
};

const storageKey = 'haowu.locale';

function startLocale(): Locale {
  const kept = localStorage.getItem(storageKey);
  if (kept === 'zh-CN' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

void i18next.use(initReactI18next).init({
  lng: startLocale(),
  fallbackLng: 'zh-CN',
  resources: {},
  keySeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});
document.documentElement.lang = i18next.language;

function flatten(tree: WordTree, prefix = ''): Record<string, string> {
  return Object.entries(tree).reduce<Record<string, string>>((flat, [key, value]) => {
    if (typeof value === 'string') flat[prefix + key] = value;
    else Object.assign(flat, flatten(value, `${prefix}${key}.`));
    return flat;
  }, {});
}

/**
 * Registers words under `namespace`; nested trees are reached with dots: `t('order.paid')`. Placeholders are `{{name}}`.
 * Use as `addWords('shop', { 'zh-CN': {…}, en: {…} })`, then `useWords('shop')`.
 */
export function addWords<Tree extends WordTree>(
  namespace: string,
  words: { readonly 'zh-CN': Tree; readonly en: SameWords<Tree> },
): void {
  for (const locale of locales)
    i18next.addResourceBundle(locale, namespace, flatten(words[locale] as WordTree), true, true);
}

export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** `t` for one namespace; renders again when the language changes. `t('shell:tab.home')` reaches another namespace. */
export function useWords(namespace: string): Translate {
  const { t } = useTranslation(namespace);
  return t as unknown as Translate;
}

export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh-CN';
}

export function currentLocale(): Locale {
  return i18next.language === 'en' ? 'en' : 'zh-CN';
}

/** Outside React. */
export function translate(key: string, values?: Record<string, string | number>): string {
  return i18next.t(key, values ?? {}) as string;
}

export function hasWord(key: string): boolean {
  return i18next.exists(key);
}

export function setLocale(locale: Locale): void {
  localStorage.setItem(storageKey, locale);
  document.documentElement.lang = locale;
  void i18next.changeLanguage(locale);
}
