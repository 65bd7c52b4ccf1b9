import { formatCount, Sheet } from '@haowu/ui';
import { useWords } from '../i18n/index.ts';
import { Comments } from './comments.tsx';
import type { FeedVideo } from './feed-list.ts';

/** Comments over the playing video: 72 % of a phone, a panel on a desktop. */
export default function CommentsSheet({ video, onClose }: { video: FeedVideo; onClose: () => void }) {
  const t = useWords('feed');
  return (
    <Sheet title={t('comment.title', { count: formatCount(video.commentsCount) })} height="72%" clear onClose={onClose}>
      <Comments videoId={video.id} />
    </Sheet>
  );
}
