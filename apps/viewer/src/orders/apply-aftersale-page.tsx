import {
  Button,
  CheckRow,
  Chip,
  EmptyState,
  formatMoney,
  Loading,
  QuantityInput,
  Skeleton,
  TextArea,
  TextField,
  toast,
} from '@haowu/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { api, ask, keys, type Schemas } from '../api.ts';
import { useKeptForm } from '../me/kept-form.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState, problemSentence } from '../shell/problem.tsx';
import { freshKey } from '../shop/fresh-key.ts';
import { Picture } from '../shop/picture.tsx';
import { isClosedCase, type Order, parseAmount, refundableMinor } from './order-state.ts';
import { useOrder } from './use-order.ts';
import { useOrdersWords } from './use-orders-words.ts';

type Kind = Schemas['Aftersale']['kind'];
type Reason = Schemas['Aftersale']['reason'];

const kindsAfterDispatch: readonly Kind[] = ['return_and_refund', 'refund_only'];
const reasonsBefore: readonly Reason[] = ['before_dispatch', 'late', 'other'];
const reasonsAfter: readonly Reason[] = [
  'no_reason',
  'quality',
  'not_as_described',
  'damaged',
  'wrong_item',
  'late',
  'other',
];

/** /orders/:id/aftersale?line= */
export default function ApplyAftersalePage() {
  const { t } = useOrdersWords();
  const { id = '' } = useParams();
  const order = useOrder(id);
  return (
    <Page title={t('applyTitle')} back={`/orders/${id}`}>
      <div className="px-3 pb-6">
        {order.data !== undefined ? (
          <Apply order={order.data} />
        ) : order.isError ? (
          <ProblemState error={order.error} onRetry={() => void order.refetch()} />
        ) : (
          <Loading>
            <Skeleton height={320} radius={12} />
          </Loading>
        )}
      </div>
    </Page>
  );
}

function Apply({ order }: { order: Order }) {
  const { t } = useOrdersWords();
  const [params] = useSearchParams();
  const lines = order.lines.filter(
    (line) =>
      refundableMinor(line, line.quantity) > 0 && (line.aftersale === null || isClosedCase(line.aftersale.state)),
  );
  const [lineId, setLineId] = useState(params.get('line'));
  const line = lines.find((candidate) => candidate.id === lineId) ?? lines[0];
  if (line === undefined || !['awaiting_dispatch', 'awaiting_receipt', 'received'].includes(order.state))
    return (
      <EmptyState
        drawing="parcel"
        title={t('applyNone')}
        text={t('applyNoneHint')}
        action={
          <Link to={`/orders/${order.id}`} className="hw-button hw-button-outline hw-button-medium">
            {t('seeOrder')}
          </Link>
        }
      />
    );
  return (
    <div className="grid gap-3">
      <fieldset className="m-0 grid rounded-card border-0 bg-surface p-4">
        <legend className="hw-hidden">{t('applyLine')}</legend>
        {lines.map((candidate) => (
          <CheckRow
            key={candidate.id}
            kind="radio"
            name="aftersale-line"
            checked={candidate.id === line.id}
            onChange={() => setLineId(candidate.id)}
          >
            <Picture image={candidate.image} className="my-1 size-14 flex-none rounded-control" />
            <span className="grid min-w-0">
              <span className="line-clamp-1 text-[15px]">{candidate.title}</span>
              <span className="truncate text-[13px] text-ink-3">
                {candidate.options.join(' · ')} ×{candidate.quantity} · {formatMoney(candidate.paid)}
              </span>
            </span>
          </CheckRow>
        ))}
      </fieldset>
      <ApplyForm key={line.id} order={order} line={line} />
    </div>
  );
}

