import {
  Button,
  formatDateTime,
  formatMoney,
  Loading,
  Note,
  Sheet,
  Skeleton,
  TextArea,
  TextField,
  toast,
} from '@haowu/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api, ask, keys, type Schemas } from '../api.ts';
import { useKeptForm } from '../me/kept-form.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState, problemSentence } from '../shell/problem.tsx';
import { AmountLine } from '../shop/amount-lines.tsx';
import { fillPage } from '../shop/fill-page.ts';
import { freshKey } from '../shop/fresh-key.ts';
import { Picture } from '../shop/picture.tsx';
import { useNow } from '../shop/use-now.ts';
import { latestTime, timeLeft } from './order-state.ts';
import { Timeline } from './timeline.tsx';
import { useCase } from './use-order.ts';
import { useOrdersWords } from './use-orders-words.ts';

type Case = Schemas['Aftersale'];
/** What the buyer may do; the last one possible is the main one. */
const mine = ['withdraw', 'escalate', 'ship_back'] as const;
type Act =
  | { action: 'withdraw' }
  | { action: 'ship_back'; waybillNumber: string }
  | { action: 'escalate'; text: string };

/** /aftersales/:id: where a case stands, until when, what happens by itself, and what the buyer can do. */
export default function AftersalePage() {
  const { t } = useOrdersWords();
  const { id = '' } = useParams();
  const found = useCase(id);
  return (
    <Page
      title={t('caseTitle')}
      back="/orders?tab=aftersale"
      foot={
        found.data === undefined || !mine.some((action) => found.data.actions.includes(action)) ? undefined : (
          <CaseActions aftersale={found.data} />
        )
      }
    >
      <div className={`px-3 pb-6 ${fillPage}`}>
        {found.data !== undefined ? (
          <OpenCase aftersale={found.data} />
        ) : found.isError ? (
          <ProblemState error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <Loading>
            <div className="grid gap-3">
              <Skeleton height={120} radius={12} />
              <Skeleton height={200} radius={12} />
            </div>
          </Loading>
        )}
      </div>
    </Page>
  );
}

function OpenCase({ aftersale }: { aftersale: Case }) {
  const { t, locale, coded } = useOrdersWords();
  const now = latestTime([aftersale.openedAt, ...aftersale.events.map((event) => event.at)], useNow());
  const left = aftersale.deadline === null ? null : timeLeft(aftersale.deadline, now);
  const tone = aftersale.state === 'completed' ? 'jade' : aftersale.state === 'refused' ? 'plum' : 'amber';
  return (
    <div className="grid gap-3">
      <section className="grid gap-2 rounded-card bg-surface p-4">
        <h2 className="m-0 text-xl font-semibold">{t(`case_${aftersale.state}`)}</h2>
        <Note tone={tone}>
          {t(`caseText_${aftersale.state}`)}
          {aftersale.deadline !== null && left !== null && (
            <span className="mt-1 block">
              {t('caseDeadline', {
                at: formatDateTime(aftersale.deadline, locale),
                left: t(left.unit, { number: left.number }),
              })}
              {aftersale.deadlineOutcome !== null && ` · ${coded(`outcome_${aftersale.deadlineOutcome}`)}`}
            </span>
          )}
        </Note>
      </section>
      <section className="grid gap-3 rounded-card bg-surface p-4">
        <Link to={`/orders/${aftersale.orderId}`} className="flex items-center gap-3">
          <Picture image={aftersale.image} className="size-16 flex-none rounded-control" />
          <span className="grid min-w-0">
            <span className="line-clamp-2 text-[15px]">{aftersale.title}</span>
            <span className="truncate text-[13px] text-ink-3">
              {aftersale.options.join(' · ')} ×{aftersale.quantity}
            </span>
          </span>
        </Link>
        <dl className="m-0 grid gap-1.5 border-t border-line pt-3 text-sm">
          <AmountLine label={t('caseRefund')}>
            <span className="font-semibold text-persimmon">{formatMoney(aftersale.refund)}</span>
          </AmountLine>
          <AmountLine label={t('caseKind')}>{t(`kind_${aftersale.kind}`)}</AmountLine>
          <AmountLine label={t('caseReason')}>{t(`reason_${aftersale.reason}`)}</AmountLine>
          <AmountLine label={t('caseOpened')}>{formatDateTime(aftersale.openedAt, locale)}</AmountLine>
          <AmountLine label={t('orderNumber')}>{aftersale.orderNumber}</AmountLine>
        </dl>
        {aftersale.fault === 'merchant' && <p className="m-0 text-[13px] text-jade">{t('caseFault')}</p>}
      </section>
      <section className="grid gap-4 rounded-card bg-surface p-4" aria-labelledby="case-events">
        <h2 id="case-events" className="m-0 text-base font-semibold">
          {t('caseEvents')}
        </h2>
        <Timeline
          label={t('caseEvents')}
          steps={[...aftersale.events]
            .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
            .map((event) => ({
              key: `${event.at} ${event.event}`,
              title: `${t(`by_${event.by}`)} · ${coded(`event_${event.event}`)}`,
              text: event.text,
              at: formatDateTime(event.at, locale),
            }))}
        />
      </section>
    </div>
  );
}

