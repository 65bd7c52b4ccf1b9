import {
  Button,
  EmptyState,
  formatDayWithWeekday,
  formatMoney,
  Icon,
  Loading,
  Price,
  Sheet,
  Skeleton,
  Tag,
} from '@haowu/ui';
import { type ReactNode, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ApiProblem, type Schemas, useSession } from '../api.ts';
import type { Locale, Translate } from '../i18n/index.ts';
import { regionOf } from '../me/address-fields.ts';
import { ProblemState } from '../shell/problem.tsx';
import { Guarantees } from './guarantees.tsx';
import { Picture } from './picture.tsx';
import type { Scene } from './product-tile.tsx';
import { useAddresses, useProduct, useQuote } from './queries.ts';
import { ReviewHead, ReviewList } from './reviews.tsx';
import { preselect, type Sku } from './sku-choice.ts';
import { SkuPicker } from './sku-picker.tsx';
import { useAddToCart } from './use-add-to-cart.ts';
import type { CheckoutItem } from './use-buying.ts';
import { useCheckout } from './use-checkout.tsx';
import { useFocusHere } from './use-focus-here.ts';
import { useShopWords } from './use-shop-words.ts';

/**
 * From a card to a paid order without leaving the video: tap 1 opened this with a variant preselected, 立即购买 slides the
 * one-page checkout in, 提交并支付 pays. When it is left after a captured payment, `onPaid` is called, then `onClose`;
 * otherwise `onClose` alone. Render it while open; it leaves by itself with its motion first.
 */
export function SkuSheet({
  productId,
  scene,
  contentId,
  impressionToken,
  onClose,
  onPaid,
}: {
  productId: string;
  scene: Scene;
  contentId: string | null;
  impressionToken: string | null;
  onClose: () => void;
  onPaid?: () => void;
}) {
  const { t, locale } = useShopWords();
  const product = useProduct(productId);
  const [step, setStep] = useState<'choose' | 'checkout'>('choose');
  const [wantedSkuId, setWantedSkuId] = useState<string | null>(null);
  const [quantity, setQuantity] = useState(1);
  const paid = useRef(false);
  const leave = () => {
    if (paid.current) onPaid?.();
    onClose();
  };

  const skus = product.data?.skus ?? [];
  const sku = skus.find((candidate) => candidate.id === wantedSkuId) ?? preselect(skus);
  const item: CheckoutItem | null =
    sku === undefined ? null : { skuId: sku.id, quantity, scene, impressionToken, contentId };
  const checkout = useCheckout({
    items: item === null ? [] : [item],
    leaveLabel: scene === 'video' ? t('backToVideo') : t('continueShopping'),
    onLeave: leave,
    onPaid: () => {
      paid.current = true;
    },
  });

  if (product.data === undefined || sku === undefined || item === null)
    return (
      <Sheet title={t('pickVariant')} onClose={leave} height="72%" clear>
        <NotReady product={product} />
      </Sheet>
    );
  const buying = step === 'checkout';
  return (
    <Sheet
      title={buying ? checkout.title : titleOf(product.data, locale)}
      onClose={leave}
      onBack={buying ? checkout.back : undefined}
      height={buying ? '85%' : '72%'}
      bare={!buying}
      clear
      footer={
        buying ? (
          (checkout.foot ?? undefined)
        ) : (
          <ChooseFoot product={product.data} item={item} sku={sku} onBuy={() => setStep('checkout')} />
        )
      }
    >
      {buying ? (
        <SlideIn>
          {checkout.changeable && (
            <button
              type="button"
              onClick={() => setStep('choose')}
              className="mb-1 flex min-h-11 w-full items-center gap-1 border-0 bg-transparent p-0 text-left text-[13px] text-ink-2"
            >
              <Icon name="back" size={16} />
              <span className="truncate">{t('chosen', { text: chosenText(t, sku, quantity) })}</span>
              <span className="ml-auto flex-none text-jade">{t('methodChange')}</span>
            </button>
          )}
          {checkout.body}
        </SlideIn>
      ) : (
        <ChooseBody
          product={product.data}
          sku={sku}
          quantity={quantity}
          item={item}
          onSku={(next) => {
            setWantedSkuId(next.id);
            setQuantity((before) => Math.max(1, Math.min(before, next.stock)));
          }}
          onQuantity={setQuantity}
        />
      )}
    </Sheet>
  );
}

/** The checkout comes in from the side, over the choice. */
function SlideIn({ children }: { children: ReactNode }) {
  const here = useFocusHere<HTMLDivElement>();
  return (
    <div
      ref={here}
      tabIndex={-1}
      className="-mx-4 -mb-4 min-h-[calc(100%+16px)] bg-paper px-3 pt-2 pb-4 transition duration-200 outline-none starting:translate-x-1/3 starting:opacity-0 motion-reduce:transition-none"
    >
      {children}
    </div>
  );
}

function titleOf(product: Schemas['Product'], locale: Locale): string {
  return locale === 'en' && product.titleEn !== '' ? product.titleEn : product.title;
}

function chosenText(t: Translate, sku: Sku, quantity: number): string {
  return [...sku.options, t('pieces', { number: quantity })].join(' · ');
}

