import { Button, CheckRow, Sheet } from '@haowu/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { mainAction, type Order, type OrderAction, sortedActions } from './order-state.ts';
import { PaySheet } from './pay-sheet.tsx';
import { type CancelReason, useOrderActs } from './use-order-acts.ts';
import { useOrdersWords } from './use-orders-words.ts';

const reasons: readonly CancelReason[] = ['changed_mind', 'wrong_address', 'cheaper_elsewhere', 'too_slow', 'other'];

/** The buttons of an order, as the server allows them, with the sheets they open. */
export function OrderActions({ order }: { order: Order }) {
  const { t } = useOrdersWords();
  const acts = useOrderActs(order);
  const [open, setOpen] = useState<'confirm' | 'cancel' | 'pay' | null>(null);
  const main = mainAction(order.actions);
  const paid = order.paidAt !== null;
  const links: Partial<Record<OrderAction, string>> = {
    track: `/orders/${order.id}/parcels`,
    review: `/orders/${order.id}/review`,
    apply_refund: `/orders/${order.id}/aftersale`,
  };
  const act: Partial<Record<OrderAction, () => void>> = {
    pay: () => setOpen('pay'),
    cancel: () => setOpen('cancel'),
    confirm_receipt: () => setOpen('confirm'),
    remind_dispatch: () => acts.remind.mutate(),
    extend_receipt: () => acts.extend.mutate(),
    buy_again: () => acts.buyAgain.mutate(),
  };
  const busy: Partial<Record<OrderAction, boolean>> = {
    remind_dispatch: acts.remind.isPending,
    extend_receipt: acts.extend.isPending,
    buy_again: acts.buyAgain.isPending,
  };
  if (order.actions.length === 0) return null;
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {sortedActions(order.actions).map((action) => {
        const kind = action === main ? (action === 'pay' ? 'primary' : 'danger') : 'outline';
        const label = action === 'cancel' && paid ? t('action_cancelPaid') : t(`action_${action}`);
        const link = links[action];
        return link === undefined ? (
          <Button key={action} kind={kind} className="!px-4" busy={busy[action]} onClick={act[action]}>
            {label}
          </Button>
        ) : (
          <Link key={action} to={link} className={`hw-button hw-button-${kind} hw-button-medium !px-4`}>
            {label}
          </Link>
        );
      })}
      {open === 'confirm' && (
        <ConfirmSheet
          busy={acts.confirm.isPending}
          onClose={() => setOpen(null)}
          onYes={() => acts.confirm.mutate(undefined, { onSettled: () => setOpen(null) })}
        />
      )}
      {open === 'cancel' && (
        <CancelSheet
          paid={paid}
          busy={acts.cancel.isPending}
          onClose={() => setOpen(null)}
          onYes={(reason) => acts.cancel.mutate(reason, { onSettled: () => setOpen(null) })}
        />
      )}
      {open === 'pay' && order.paymentId !== null && (
        <PaySheet paymentId={order.paymentId} orderId={order.id} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

function ConfirmSheet({ busy, onClose, onYes }: { busy: boolean; onClose: () => void; onYes: () => void }) {
  const { t } = useOrdersWords();
  return (
    <Sheet
      title={t('confirmTitle')}
      desktop="dialog"
      onClose={onClose}
      footer={
        <div className="flex gap-3">
          <Button kind="secondary" size="large" className="flex-1" onClick={onClose}>
            {t('confirmNo')}
          </Button>
          <Button kind="primary" size="large" className="flex-1" busy={busy} onClick={onYes}>
            {t('confirmYes')}
          </Button>
        </div>
      }
    >
      <p className="m-0 pb-2 text-[15px] text-ink-2">{t('confirmText')}</p>
    </Sheet>
  );
}

function CancelSheet({
  paid,
  busy,
  onClose,
  onYes,
}: {
  paid: boolean;
  busy: boolean;
  onClose: () => void;
  onYes: (reason: CancelReason) => void;
}) {
  const { t } = useOrdersWords();
  const [reason, setReason] = useState<CancelReason>('changed_mind');
  return (
    <Sheet
      title={paid ? t('action_cancelPaid') : t('cancelTitle')}
      desktop="dialog"
      onClose={onClose}
      footer={
        <div className="flex gap-3">
          <Button kind="secondary" size="large" className="flex-1" onClick={onClose}>
            {t('cancelNo')}
          </Button>
          <Button kind="primary" size="large" className="flex-1" busy={busy} onClick={() => onYes(reason)}>
            {t('cancelYes')}
          </Button>
        </div>
      }
    >
      <p className="m-0 text-sm text-ink-2">{paid ? t('cancelTextPaid') : t('cancelText')}</p>
      <fieldset className="m-0 border-0 p-0">
        <legend className="hw-hidden">{t('cancelReason')}</legend>
        {reasons.map((candidate) => (
          <CheckRow
            key={candidate}
            kind="radio"
            name="cancel-reason"
            checked={reason === candidate}
            onChange={() => setReason(candidate)}
          >
            {t(`cancel_${candidate}`)}
          </CheckRow>
        ))}
      </fieldset>
    </Sheet>
  );
}
