import { Button, Icon, IconButton, Loading, Note, Price, Skeleton, TextField } from '@haowu/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { ApiProblem, api, ask, useSession } from '../api.ts';
import { type AddressFields, emptyAddress, missingFields } from '../me/address-fields.ts';
import { AddressForm } from '../me/address-form.tsx';
import { useKeptForm } from '../me/kept-form.ts';
import { ProblemState, problemWords } from '../shell/problem.tsx';
import { signInPath } from '../shell/sign-in-gate.tsx';
import { AddressCard, AddressStep } from './address-choice.tsx';
import { keepGoods } from './checkout-goods.ts';
import { CheckoutShop } from './checkout-lines.tsx';
import { freshKey } from './fresh-key.ts';
import { keepMethod, lastMethod, PaymentMethods } from './payment-methods.tsx';
import { PaymentStageBody, PaymentStageFoot } from './payment-stage.tsx';
import { useAddresses, useQuote } from './queries.ts';
import { type CheckoutItem, type PaymentMethod, useBuying } from './use-buying.ts';
import { useFocusHere } from './use-focus-here.ts';
import { useShopWords } from './use-shop-words.ts';

type CheckoutView = {
  title: string;
  body: ReactNode;
  /** Stays at the bottom; null while there is nothing to press. */
  foot: ReactNode | null;
  /** Whether the goods may still be changed: no order exists and no inner step is open. */
  changeable: boolean;
  /** Leaves the inner step that is open, if one is. */
  back: (() => void) | undefined;
};

/**
 * One page from goods to a paid order: address, goods by shop, the bill, and one button. The caller places `body` and
 * `foot` on a page or in a sheet. `onPaid` is called once, when the payment is captured.
 */