function NotReady({ product }: { product: ReturnType<typeof useProduct> }) {
  const { t } = useShopWords();
  if (product.isError && product.error instanceof ApiProblem && product.error.status === 404)
    return <EmptyState drawing="basket" title={t('productGone')} text={t('productGoneHint')} />;
  if (product.isError) return <ProblemState error={product.error} onRetry={() => void product.refetch()} />;
  return (
    <Loading>
      <div className="grid grid-cols-[96px_1fr] gap-3 py-2">
        <Skeleton height={96} radius={12} />
        <Skeleton lines={3} />
      </div>
      <div className="grid gap-3 pt-3">
        <Skeleton height={40} radius={8} />
        <Skeleton lines={4} height={36} />
      </div>
    </Loading>
  );
}

function ChooseBody({
  product,
  sku,
  quantity,
  item,
  onSku,
  onQuantity,
}: {
  product: Schemas['Product'];
  sku: Sku;
  quantity: number;
  item: CheckoutItem;
  onSku: (sku: Sku) => void;
  onQuantity: (quantity: number) => void;
}) {
  const { t, locale, coded } = useShopWords();
  const { account } = useSession();
  const addresses = useAddresses(account !== null);
  const quote = useQuote([item]);
  const address = addresses.data?.items[0];
  const discounts = (quote.data?.shops[0]?.amounts.discounts ?? product.discounts).filter(
    (discount) => discount.amount.amountMinor !== 0,
  );
  const freight = quote.data?.shops[0]?.amounts.freight ?? product.freight;
  const day = quote.data?.shops[0]?.arrivesBy ?? product.arrivesBy;
  const title = titleOf(product, locale);
  return (
    <div className="grid gap-4 pt-4">
      <div className="grid grid-cols-[96px_1fr] gap-3">
        <Picture image={sku.image ?? product.image} alt={title} eager className="size-24 rounded-card" />
        <div className="grid min-w-0 content-start gap-1.5 pr-9">
          <Price
            money={sku.price}
            size={28}
            strike={sku.strikePrice ?? (sku.listPrice.amountMinor > sku.price.amountMinor ? sku.listPrice : null)}
          />
          <div className="flex flex-wrap gap-1.5">
            {discounts.map((discount) => (
              <Tag key={discount.code} tone="persimmon">
                {coded(`discount_${discount.code}`)} −{formatMoney(discount.amount)}
              </Tag>
            ))}
          </div>
          <p className="m-0 text-[13px] text-ink-2">{t('chosen', { text: chosenText(t, sku, quantity) })}</p>
        </div>
      </div>
      <Link to={`/products/${product.id}`} className="-mt-2 flex min-h-11 items-center gap-1 text-sm">
        <span className="line-clamp-1">{title}</span>
        <Icon name="forward" size={16} className="ml-auto flex-none text-ink-3" />
      </Link>
      <Guarantees product={product} />
      <SkuPicker product={product} sku={sku} quantity={quantity} onSku={onSku} onQuantity={onQuantity} />
      <div className="grid gap-3 border-t border-line pt-3 text-[15px]">
        {(day !== null || address !== undefined) && (
          <p className="m-0">
            {address === undefined ? (
              day !== null && t('deliverPromise', { day: formatDayWithWeekday(day, locale) })
            ) : (
              <>
                {t('deliverTo')}{' '}
                <span className="text-[14px] text-ink-2">
                  {regionOf(address)}
                  {day !== null && ` · ${t('arrivesBy', { day: formatDayWithWeekday(day, locale) })}`}
                </span>
              </>
            )}
          </p>
        )}
        <p className="m-0">
          {t('freight')}{' '}
          <span className="text-[14px] text-ink-2">
            {freight.amountMinor === 0 ? t('freightFree') : formatMoney(freight)}
          </span>
        </p>
      </div>
      <section className="grid gap-2 border-t border-line pt-3" aria-label={t('reviews')}>
        <h3 className="m-0 text-[15px] font-semibold">{t('reviews')}</h3>
        <ReviewHead summary={product.reviews} />
        <ReviewList productId={product.id} summary={product.reviews} short />
        {product.reviews.count > 2 && (
          <Link
            to={`/products/${product.id}#reviews`}
            className="hw-button hw-button-outline hw-button-medium justify-self-center"
          >
            {t('reviewsSeeAll')}
          </Link>
        )}
      </section>
    </div>
  );
}

function ChooseFoot({
  product,
  sku,
  item,
  onBuy,
}: {
  product: Schemas['Product'];
  sku: Sku;
  item: CheckoutItem;
  onBuy: () => void;
}) {
  const { t } = useShopWords();
  const navigate = useNavigate();
  const quote = useQuote([item]);
  const addToCart = useAddToCart();
  const added = addToCart.addedSkuId === sku.id;
  const soldOut = sku.stock <= 0 || product.stock <= 0;
  return (
    <div className="flex gap-3">
      <Button
        kind="outline"
        size="large"
        className="flex-[2] !px-3 !font-semibold"
        busy={addToCart.busy}
        disabled={soldOut}
        onClick={() => {
          if (added) navigate('/cart');
          else addToCart.add(sku.id, item.quantity, item.contentId);
        }}
      >
        {added ? t('seeCart') : t('addToCart')}
      </Button>
      <Button kind="primary" size="large" className="flex-[3] !px-3" disabled={soldOut} onClick={onBuy}>
        {soldOut ? (
          t('soldOutAll')
        ) : (
          <>
            {t('buyNow')}{' '}
            {quote.data !== undefined && (
              <span className="text-[13px] font-normal tabular-nums">
                {t('buyNowPrice')} {formatMoney(quote.data.total)}
              </span>
            )}
          </>
        )}
      </Button>
    </div>
  );
}
