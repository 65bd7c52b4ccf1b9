import {
  Button,
  classNames,
  EmptyState,
  formatDayWithWeekday,
  formatMoney,
  formatShort,
  Icon,
  IconButton,
  Loading,
  Price,
  Skeleton,
  Tag,
  toast,
  useDesktop,
} from '@haowu/ui';
import { useEffect, useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { ApiProblem, type Schemas } from '../api.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState, problemSentence } from '../shell/problem.tsx';
import { keepGoods } from './checkout-goods.ts';
import { Gallery } from './gallery.tsx';
import { Guarantees } from './guarantees.tsx';
import { Picture } from './picture.tsx';
import type { ProductLinkState } from './product-tile.tsx';
import { useFavouriteProduct, useProduct, useQuote } from './queries.ts';
import { ReviewHead, ReviewList } from './reviews.tsx';
import { ShopRow } from './shop-row.tsx';
import { preselect, type Sku } from './sku-choice.ts';
import { SkuPicker } from './sku-picker.tsx';
import { SkuSheet } from './sku-sheet.tsx';
import { useAddToCart } from './use-add-to-cart.ts';
import type { CheckoutItem } from './use-buying.ts';
import { useShopWords } from './use-shop-words.ts';

/** /products/:id */
export default function ProductPage() {
  const { t } = useShopWords();
  const { id = '' } = useParams();
  const product = useProduct(id);
  if (product.data !== undefined) return <OpenProduct key={id} product={product.data} />;
  return (
    <Page title={t('goods')} back="/mall" wide>
      {!product.isError ? (
        <Loading>
          <div className="grid gap-4 p-3 md:grid-cols-2">
            <div className="aspect-square">
              <Skeleton height="100%" radius={12} />
            </div>
            <div className="grid content-start gap-3">
              <Skeleton width={140} height={36} />
              <Skeleton lines={5} />
            </div>
          </div>
        </Loading>
      ) : product.error instanceof ApiProblem && product.error.status === 404 ? (
        <EmptyState
          title={t('productGone')}
          text={t('productGoneHint')}
          action={
            <Link to="/mall" className="hw-button hw-button-primary hw-button-medium">
              {t('emptyCategoryAction')}
            </Link>
          }
        />
      ) : (
        <ProblemState error={product.error} onRetry={() => void product.refetch()} />
      )}
    </Page>
  );
}

function OpenProduct({ product }: { product: Schemas['Product'] }) {
  const { t, locale } = useShopWords();
  const wide = useDesktop();
  const navigate = useNavigate();
  const location = useLocation();
  const from = (location.state ?? {}) as Partial<ProductLinkState>;
  const [wantedSkuId, setWantedSkuId] = useState<string | null>(null);
  const [quantity, setQuantity] = useState(1);
  const [choosing, setChoosing] = useState(false);
  const addToCart = useAddToCart();
  const favourite = useFavouriteProduct(product.id);
  const sku = product.skus.find((candidate) => candidate.id === wantedSkuId) ?? preselect(product.skus);
  const title = locale === 'en' && product.titleEn !== '' ? product.titleEn : product.title;
  const soldOut = product.stock <= 0 || sku === undefined;
  const scene = from.scene ?? 'product_card';
  const item: CheckoutItem | null =
    sku === undefined
      ? null
      : {
          skuId: sku.id,
          quantity,
          scene,
          impressionToken: from.impressionToken ?? null,
          contentId: from.contentId ?? null,
        };
  const quote = useQuote(item === null ? [] : [item]);
  const amounts = quote.data?.shops[0]?.amounts;
  const discounts = (amounts?.discounts ?? product.discounts).filter((discount) => discount.amount.amountMinor !== 0);
  const freight = amounts?.freight ?? product.freight;
  useEffect(() => {
    if (location.hash === '#reviews') document.getElementById('reviews')?.scrollIntoView();
  }, [location.hash]);

  function buy() {
    if (!wide || item === null) {
      setChoosing(true);
      return;
    }
    const goods = { items: [item], fromCart: false };
    keepGoods(goods);
    navigate('/checkout', { state: goods });
  }
  function toCart() {
    if (wide && sku !== undefined) addToCart.add(sku.id, quantity, from.contentId ?? null);
    else setChoosing(true);
  }
  function toggleFavourite() {
    favourite.mutate(!product.favourited, { onError: (error) => toast(problemSentence(error), 'plum') });
  }
  async function share() {
    const url = new URL(`/p/${product.id}`, window.location.href).href;
    try {
      if (navigator.share !== undefined && !wide) await navigator.share({ title, url });
      else {
        await navigator.clipboard.writeText(url);
        toast(t('linkCopied'), 'jade');
      }
    } catch {
      // The person changed their mind.
    }
  }

  const small =
    'grid min-h-12 min-w-12 place-items-center content-center gap-0.5 border-0 bg-transparent p-0 text-[11px] text-ink-2';
  return (
    <Page
      title={title}
      back="/mall"
      wide
      head={<span />}
      actions={
        <>
          <IconButton name="share" label={t('shareProduct')} onClick={() => void share()} />
          <Link to="/cart" aria-label={t('cart')} className="hw-icon-button">
            <Icon name="cart" />
          </Link>
        </>
      }
      foot={
        wide ? undefined : (
          <div className="flex items-center gap-2">
            <Link to={`/shops/${product.shop.id}`} className={small}>
              <Icon name="store" size={22} />
              {t('shop')}
            </Link>
            <button type="button" aria-pressed={product.favourited} onClick={toggleFavourite} className={small}>
              <Icon
                name="star"
                size={22}
                solid={product.favourited}
                className={product.favourited ? 'text-persimmon' : undefined}
              />
              {product.favourited ? t('favourited') : t('favourite')}
            </button>
            <Button
              kind="outline"
              size="large"
              className="flex-1 !px-2 !font-semibold"
              disabled={soldOut}
              onClick={toCart}
            >
              {t('addToCart')}
            </Button>
            <Button kind="primary" size="large" className="flex-1 !px-2" disabled={soldOut} onClick={buy}>
              {soldOut ? t('soldOutAll') : t('buyNow')}
            </Button>
          </div>
        )
      }
    >
      <div className="pb-8 lg:px-3">
        <div className="grid gap-2 md:grid-cols-2 md:gap-6 lg:items-start">
          <div className="lg:sticky lg:top-[calc(var(--banner-height)+64px)]">
            <Gallery product={product} title={title} />
          </div>
          <div className="grid content-start gap-2">
            <Headline product={product} sku={sku} title={title} discounts={discounts} />
            {wide && sku !== undefined && item !== null && (
              <section className="grid gap-5 rounded-card bg-surface p-4" aria-label={t('pickVariant')}>
                <SkuPicker
                  product={product}
                  sku={sku}
                  quantity={quantity}
                  onSku={(next: Sku) => {
                    setWantedSkuId(next.id);
                    setQuantity((before) => Math.max(1, Math.min(before, next.stock)));
                  }}
                  onQuantity={setQuantity}
                />
                <div className="flex gap-3">
                  <Button
                    kind="outline"
                    size="large"
                    icon="star"
                    aria-pressed={product.favourited}
                    className={classNames('!px-4', product.favourited && '!text-persimmon')}
                    onClick={toggleFavourite}
                  >
                    {product.favourited ? t('favourited') : t('favourite')}
                  </Button>
                  <Button
                    kind="outline"
                    size="large"
                    className="flex-1 !font-semibold"
                    disabled={soldOut || sku.stock <= 0}
                    busy={addToCart.busy}
                    onClick={toCart}
                  >
                    {t('addToCart')}
                  </Button>
                  <BuyButton item={item} disabled={soldOut || sku.stock <= 0} onBuy={buy} />
                </div>
              </section>
            )}
            {!wide && (
              <button
                type="button"
                disabled={soldOut}
                onClick={() => setChoosing(true)}
                className="flex min-h-12 items-center gap-3 border-0 bg-surface px-4 text-left text-sm text-ink"
              >
                <span className="flex-none text-ink-2">{t('variants')}</span>
                <span className="truncate">{sku === undefined ? t('soldOutAll') : sku.options.join(' · ')}</span>
                <Icon name="forward" size={16} className="ml-auto flex-none text-ink-3" />
              </button>
            )}
            <section className="grid gap-3 bg-surface p-4 text-sm md:rounded-card" aria-label={t('guarantees')}>
              {product.arrivesBy !== null && (
                <Row icon="truck">
                  {t('deliverPromise', { day: formatDayWithWeekday(product.arrivesBy, locale) })}
                  <span className="block text-[13px] text-ink-2">
                    {t('dispatchPromise', { hours: product.dispatchPromiseHours })} · {t('freight')}{' '}
                    {freight.amountMinor === 0 ? t('freightFree') : formatMoney(freight)}
                  </span>
                </Row>
              )}
              {product.origin !== '' && (
                <Row icon="pin">
                  {t('origin')} {product.origin}
                </Row>
              )}
              <Guarantees product={product} long />
            </section>
          </div>
        </div>
        <div className="mt-2 grid gap-2 md:mt-6 md:gap-4 lg:grid-cols-2 lg:items-start">
          <section id="reviews" className="scroll-mt-28 bg-surface p-4 md:rounded-card" aria-labelledby="reviews-head">
            <h2 id="reviews-head" className="m-0 mb-2 text-base font-semibold">
              {t('reviews')}
            </h2>
            <ReviewHead summary={product.reviews} />
            <ReviewList productId={product.id} summary={product.reviews} />
          </section>
          <div className="grid gap-2 md:gap-4">
            <Clips product={product} />
            <div className="px-3 md:px-0">
              <ShopRow shop={product.shop} />
            </div>
            {product.description !== '' && (
              <section className="bg-surface p-4 md:rounded-card">
                <h2 className="m-0 mb-2 text-base font-semibold">{t('detail')}</h2>
                <p className="m-0 text-[15px] leading-relaxed whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]">
                  {product.description}
                </p>
              </section>
            )}
          </div>
        </div>
      </div>
      {choosing && (
        <SkuSheet
          productId={product.id}
          scene={scene}
          contentId={from.contentId ?? null}
          impressionToken={from.impressionToken ?? null}
          onClose={() => setChoosing(false)}
        />
      )}
    </Page>
  );
}

function Headline({
  product,
  sku,
  title,
  discounts,
}: {
  product: Schemas['Product'];
  sku: Sku | undefined;
  title: string;
  discounts: Schemas['Amounts']['discounts'];
}) {
  const { t, locale, coded } = useShopWords();
  const price = sku?.price ?? product.price;
  const list = sku?.listPrice ?? product.listPrice;
  return (
    <section className="grid gap-2 bg-surface p-4 md:rounded-card">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <Price
          money={price}
          size={32}
          note={discounts.length > 0 ? t('afterDiscount') : undefined}
          strike={sku?.strikePrice ?? (list.amountMinor > price.amountMinor ? list : product.strikePrice)}
        />
        <span className="text-[13px] text-ink-3">
          {t('soldText', { text: formatShort(product.soldCount, locale) })}
        </span>
      </div>
      {discounts.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {discounts.map((discount) => (
            <Tag key={discount.code} tone="persimmon">
              {coded(`discount_${discount.code}`)} −{formatMoney(discount.amount)}
            </Tag>
          ))}
        </div>
      )}
      <h2 className="m-0 text-[17px] leading-snug font-semibold">{title}</h2>
      <p className="m-0 text-xs text-ink-3">{t('priceSame')}</p>
    </section>
  );
}

