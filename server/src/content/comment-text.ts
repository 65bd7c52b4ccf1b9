import { checkClaims } from '../governance/index.ts';

/** Ways to lead a buyer off the platform, where nothing protects them; matched without spaces and signs. */
const offPlatform = ['加微信', '加v信', '加薇信', '加我微', '私下交易', '线下转账', '扫码进群', '加qq', '加扣扣'];
const insults = [
  '傻逼',
  '傻比',
  '煞笔',
  '脑残',
  '去死',
  '滚蛋',
  '贱人',
  '废物东西',
  '操你',
  '草泥马',
  '他妈的',
  '狗东西',
];
const insultsLatin = /(?<![\p{L}\p{N}])(?:fuck(?:ing|er)?|bitch|retard|kill yourself)(?![\p{L}\p{N}])/iu;
const address = /(?:https?:\/\/|www\.)\S|(?<!\d)1[3-9]\d{9}(?!\d)/iu;

/** A comment as it is kept: no control or direction signs, no towers of accents, no pages of empty lines. */
export function cleanComment(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\u2028\u2029\ufeff]/gu, (sign) => (sign === '\n' ? '\n' : ''))
    .replace(/(\p{Mn}{2})\p{Mn}+/gu, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * Why a comment may not stand, or undefined. Medical claims are refused from everybody; absolutes only from those who
 * sell with the video: a buyer may call something the best (advertising law binds who advertises).
 */
export function objectionTo(text: string, sells: boolean): { code: string; term: string } | undefined {
  const compact = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}\p{Cf}]/gu, '');
  const contact = offPlatform.find((words) => compact.includes(words)) ?? address.exec(text)?.[0];
  if (contact) return { code: 'off_platform', term: contact };
  const insult = insults.find((words) => compact.includes(words)) ?? insultsLatin.exec(text)?.[0];
  if (insult) return { code: 'insult', term: insult };
  const claim = checkClaims(text).find(
    ({ level, ruleId }) => level === 'block' && (sells || ruleId === 'claim.medical'),
  );
  return claim && { code: 'claim_blocked', term: claim.term };
}
