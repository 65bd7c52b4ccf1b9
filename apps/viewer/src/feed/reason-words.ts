import { hasWord, type Translate } from '../i18n/index.ts';
import type { FeedItem, FeedVideo } from './feed-list.ts';

type Reason = FeedItem['reasons'][number];

/** A reason code in plain words; a code this app does not know yet is said in general terms, never shown raw. */
export function reasonWords(reason: Reason, video: FeedVideo, t: Translate): string {
  const { code, params } = reason;
  const name = String(params.name ?? '');
  if (code === 'following') return t('reason.following', { name: name || video.author.nickname });
  if (code === 'interest' && name === '')
    return t(params.kind === 'author' ? 'reason.interest_author' : 'reason.other');
  if (name !== '' && hasWord(`feed:reason.${code}_name`)) return t(`reason.${code}_name`, { name });
  return hasWord(`feed:reason.${code}`) ? t(`reason.${code}`, { ...params, name }) : t('reason.other');
}

export function sourceWords(source: string, t: Translate): string | undefined {
  return hasWord(`feed:source.${source}`) ? t(`source.${source}`) : undefined;
}