function CaseActions({ aftersale }: { aftersale: Case }) {
  const { t } = useOrdersWords();
  const client = useQueryClient();
  const [open, setOpen] = useState<'withdraw' | 'ship_back' | 'escalate' | null>(null);
  const [form, change, forget] = useKeptForm(`case-${aftersale.id}`, { waybill: '', text: '' });
  const act = useMutation({
    mutationFn: (body: Act) =>
      ask(
        api.POST('/api/v1/aftersales/{id}/actions', {
          params: { path: { id: aftersale.id }, header: freshKey() },
          body,
        }),
      ),
    onSuccess: (next) => {
      client.setQueryData(['aftersale', aftersale.id], next);
      void client.invalidateQueries({ queryKey: keys.orders });
      void client.invalidateQueries({ queryKey: ['order', aftersale.orderId] });
      forget();
      setOpen(null);
      toast(t('done'), 'jade');
    },
    onError: (error) => {
      toast(problemSentence(error), 'plum');
      void client.invalidateQueries({ queryKey: ['aftersale', aftersale.id] });
    },
  });
  const possible = mine.filter((action) => aftersale.actions.includes(action));
  const waybillOk = /^[A-Za-z0-9]{6,30}$/.test(form.waybill.trim());
  const close = () => setOpen(null);
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {possible.map((action, index) => (
        <Button
          key={action}
          kind={index === possible.length - 1 && action !== 'withdraw' ? 'danger' : 'outline'}
          className="!px-4"
          onClick={() => setOpen(action)}
        >
          {t(action === 'ship_back' ? 'shipBack' : action)}
        </Button>
      ))}
      {open === 'withdraw' && (
        <Sheet
          title={t('withdrawTitle')}
          desktop="dialog"
          onClose={close}
          footer={
            <div className="flex gap-3">
              <Button kind="secondary" size="large" className="flex-1" onClick={close}>
                {t('withdrawNo')}
              </Button>
              <Button
                kind="primary"
                size="large"
                className="flex-1"
                busy={act.isPending}
                onClick={() => act.mutate({ action: 'withdraw' })}
              >
                {t('withdrawYes')}
              </Button>
            </div>
          }
        >
          <p className="m-0 pb-2 text-[15px] text-ink-2">{t('withdrawText')}</p>
        </Sheet>
      )}
      {open === 'ship_back' && (
        <Sheet
          title={t('shipBack')}
          desktop="dialog"
          onClose={close}
          footer={
            <Button
              kind="primary"
              size="large"
              wide
              busy={act.isPending}
              disabled={!waybillOk}
              onClick={() => act.mutate({ action: 'ship_back', waybillNumber: form.waybill.trim() })}
            >
              {t('shipBackSubmit')}
            </Button>
          }
        >
          <div className="pb-3">
            <TextField
              label={t('shipBackNumber')}
              hint={t('shipBackHint')}
              maxLength={30}
              value={form.waybill}
              onChange={(event) => change({ waybill: event.target.value })}
            />
          </div>
        </Sheet>
      )}
      {open === 'escalate' && (
        <Sheet
          title={t('escalate')}
          desktop="dialog"
          onClose={close}
          footer={
            <Button
              kind="primary"
              size="large"
              wide
              busy={act.isPending}
              onClick={() => act.mutate({ action: 'escalate', text: form.text.trim() })}
            >
              {t('escalateSubmit')}
            </Button>
          }
        >
          <div className="pb-3">
            <TextArea
              label={t('escalateText')}
              optional
              maxLength={500}
              value={form.text}
              onChange={(event) => change({ text: event.target.value })}
            />
          </div>
        </Sheet>
      )}
    </div>
  );
}
