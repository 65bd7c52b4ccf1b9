import { Button, formatMoney, formatTime, Icon, Note, Price } from '@haowu/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { hasWord } from '../i18n/index.ts';
import { problemWords } from '../shell/problem.tsx';
import { PaymentMethods } from './payment-methods.tsx';
import type { Payment } from './payment-wait.ts';
import type { Buying, PaymentMethod } from './use-buying.ts';
import { useNow } from './use-now.ts';
import { useShopWords } from './use-shop-words.ts';

type Stage = Exclude<Buying, { stage: 'review' } | { stage: 'placing' }>;

/** What the buyer sees once an order exists: waiting, paid, failed (with the cashier) or closed. */
export function PaymentStageBody({
  stage,
  method,
  onMethod,
}: {
  stage: Stage;
  method: PaymentMethod;
  onMethod: (method: PaymentMethod) => void;
}) {
  const { t } = useShopWords();
  if (stage.stage === 'waiting')
    return (
      <StageHead icon={<span className="hw-spinner !static !size-9 text-amber" aria-hidden="true" />} tone="amber">
        <h3 className="m-0 text-lg font-semibold">{t('waitingTitle')}</h3>
        <p className="m-0 text-ink-2">{stage.slow ? t('waitingLong') : t('waitingText')}</p>
        <Price money={stage.payment.amount} size={28} quiet />
      </StageHead>
    );
  if (stage.stage === 'paid')
    return (
      <StageHead icon={<Icon name="check" size={32} />} tone="jade">
        <h3 className="m-0 text-lg font-semibold">{t('paidTitle')}</h3>
        <Price money={stage.payment.amount} size={36} quiet />
        <p className="m-0 text-ink-2">{t('paidText')}</p>
      </StageHead>
    );
  if (stage.stage === 'closed')
    return (
      <StageHead icon={<Icon name="info" size={32} />} tone="amber">
        <h3 className="m-0 text-lg font-semibold">{t('closedTitle')}</h3>
        <p className="m-0 text-ink-2">{t('closedText')}</p>
      </StageHead>
    );
  const problem = stage.problem === null ? null : problemWords(stage.problem);
  const why = stage.payment.failure;
  return (
    <div className="grid gap-4 py-2">
      <Note tone="plum">
        <strong className="block font-semibold">{problem?.title ?? t('failedTitle')}</strong>
        {problem?.text ?? (why !== null && hasWord(`shop:failure_${why}`) ? t(`failure_${why}`) : t('failedText'))}
      </Note>
      <PayBy payment={stage.payment} />
      <PaymentMethods value={method} onChange={onMethod} />
    </div>
  );
}

/** Until when to pay, as a sentence. */
export function PayBy({ payment }: { payment: Payment }) {
  const { t } = useShopWords();
  const now = useNow();
  const minutes = Math.max(0, Math.ceil((Date.parse(payment.payBy) - now) / 60_000));
  const time = formatTime(payment.payBy);
  // More than the half hour there is means that the platform's clock is ahead of this device; the time alone is right.
  const text = minutes > 31 ? t('cashierUntil', { time }) : t('cashierDeadline', { time, minutes });
  return <p className="m-0 text-sm text-ink-2">{text}</p>;
}

export function PaymentStageFoot({
  stage,
  method,
  orderPath,
  leaveLabel,
  onLeave,
  onPay,
}: {
  stage: Stage;
  method: PaymentMethod;
  /** Where the placed order can be seen. */
  orderPath: string;
  leaveLabel: string;
  onLeave: () => void;
  onPay: (payment: Payment, method: PaymentMethod) => void;
}) {
  const { t } = useShopWords();
  const seeOrder = (
    <Link to={orderPath} className="hw-button hw-button-outline hw-button-large flex-1 whitespace-nowrap">
      {t('seeOrder')}
    </Link>
  );
  if (stage.stage === 'failed')
    return (
      <div className="flex gap-3">
        {seeOrder}
        <Button kind="primary" size="large" className="flex-[2]" onClick={() => onPay(stage.payment, method)}>
          {t('cashierPay')} {formatMoney(stage.payment.amount)}
        </Button>
      </div>
    );
  return (
    <div className="flex gap-3">
      {seeOrder}
      <Button
        kind={stage.stage === 'paid' ? 'primary' : 'secondary'}
        size="large"
        className="flex-[2]"
        onClick={onLeave}
      >
        {leaveLabel}
      </Button>
    </div>
  );
}

function StageHead({ icon, tone, children }: { icon: ReactNode; tone: 'jade' | 'amber'; children: ReactNode }) {
  const colours = tone === 'jade' ? 'bg-jade-soft text-jade' : 'bg-amber-soft text-amber';
  return (
    <div className="grid justify-items-center gap-3 px-4 py-10 text-center" role="status">
      <span className={`grid size-16 place-items-center rounded-full ${colours}`}>{icon}</span>
      {children}
    </div>
  );
}
