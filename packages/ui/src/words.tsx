import { createContext, type ReactNode, useContext } from 'react';

/** The few words the kit itself says. Apps pass theirs in the reader's language. */
export type KitWords = {
  readonly close: string;
  readonly retry: string;
  readonly loading: string;
  readonly less: string;
  readonly more: string;
  readonly optional: string;
  /** `{stars}` is replaced. */
  readonly stars: string;
};

export const kitWords: Readonly<Record<'zh-CN' | 'en', KitWords>> = {
  'zh-CN': {
    close: '关闭',
    retry: '再试一次',
    loading: '正在载入',
    less: '减少',
    more: '增加',
    optional: '选填',
    stars: '{stars} 星',
  },
  en: {
    close: 'Close',
    retry: 'Try again',
    loading: 'Loading',
    less: 'Fewer',
    more: 'More',
    optional: 'optional',
    stars: '{stars} stars',
  },
};

const WordsContext = createContext<KitWords>(kitWords['zh-CN']);

export function KitWordsProvider({ locale, children }: { locale: 'zh-CN' | 'en'; children: ReactNode }) {
  return <WordsContext value={kitWords[locale]}>{children}</WordsContext>;
}

export function useKitWords(): KitWords {
  return useContext(WordsContext);
}
