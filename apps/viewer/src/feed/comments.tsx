import type { Schemas } from '@haowu/api-client';
import {
  Avatar,
  Button,
  Chip,
  EmptyState,
  formatAgo,
  formatShort,
  Icon,
  IconButton,
  Loading,
  Skeleton,
  Tag,
  toast,
} from '@haowu/ui';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { api, ask, useSession } from '../api.ts';
import { useLocale, useWords } from '../i18n/index.ts';
import { ProblemState, problemSentence } from '../shell/problem.tsx';
import { signInPath } from '../shell/sign-in-gate.tsx';
import { changeVideo } from './feed-store.ts';

type Comment = Schemas['Comment'];
type Sort = 'top' | 'newest';

function useCommentPages(videoId: string, sort: Sort, parentId?: string) {
  return useInfiniteQuery({
    queryKey: ['comments', videoId, parentId ?? sort],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/v1/videos/{id}/comments', {
          params: { path: { id: videoId }, query: { sort, parentId, cursor: pageParam, limit: 20 } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** Everything said about one video; the list, its replies, and the line to say something oneself. */
export function Comments({ videoId, focusLine = false }: { videoId: string; focusLine?: boolean }) {
  const t = useWords('feed');
  const [sort, setSort] = useState<Sort>('top');
  const [replyTo, setReplyTo] = useState<Comment | undefined>(undefined);
  const pages = useCommentPages(videoId, sort);
  const comments = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="flex h-full flex-col">
      <div className="flex gap-2 pb-2">
        {(['top', 'newest'] as const).map((one) => (
          <Chip key={one} selected={sort === one} onClick={() => setSort(one)}>
            {t(`comment.${one}`)}
          </Chip>
        ))}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain" data-scroll>
        {pages.isPending && (
          <Loading>
            <div className="grid gap-5 py-3">
              {[1, 2, 3].map((row) => (
                <div key={row} className="flex gap-3">
                  <Skeleton width={36} height={36} radius={18} />
                  <div className="flex-1">
                    <Skeleton lines={2} height={12} />
                  </div>
                </div>
              ))}
            </div>
          </Loading>
        )}
        {pages.isError && <ProblemState error={pages.error} onRetry={() => void pages.refetch()} />}
        {pages.isSuccess && comments.length === 0 && (
          <EmptyState drawing="heart" title={t('comment.none')} text={t('comment.noneText')} />
        )}
        <ul className="grid gap-1">
          {comments.map((comment) => (
            <CommentRow key={comment.id} comment={comment} videoId={videoId} onReply={setReplyTo} />
          ))}
        </ul>
        {pages.hasNextPage && (
          <Button kind="quiet" wide busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('comment.moreComments')}
          </Button>
        )}
      </div>
      <CommentLine
        key={replyTo?.id ?? 'new'}
        videoId={videoId}
        replyTo={replyTo}
        focus={focusLine || replyTo !== undefined}
        onDone={() => setReplyTo(undefined)}
      />
    </div>
  );
}

function CommentRow({
  comment,
  videoId,
  onReply,
  reply = false,
}: {
  comment: Comment;
  videoId: string;
  onReply: (comment: Comment) => void;
  reply?: boolean;
}) {
  const t = useWords('feed');
  const locale = useLocale();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [liked, setLiked] = useState({ on: comment.liked, count: comment.likesCount });
  const like = useMutation({
    mutationFn: (on: boolean) =>
      ask(api.PUT('/api/v1/comments/{id}/like', { params: { path: { id: comment.id } }, body: { liked: on } })),
    onMutate: (on) => setLiked((before) => ({ on, count: before.count + (on ? 1 : -1) })),
    onSuccess: (answer) => setLiked({ on: answer.liked, count: answer.likesCount }),
    onError: (error) => {
      setLiked({ on: comment.liked, count: comment.likesCount });
      toast(problemSentence(error), 'plum');
    },
  });
  const remove = useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/comments/{id}', { params: { path: { id: comment.id } } })),
    onSuccess: () => {
      changeVideo(videoId, (video) => ({ ...video, commentsCount: Math.max(0, video.commentsCount - 1) }));
      void client.invalidateQueries({ queryKey: ['comments', videoId] });
      toast(t('comment.deleted'));
    },
    onError: (error) => toast(problemSentence(error), 'plum'),
  });
  return (
    <li className={reply ? 'pl-11' : undefined}>
      <div className="flex gap-3 py-2">
        <Link to={`/authors/${comment.author.id}`} aria-label={t('openAuthor', { author: comment.author.nickname })}>
          <Avatar name={comment.author.nickname} url={comment.author.avatarUrl} size={reply ? 28 : 36} />
        </Link>
        <div className="min-w-0 flex-1">
          <p className="m-0 flex items-center gap-1 text-xs text-ink-3">
            <span className="truncate">{comment.author.nickname}</span>
            {comment.author.isVideoAuthor && <Tag tone="persimmon">{t('comment.author')}</Tag>}
          </p>
          <p className="m-0 text-sm wrap-break-word whitespace-pre-line">{comment.text}</p>
          <p className="m-0 flex items-center gap-1 text-xs text-ink-3">
            <time dateTime={comment.createdAt}>{formatAgo(comment.createdAt, locale)}</time>
            <button type="button" className="min-h-8 px-2 text-ink-2" onClick={() => onReply(comment)}>
              {t('comment.reply')}
            </button>
            {comment.mine && (
              <button
                type="button"
                className="min-h-8 px-2 text-ink-2"
                disabled={remove.isPending}
                onClick={() => remove.mutate()}
              >
                {t('comment.delete')}
              </button>
            )}
          </p>
          {!reply && comment.repliesCount > 0 && (
            <button
              type="button"
              aria-expanded={open}
              className="flex min-h-8 items-center gap-1 text-xs font-semibold text-ink-2"
              onClick={() => setOpen(!open)}
            >
              {open ? t('comment.fold') : t('comment.replies', { count: comment.repliesCount })}
              <Icon name={open ? 'up' : 'down'} size={14} />
            </button>
          )}
        </div>
        <button
          type="button"
          aria-pressed={liked.on}
          aria-label={`${t('comment.like')} ${liked.count}`}
          className={`grid min-w-11 justify-items-center self-start text-2xs ${liked.on ? 'text-persimmon' : 'text-ink-3'}`}
          onClick={() => like.mutate(!liked.on)}
        >
          <Icon name="heart" size={18} solid={liked.on} />
          <span aria-hidden="true">{liked.count > 0 ? formatShort(liked.count, locale) : ' '}</span>
        </button>
      </div>
      {open && <Replies parentId={comment.id} videoId={videoId} onReply={onReply} />}
    </li>
  );
}