function ApplyForm({ order, line }: { order: Order; line: Schemas['OrderLine'] }) {
  const { t } = useOrdersWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const before = order.state === 'awaiting_dispatch';
  const kinds: readonly Kind[] = before ? ['refund_before_dispatch'] : kindsAfterDispatch;
  const [form, change, forget] = useKeptForm(`aftersale-${line.id}`, {
    kind: kinds[0] as Kind,
    reason: null as Reason | null,
    quantity: line.quantity,
    amount: '',
    text: '',
  });
  const [tried, setTried] = useState(false);
  const kind = kinds.includes(form.kind) ? form.kind : (kinds[0] as Kind);
  // Without a reason only what is sent back can be refunded.
  const reasons = before
    ? reasonsBefore
    : reasonsAfter.filter((candidate) => candidate !== 'no_reason' || kind === 'return_and_refund');
  const reason = reasons.find((candidate) => candidate === form.reason) ?? null;
  const quantity = Math.min(form.quantity, line.quantity);
  const currency = line.paid.currency;
  const maxMinor = refundableMinor(line, quantity);
  const max = formatMoney({ amountMinor: maxMinor, currency });
  const typedMinor = form.amount.trim() === '' ? maxMinor : parseAmount(form.amount);
  const amountIsWrong = typedMinor === null || typedMinor < 1 || typedMinor > maxMinor;
  const apply = useMutation({
    mutationFn: ({ amountMinor, reason }: { amountMinor: number; reason: Reason }) =>
      ask(
        api.POST('/api/v1/aftersales', {
          params: { header: freshKey() },
          body: {
            lineId: line.id,
            quantity,
            kind,
            reason,
            text: form.text.trim(),
            ...(amountMinor === maxMinor ? {} : { refund: { amountMinor, currency } }),
          },
        }),
      ),
    onSuccess: (opened) => {
      forget();
      toast(t('applied'), 'jade');
      client.setQueryData(['aftersale', opened.id], opened);
      void client.invalidateQueries({ queryKey: keys.orders });
      void client.invalidateQueries({ queryKey: ['order', order.id] });
      navigate(`/aftersales/${opened.id}`, { replace: true });
    },
    onError: (error) => toast(problemSentence(error), 'plum'),
  });
  return (
    <form
      className="grid gap-4 rounded-card bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!amountIsWrong && typedMinor !== null && reason !== null) apply.mutate({ amountMinor: typedMinor, reason });
      }}
    >
      <fieldset className="m-0 border-0 p-0">
        <legend className="mb-1 p-0 text-[15px] font-semibold">{t('applyKind')}</legend>
        {kinds.map((candidate) => (
          <CheckRow
            key={candidate}
            kind="radio"
            name="aftersale-kind"
            checked={kind === candidate}
            onChange={() => change({ kind: candidate })}
          >
            <span className="grid py-1">
              <span className="text-[15px]">{t(`kind_${candidate}`)}</span>
              <span className="text-[13px] text-ink-2">{t(`kindText_${candidate}`)}</span>
            </span>
          </CheckRow>
        ))}
      </fieldset>
      <fieldset className="m-0 border-0 p-0">
        <legend className="mb-2 p-0 text-[15px] font-semibold">{t('applyReason')}</legend>
        <div className="flex flex-wrap gap-2 [&_.hw-chip]:!min-h-11">
          {reasons.map((candidate) => (
            <Chip key={candidate} selected={reason === candidate} onClick={() => change({ reason: candidate })}>
              {t(`reason_${candidate}`)}
            </Chip>
          ))}
        </div>
        {tried && reason === null && (
          <p role="alert" className="m-0 mt-2 text-[13px] text-plum">
            {t('applyReasonFirst')}
          </p>
        )}
      </fieldset>
      {line.quantity > 1 && (
        <div className="flex items-center justify-between">
          <span className="text-[15px] font-semibold">{t('applyQuantity')}</span>
          <QuantityInput
            value={quantity}
            max={line.quantity}
            label={t('applyQuantity')}
            onChange={(next) => change({ quantity: next, amount: '' })}
          />
        </div>
      )}
      <TextField
        label={t('applyAmount')}
        inputMode="decimal"
        maxLength={12}
        placeholder={(maxMinor / 100).toFixed(2)}
        value={form.amount}
        hint={t('applyAmountMax', { amount: max })}
        error={tried && amountIsWrong ? t('applyAmountWrong', { amount: max }) : undefined}
        onChange={(event) => change({ amount: event.target.value })}
      />
      <TextArea
        label={t('applyText')}
        optional
        maxLength={500}
        placeholder={t('applyTextHint')}
        value={form.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <Button kind="primary" size="large" type="submit" busy={apply.isPending}>
        {apply.isPending ? t('applying') : t('applySubmit')}
      </Button>
    </form>
  );
}
