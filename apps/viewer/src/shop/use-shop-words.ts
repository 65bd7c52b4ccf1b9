import { addWords, hasWord, type Locale, type Translate, useLocale, useWords } from '../i18n/index.ts';
import { problemsOfBuying } from './problem-words.ts';
import { shopWords } from './words.ts';

addWords('shop', shopWords);
addWords('problem', problemsOfBuying);

/** Words of the shop pages in the reader's language, and that language. */
export function useShopWords(): { t: Translate; locale: Locale; coded: Translate } {
  const t = useWords('shop');
  const locale = useLocale();
  /** `group_code`, or `group_other` for a code that is newer than this app. */
  const coded: Translate = (groupAndCode, values) => {
    const key = groupAndCode.replaceAll('.', '_');
    return t(hasWord(`shop:${key}`) ? key : `${key.split('_')[0]}_other`, values);
  };
  return { t, locale, coded };
}