function Replies({
  parentId,
  videoId,
  onReply,
}: {
  parentId: string;
  videoId: string;
  onReply: (comment: Comment) => void;
}) {
  const t = useWords('feed');
  const pages = useCommentPages(videoId, 'newest', parentId);
  if (pages.isPending)
    return (
      <div className="py-2 pl-11">
        <Skeleton lines={2} height={12} />
      </div>
    );
  if (pages.isError) return <ProblemState error={pages.error} onRetry={() => void pages.refetch()} />;
  return (
    <ul>
      {pages.data.pages
        .flatMap((page) => page.items)
        .map((reply) => (
          <CommentRow key={reply.id} comment={reply} videoId={videoId} onReply={onReply} reply />
        ))}
      {pages.hasNextPage && (
        <Button kind="quiet" size="small" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('comment.moreComments')}
        </Button>
      )}
    </ul>
  );
}

function CommentLine({
  videoId,
  replyTo,
  focus,
  onDone,
}: {
  videoId: string;
  replyTo: Comment | undefined;
  focus: boolean;
  onDone: () => void;
}) {
  const t = useWords('feed');
  const { account } = useSession();
  const location = useLocation();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const sendKey = useRef(crypto.randomUUID());
  const post = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/api/v1/videos/{id}/comments', {
          params: { path: { id: videoId }, header: { 'Idempotency-Key': sendKey.current } },
          body: { text: text.trim(), parentId: replyTo?.id ?? null },
        }),
      ),
    onSuccess: () => {
      sendKey.current = crypto.randomUUID();
      setText('');
      changeVideo(videoId, (video) => ({ ...video, commentsCount: video.commentsCount + 1 }));
      void client.invalidateQueries({ queryKey: ['comments', videoId] });
      toast(t('comment.sent'), 'jade');
      onDone();
    },
    onError: (error) => toast(problemSentence(error), 'plum'),
  });
  if (account === null)
    return (
      <Link to={signInPath(location.pathname)} className="hw-button hw-button-secondary hw-button-medium mt-2">
        {t('comment.signIn')}
      </Link>
    );
  function send(event: FormEvent) {
    event.preventDefault();
    if (text.trim() !== '' && !post.isPending) post.mutate();
  }
  const hint = replyTo === undefined ? t('comment.write') : t('comment.replyTo', { name: replyTo.author.nickname });
  return (
    <form onSubmit={send} className="flex items-center gap-2 border-t border-line pt-2">
      <input
        className="hw-input"
        // biome-ignore lint/a11y/noAutofocus: only after the person asked to reply
        autoFocus={focus}
        value={text}
        maxLength={300}
        aria-label={hint}
        placeholder={hint}
        onChange={(event) => setText(event.target.value)}
      />
      {replyTo !== undefined && <IconButton name="close" size={18} label={t('comment.cancel')} onClick={onDone} />}
      <Button type="submit" kind="primary" size="small" busy={post.isPending} disabled={text.trim() === ''}>
        {t('comment.send')}
      </Button>
    </form>
  );
}