function BuyButton({ item, disabled, onBuy }: { item: CheckoutItem; disabled: boolean; onBuy: () => void }) {
  const { t } = useShopWords();
  const quote = useQuote([item]);
  return (
    <Button kind="primary" size="large" className="flex-[1.4] !px-3" disabled={disabled} onClick={onBuy}>
      {disabled ? (
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
  );
}

function Row({ icon, children }: { icon: 'truck' | 'pin'; children: React.ReactNode }) {
  return (
    <div className="flex gap-2">
      <Icon name={icon} size={18} className="mt-0.5 flex-none text-ink-3" />
      <div>{children}</div>
    </div>
  );
}

/** Videos that show it, each opening at its moment. */
function Clips({ product }: { product: Schemas['Product'] }) {
  const { t, locale } = useShopWords();
  if (product.clips.length === 0) return null;
  return (
    <section className="bg-surface p-4 md:rounded-card">
      <h2 className="m-0 mb-2 text-base font-semibold">{t('clips')}</h2>
      <ul className="m-0 flex list-none gap-2 overflow-x-auto p-0 [scrollbar-width:none]">
        {product.clips.map((clip) => (
          <li key={clip.videoId} className="w-28 flex-none">
            <Link to={`/v/${clip.videoId}?t=${Math.floor(clip.momentMs / 1_000)}`} className="grid gap-1">
              <span className="relative block overflow-hidden rounded-control">
                <Picture image={{ url: clip.posterUrl }} className="aspect-[9/16] w-full" />
                <span className="absolute inset-x-0 bottom-0 flex items-center gap-1 bg-linear-to-t from-black/75 px-2 pt-6 pb-1.5 text-xs text-white">
                  <Icon name="heart" size={13} solid />
                  {formatShort(clip.likesCount, locale)}
                </span>
              </span>
              <span className="line-clamp-2 text-[13px] leading-tight">{clip.title}</span>
              <span className="truncate text-xs text-ink-3">{clip.authorNickname}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
