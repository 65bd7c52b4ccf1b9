import { Button, formatMoney, Loading, Sheet, Skeleton } from '@haowu/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../api.ts';
import { ProblemState } from '../shell/problem.tsx';
import { keepMethod, lastMethod, PaymentMethods } from '../shop/payment-methods.tsx';
import { PayBy, PaymentStageBody, PaymentStageFoot } from '../shop/payment-stage.tsx';
import { useBuying } from '../shop/use-buying.ts';
import { useShopWords } from '../shop/use-shop-words.ts';

/** The cashier for an order that waits for its payment. */
export function PaySheet({ paymentId, orderId, onClose }: { paymentId: string; orderId: string; onClose: () => void }) {
  const { t } = useShopWords();
  const [method, setMethod] = useState(lastMethod);
  const { buying, payAgain } = useBuying();
  const payment = useQuery({
    queryKey: ['payment', paymentId],
    queryFn: () => ask(api.GET('/api/v1/payments/{id}', { params: { path: { id: paymentId } } })),
    staleTime: 0,
  });
  const pay = (with_: typeof method) => {
    if (payment.data === undefined) return;
    keepMethod(with_);
    void payAgain(payment.data, with_);
  };
  if (buying.stage !== 'review' && buying.stage !== 'placing')
    return (
      <Sheet
        title={t('cashier')}
        desktop="dialog"
        onClose={onClose}
        footer={
          <PaymentStageFoot
            stage={buying}
            method={method}
            orderPath={`/orders/${orderId}`}
            leaveLabel={t('closeSheet')}
            onLeave={onClose}
            onPay={(_, with_) => pay(with_)}
          />
        }
      >
        <PaymentStageBody stage={buying} method={method} onMethod={setMethod} />
      </Sheet>
    );
  return (
    <Sheet
      title={t('cashier')}
      desktop="dialog"
      onClose={onClose}
      footer={
        payment.data === undefined ? undefined : (
          <Button kind="primary" size="large" wide onClick={() => pay(method)}>
            {t('cashierPay')} {formatMoney(payment.data.amount)}
          </Button>
        )
      }
    >
      {payment.data !== undefined ? (
        <div className="grid gap-3 py-2">
          <PayBy payment={payment.data} />
          <PaymentMethods value={method} onChange={setMethod} />
        </div>
      ) : payment.isError ? (
        <ProblemState error={payment.error} onRetry={() => void payment.refetch()} />
      ) : (
        <Loading>
          <Skeleton lines={4} height={28} />
        </Loading>
      )}
    </Sheet>
  );
}
