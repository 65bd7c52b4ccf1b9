import { addWords, hasWord, type Locale, type Translate, useLocale, useWords } from '../i18n/index.ts';
import { problemsOfOrders } from './problem-words.ts';
import { ordersWords } from './words.ts';

addWords('orders', ordersWords);
addWords('problem', problemsOfOrders);

/** Words of orders and after-sale, and the reader's language. */
export function useOrdersWords(): { t: Translate; locale: Locale; coded: Translate } {
  const t = useWords('orders');
  const locale = useLocale();
  /** `group_code`, or `group_other` for a code that is newer than this app. */
  const coded: Translate = (groupAndCode, values) => {
    const key = groupAndCode.replaceAll('.', '_').replaceAll('-', '_');
    return t(hasWord(`orders:${key}`) ? key : `${key.split('_')[0]}_other`, values);
  };
  return { t, locale, coded };
}
