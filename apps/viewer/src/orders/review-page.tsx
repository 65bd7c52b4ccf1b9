import { Button, CheckRow, EmptyState, Icon, Loading, Skeleton, StarsInput, Switch, TextArea, toast } from '@haowu/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api, ask, keys, type Schemas } from '../api.ts';
import { useKeptForm } from '../me/kept-form.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState, problemSentence } from '../shell/problem.tsx';
import { freshKey } from '../shop/fresh-key.ts';
import { Picture } from '../shop/picture.tsx';
import { keepPostedReview, postedReview } from './posted-reviews.ts';
import { useOrder } from './use-order.ts';
import { useOrdersWords } from './use-orders-words.ts';

type Line = Schemas['OrderLine'];

/** /orders/:id/review: one form a line, and 追评 for what is reviewed. */
export default function ReviewPage() {
  const { t } = useOrdersWords();
  const { id = '' } = useParams();
  const order = useOrder(id);
  const lines = order.data?.lines ?? [];
  const open = lines.filter((line) => !line.reviewed);
  const reviewed = lines.filter((line) => line.reviewed);
  const received = order.data?.state === 'received';
  return (
    <Page title={t('reviewTitle')} back={`/orders/${id}`}>
      <div className="grid gap-3 px-3 pb-6">
        {order.isPending ? (
          <Loading>
            <Skeleton height={320} radius={12} />
          </Loading>
        ) : order.isError ? (
          <ProblemState error={order.error} onRetry={() => void order.refetch()} />
        ) : (
          <>
            {(!received || (open.length === 0 && reviewed.length === 0)) && (
              <EmptyState
                drawing="heart"
                title={t('reviewNothing')}
                action={
                  <Link to={`/orders/${id}`} className="hw-button hw-button-outline hw-button-medium">
                    {t('seeOrder')}
                  </Link>
                }
              />
            )}
            {received && open.map((line) => <ReviewForm key={line.id} orderId={id} line={line} />)}
            {reviewed.map((line) => (
              <Reviewed key={line.id} line={line} />
            ))}
          </>
        )}
      </div>
    </Page>
  );
}

function LineHead({ line }: { line: Line }) {
  return (
    <div className="flex items-center gap-3">
      <Picture image={line.image} className="size-14 flex-none rounded-control" />
      <div className="min-w-0">
        <h2 className="m-0 line-clamp-1 text-[15px] font-semibold">{line.title}</h2>
        <p className="m-0 truncate text-[13px] text-ink-3">{line.options.join(' · ')}</p>
      </div>
    </div>
  );
}

const start = { stars: 0, asShown: null as 'yes' | 'no' | null, text: '', anonymous: false };

function ReviewForm({ orderId, line }: { orderId: string; line: Line }) {
  const { t } = useOrdersWords();
  const client = useQueryClient();
  const [form, change, forget] = useKeptForm(`review-${line.id}`, start);
  const [wrong, setWrong] = useState(false);
  const post = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/api/v1/reviews', {
          params: { header: freshKey() },
          body: {
            lineId: line.id,
            stars: form.stars,
            asShown: form.asShown === null ? null : form.asShown === 'yes',
            text: form.text.trim(),
            anonymous: form.anonymous,
            imageAssetIds: [],
          },
        }),
      ),
    onSuccess: (review) => {
      keepPostedReview(line.id, review.id);
      forget();
      toast(t('reviewPosted'), 'jade');
      client.setQueryData<Schemas['Order']>(['order', orderId], (before) =>
        before === undefined
          ? before
          : {
              ...before,
              lines: before.lines.map((each) => (each.id === line.id ? { ...each, reviewed: true } : each)),
            },
      );
      void client.invalidateQueries({ queryKey: keys.orders });
      void client.invalidateQueries({ queryKey: ['order', orderId] });
      void client.invalidateQueries({ queryKey: ['product', line.productId] });
      void client.invalidateQueries({ queryKey: ['reviews', line.productId] });
    },
    onError: (error) => toast(problemSentence(error), 'plum'),
  });
  return (
    <form
      className="grid gap-4 rounded-card bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (form.stars === 0) setWrong(true);
        else post.mutate();
      }}
    >
      <LineHead line={line} />
      <div className="flex flex-wrap items-center gap-2">
        <StarsInput value={form.stars} label={`${t('stars')} ${line.title}`} onChange={(stars) => change({ stars })} />
        {form.stars > 0 && <span className="text-sm text-ink-2">{t(`starWord_${form.stars}`)}</span>}
        {wrong && form.stars === 0 && (
          <span role="alert" className="text-[13px] text-plum">
            {t('reviewStarsFirst')}
          </span>
        )}
      </div>
      {line.contentId !== null && (
        <fieldset className="m-0 border-0 p-0">
          <legend className="mb-1 p-0 text-[15px] font-semibold">{t('asShownQuestion')}</legend>
          <div className="flex flex-wrap gap-x-5">
            {(['yes', 'no'] as const).map((answer) => (
              <CheckRow
                key={answer}
                kind="radio"
                name={`as-shown-${line.id}`}
                checked={form.asShown === answer}
                onChange={() => change({ asShown: answer })}
              >
                {t(answer === 'yes' ? 'asShownYes' : 'asShownNo')}
              </CheckRow>
            ))}
          </div>
        </fieldset>
      )}
      <TextArea
        label={t('reviewText')}
        optional
        rows={4}
        maxLength={500}
        placeholder={t('reviewTextHint')}
        value={form.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <Switch label={t('anonymous')} checked={form.anonymous} onChange={(anonymous) => change({ anonymous })} />
      <Button kind="primary" size="large" type="submit" busy={post.isPending}>
        {post.isPending ? t('reviewPosting') : t('reviewSubmit')}
      </Button>
    </form>
  );
}

function Reviewed({ line }: { line: Line }) {
  const { t } = useOrdersWords();
  const client = useQueryClient();
  const reviewId = postedReview(line.id);
  const [form, change, forget] = useKeptForm(`append-${line.id}`, { text: '' });
  const append = useMutation({
    mutationFn: (id: string) =>
      ask(
        api.POST('/api/v1/reviews/{id}/append', {
          params: { path: { id }, header: freshKey() },
          body: { text: form.text.trim() },
        }),
      ),
    onSuccess: () => {
      forget();
      toast(t('appended'), 'jade');
      void client.invalidateQueries({ queryKey: ['reviews', line.productId] });
    },
    onError: (error) => toast(problemSentence(error), 'plum'),
  });
  return (
    <section className="grid gap-3 rounded-card bg-surface p-4">
      <LineHead line={line} />
      <p className="m-0 flex items-center gap-1.5 text-sm text-jade">
        <Icon name="check" size={18} />
        {append.isSuccess ? t('appended') : t('reviewDone')}
        <Link to={`/products/${line.productId}#reviews`} className="ml-auto !text-ink-2 !underline underline-offset-2">
          {t('seeReviews')}
        </Link>
      </p>
      {reviewId !== null && !append.isSuccess && (
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (form.text.trim() !== '') append.mutate(reviewId);
          }}
        >
          <TextArea
            label={t('appendTitle')}
            maxLength={500}
            placeholder={t('appendHint')}
            value={form.text}
            onChange={(event) => change({ text: event.target.value })}
          />
          <Button kind="outline" type="submit" busy={append.isPending} disabled={form.text.trim() === ''}>
            {t('appendSubmit')}
          </Button>
        </form>
      )}
    </section>
  );
}
