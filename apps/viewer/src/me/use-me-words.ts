import { addWords, hasWord, type Locale, type Translate, useLocale, useWords } from '../i18n/index.ts';
import { meWords } from './words.ts';

addWords('me', meWords);

/** Words of the pages about the person, and the reader's language. */
export function useMeWords(): { t: Translate; locale: Locale; coded: Translate } {
  const t = useWords('me');
  const locale = useLocale();
  /** `group_code`, or `group_other` for a code that is newer than this app. */
  const coded: Translate = (groupAndCode, values) => {
    const key = groupAndCode.replaceAll('.', '_').replaceAll('-', '_');
    return t(hasWord(`me:${key}`) ? key : `${key.split('_')[0]}_other`, values);
  };
  return { t, locale, coded };
}
