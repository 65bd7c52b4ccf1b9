import { Button } from '@haowu/ui';
import { useReach } from './use-pages.ts';
import { useShopWords } from './use-shop-words.ts';

/** The foot of an endless list: reads on by itself, and by a button for those who do not scroll. */
export function ListEnd({ hasMore, busy, onMore }: { hasMore: boolean; busy: boolean; onMore: () => void }) {
  const { t } = useShopWords();
  const ref = useReach(onMore, hasMore && !busy);
  return (
    <div ref={ref} className="grid min-h-14 place-items-center py-3 text-[12px] text-ink-3">
      {hasMore ? (
        <Button kind="quiet" busy={busy} onClick={onMore}>
          {busy ? t('loadingMore') : t('loadMore')}
        </Button>
      ) : (
        <p className="m-0">{t('noMore')}</p>
      )}
    </div>
  );
}