export function useCheckout({
  items,
  fromCart = false,
  leaveLabel,
  onLeave,
  onPaid,
}: {
  items: CheckoutItem[];
  fromCart?: boolean;
  /** The way back once all is done: 回到视频, 继续逛. */
  leaveLabel: string;
  onLeave: () => void;
  onPaid?: () => void;
}): CheckoutView {
  const { t } = useShopWords();
  const client = useQueryClient();
  const { account, pending: sessionPending } = useSession();
  const addresses = useAddresses(account !== null);
  const quote = useQuote(items);
  const { buying, orders, place, payAgain } = useBuying();
  const [step, setStep] = useState<'review' | 'address' | 'method'>('review');
  const [method, setMethod] = useState(lastMethod);
  const [note, setNote, forgetNote] = useKeptNote();
  const [typed, changeTyped] = useKeptForm<AddressFields>('checkout-address', emptyAddress);
  const [typedIsReady, setTypedIsReady] = useState(() => missingFields(typed).length === 0);
  const [chosen, setChosen] = useState<{ id: string | null } | null>(null);
  const [showMissing, setShowMissing] = useState(false);
  const formRef = useRef<HTMLDivElement>(null);

  const saved = addresses.data?.items ?? [];
  const addressId = chosen === null ? (saved[0]?.id ?? null) : chosen.id;
  const savedAddress = saved.find((address) => address.id === addressId);
  const addressPending = sessionPending || (account !== null && addresses.isPending);

  const save = useMutation({
    mutationFn: (fields: AddressFields) =>
      ask(api.POST('/api/v1/addresses', { body: fields, params: { header: freshKey() } })),
    onSuccess: (address) => {
      setChosen({ id: address.id });
      void client.invalidateQueries({ queryKey: ['addresses'] });
    },
  });

  const problem = buying.stage === 'review' ? buying.problem : null;
  const problemCode = problem instanceof ApiProblem ? problem.code : null;
  useEffect(() => {
    if (problemCode === null) return;
    void client.invalidateQueries({ queryKey: ['quote'] });
    void client.invalidateQueries({ queryKey: ['product'] });
  }, [problemCode, client]);
  const paidOnce = useRef(false);
  useEffect(() => {
    if (buying.stage !== 'paid' || paidOnce.current) return;
    paidOnce.current = true;
    forgetNote();
    onPaid?.();
  }, [buying.stage, onPaid, forgetNote]);

  // The step that leaves takes the focus with it; the keyboard goes on from the review.
  const review = useRef<HTMLDivElement>(null);
  const stepBefore = useRef(step);
  useEffect(() => {
    if (step === 'review' && stepBefore.current !== 'review') review.current?.focus({ preventScroll: true });
    stepBefore.current = step;
  }, [step]);

  async function submit() {
    if (quote.data === undefined) return;
    if (savedAddress === undefined && missingFields(typed).length > 0) {
      setTypedIsReady(false);
      setShowMissing(true);
      formRef.current?.scrollIntoView({ block: 'center' });
      return;
    }
    keepMethod(method);
    let address = savedAddress === undefined ? typed : { addressId: savedAddress.id };
    if (savedAddress === undefined && account !== null) {
      // A new address goes to the book for next time; the order does not depend on it.
      const kept = await save.mutateAsync(typed).catch(() => null);
      if (kept !== null) address = { addressId: kept.id };
    }
    await place({ items, address, method, expectedTotal: quote.data.total, note: note.trim(), fromCart });
  }

  const toReview = () => setStep('review');
  const paying = buying.stage !== 'review' && buying.stage !== 'placing';
  const back = step === 'review' || paying ? undefined : toReview;
  const frame = (body: ReactNode, foot: ReactNode | null, title = t('checkout'), changeable = false): CheckoutView => ({
    title,
    body,
    foot,
    changeable,
    back,
  });

  if (paying)
    return frame(
      <PaymentStageBody stage={buying} method={method} onMethod={setMethod} />,
      <PaymentStageFoot
        stage={buying}
        method={method}
        orderPath={orders.length === 1 ? `/orders/${orders[0]?.id}` : '/orders'}
        leaveLabel={leaveLabel}
        onLeave={onLeave}
        onPay={(payment, with_) => {
          keepMethod(with_);
          void payAgain(payment, with_);
        }}
      />,
      buying.stage === 'failed' ? t('cashier') : t('checkout'),
    );
  if (quote.isError && quote.data === undefined)
    return frame(<ProblemState error={quote.error} onRetry={() => void quote.refetch()} />, null);
  if (quote.data === undefined || addressPending)
    return frame(
      <Loading>
        <div className="grid gap-3 py-2">
          <Skeleton height={72} radius={12} />
          <Skeleton height={220} radius={12} />
          <Skeleton height={56} radius={12} />
        </div>
      </Loading>,
      null,
    );
  if (step === 'address')
    return frame(
      <AddressStep
        saved={saved}
        chosenId={addressId}
        typed={typed}
        onTyped={changeTyped}
        onBack={toReview}
        onChoose={(id) => {
          setChosen({ id });
          setTypedIsReady(id === null);
          setStep('review');
        }}
      />,
      null,
    );
  if (step === 'method')
    return frame(
      <MethodStep method={method} onMethod={setMethod} onBack={toReview} />,
      <Button kind="primary" size="large" wide onClick={toReview}>
        {t('useThisMethod')}
      </Button>,
      t('cashier'),
    );

  const words = problem === null ? null : problemWords(problem);
  const one = quote.data.shops.length === 1;
  const blocked = quote.data.problems.length > 0 || quote.data.shops.length === 0;
  return frame(
    <div ref={review} tabIndex={-1} className="grid gap-3 outline-none">
      {words !== null && (
        <div role="alert">
          <Note tone="plum">
            <strong className="block font-semibold">{words.title}</strong>
            {words.text}
            {problemCode === 'orders.spending_limit' && (
              <Link to="/me/privacy" className="mt-1 block !underline">
                {t('adjustLimit')}
              </Link>
            )}
          </Note>
        </div>
      )}
      {savedAddress !== undefined ? (
        <AddressCard address={savedAddress} onChange={() => setStep('address')} />
      ) : typedIsReady ? (
        <AddressCard
          address={typed}
          onChange={() => (saved.length > 0 ? setStep('address') : setTypedIsReady(false))}
        />
      ) : (
        <div ref={formRef} className="grid gap-3 rounded-card bg-surface p-3">
          <h3 className="m-0 text-[15px] font-semibold">{t('addressAdd')}</h3>
          <AddressForm address={typed} onChange={changeTyped} showMissing={showMissing} />
          {/* A sheet has no address to come back to: after signing in, the same goods go on at the page. */}
          {account === null && (
            <p className="m-0 text-xs text-ink-2">
              {t('guestNote')}{' '}
              <Link
                to={signInPath('/checkout')}
                className="!text-jade !underline"
                onClick={() => keepGoods({ items, fromCart })}
              >
                {t('signIn')}
              </Link>
            </p>
          )}
        </div>
      )}
      {quote.data.shops.map((part) => (
        <CheckoutShop
          key={part.shop.id}
          part={part}
          problems={quote.data.problems}
          totalLabel={one ? t('amountTotal') : t('shopTotal')}
        />
      ))}
      <div className="grid rounded-card bg-surface px-3 py-1">
        <button
          type="button"
          onClick={() => setStep('method')}
          className="flex min-h-12 items-center gap-2 border-0 bg-transparent p-0 text-left text-sm text-ink"
        >
          <span className="text-ink-2">{t('method')}</span>
          <span className="ml-auto">{t(`method_${method}`)}</span>
          <span className="text-ink-3">{t('methodChange')}</span>
          <Icon name="forward" size={16} className="text-ink-3" />
        </button>
      </div>
      <div className="rounded-card bg-surface p-3">
        <TextField
          label={t('note')}
          optional
          maxLength={200}
          placeholder={t('noteHint')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </div>,
    <div className="flex items-center justify-between gap-4">
      <p className="m-0 grid" aria-live="polite">
        <span className="text-xs text-ink-2">{t('payTotal')}</span>
        <Price money={quote.data.total} size={22} />
      </p>
      <Button
        kind="primary"
        size="large"
        className="min-w-44"
        busy={buying.stage === 'placing' || save.isPending}
        disabled={blocked || quote.isPlaceholderData}
        onClick={() => void submit()}
      >
        {buying.stage === 'placing' ? t('submitting') : t('submitAndPay')}
      </Button>
    </div>,
    t('checkout'),
    buying.stage === 'review',
  );
}

function MethodStep({
  method,
  onMethod,
  onBack,
}: {
  method: PaymentMethod;
  onMethod: (method: PaymentMethod) => void;
  onBack: () => void;
}) {
  const { t } = useShopWords();
  const here = useFocusHere<HTMLDivElement>();
  return (
    <div ref={here} tabIndex={-1} className="grid gap-2 outline-none">
      <div className="-ml-2 flex items-center gap-1">
        <IconButton name="back" label={t('back')} size={20} onClick={onBack} />
        <h3 className="m-0 text-base font-semibold">{t('method')}</h3>
      </div>
      <div className="rounded-card bg-surface p-3">
        <PaymentMethods value={method} onChange={onMethod} />
      </div>
    </div>
  );
}

function useKeptNote(): [string, (note: string) => void, () => void] {
  const [fields, change, forget] = useKeptForm('checkout-note', { note: '' });
  return [fields.note, (note) => change({ note }), forget];
}
