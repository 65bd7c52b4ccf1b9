import type { TFunction } from 'i18next';

/** Codes of the engine in words; a code nobody has words for yet is shown as it is. Names of keys keep to letters. */
const wordKey = (code: string): string => code.replaceAll(/[^A-Za-z0-9]+/g, '_');

/** What can fill a place of a page, as its record names it. */
export const placeSources = [
  'item-item',
  'ease',
  'similar',
  'content',
  'interest',
  'following',
  'repurchase',
  'live',
  'trending',
  'fresh',
  'explore',
  'pool',
  'shared',
  'newest',
  'repeat',
] as const;

export const sourceName = (t: TFunction, source: string): string =>
  t(`engine.source.${wordKey(source)}`, { defaultValue: source });

export const surfaceName = (t: TFunction, surface: string): string =>
  t(`engine.surface.${wordKey(surface)}`, { defaultValue: surface });

export const headName = (t: TFunction, head: string): string =>
  t(`engine.head.${wordKey(head)}`, { defaultValue: head });

/** `3 号池`; 0 is probation, before the first. */
export const poolName = (t: TFunction, pool: number): string =>
  pool === 0 ? t('engine.pools.probation') : t('engine.pools.poolOf', { pool });

/** What put a candidate in its place, or the rule that kept it out. */
export const decisionName = (t: TFunction, code: string): string =>
  t(`engine.decided.${wordKey(code)}`, { defaultValue: code });

export const multiplierReasonName = (t: TFunction, code: string): string =>
  t(`engine.heldBack.${wordKey(code)}`, { defaultValue: code });

type Reason = { code: string; params: Record<string, string | number> };

/** A reason in the words the viewer reads. */
export function reasonWords(t: TFunction, { code, params }: Reason): string {
  const name = String(params.name ?? '');
  const known = (key: string) => t(`engine.reason.${key}`, { ...params, name, defaultValue: '' });
  if (code === 'following') return known(name ? 'following' : 'following_plain');
  if (code === 'interest' && name === '') return known(params.kind === 'author' ? 'interest_author' : 'other');
  return (name !== '' ? known(`${code}_name`) : '') || known(code) || code;
}
