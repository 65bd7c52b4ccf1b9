import {
  Button,
  CheckRow,
  EmptyState,
  formatMoney,
  Icon,
  IconButton,
  Loading,
  Price,
  QuantityInput,
  Skeleton,
  toast,
} from '@haowu/ui';
import { Link, useNavigate } from 'react-router';
import type { Schemas } from '../api.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState, problemSentence } from '../shell/problem.tsx';
import { keepGoods } from './checkout-goods.ts';
import { fillPage } from './fill-page.ts';
import { Picture } from './picture.tsx';
import type { ProductLinkState } from './product-tile.tsx';
import { type CartChange, useCart, usePutCartLine } from './queries.ts';
import { useShopWords } from './use-shop-words.ts';

type Line = Schemas['CartLine'];

/** /cart: by shop, with what is selected, what is wrong with a line, and the total. */
export default function CartPage() {
  const { t } = useShopWords();
  const navigate = useNavigate();
  const cart = useCart();
  const putLine = usePutCartLine();
  const put = (change: CartChange) =>
    putLine.mutate(change, { onError: (error) => toast(problemSentence(error), 'plum') });
  const lines = cart.data?.shops.flatMap((part) => part.lines) ?? [];
  const chosen = lines.filter((line) => line.selected && line.problem === null);
  const possible = lines.filter((line) => line.problem === null);

  function select(targets: Line[], selected: boolean) {
    for (const line of targets)
      if (line.selected !== selected && line.problem === null)
        put({ skuId: line.skuId, quantity: line.quantity, selected });
  }
  function checkOut() {
    const goods = {
      items: chosen.map((line) => ({
        skuId: line.skuId,
        quantity: line.quantity,
        scene: 'cart' as const,
        impressionToken: null,
        contentId: line.contentId,
      })),
      fromCart: true,
    };
    keepGoods(goods);
    navigate('/checkout', { state: goods });
  }

  return (
    <Page
      title={t('cart')}
      back={false}
      foot={
        lines.length === 0 || cart.data === undefined ? undefined : (
          <div className="flex items-center gap-3">
            <CheckRow
              checked={possible.length > 0 && chosen.length === possible.length}
              disabled={possible.length === 0}
              onChange={(selected) => select(possible, selected)}
            >
              <span className="text-sm">{t('cartSelectAll')}</span>
            </CheckRow>
            <p className="m-0 ml-auto flex items-baseline gap-1.5" aria-live="polite">
              <span className="text-[13px] text-ink-2">{t('cartTotal')}</span>
              <Price money={cart.data.selectedTotal} size={20} />
            </p>
            <Button kind="primary" size="large" disabled={chosen.length === 0 || putLine.isPending} onClick={checkOut}>
              {t('cartCheckoutN', { number: chosen.length })}
            </Button>
          </div>
        )
      }
    >
      <div className={`grid gap-3 px-3 pb-6 ${fillPage}`}>
        {cart.isPending ? (
          <Loading>
            <div className="grid gap-3">
              <Skeleton height={180} radius={12} />
              <Skeleton height={120} radius={12} />
            </div>
          </Loading>
        ) : cart.isError ? (
          <ProblemState error={cart.error} onRetry={() => void cart.refetch()} />
        ) : lines.length === 0 ? (
          <EmptyState
            title={t('cartEmpty')}
            text={t('cartEmptyHint')}
            action={
              <Link to="/mall" className="hw-button hw-button-primary hw-button-medium">
                {t('cartGo')}
              </Link>
            }
          />
        ) : (
          cart.data.shops.map((part) => <CartShop key={part.shop.id} part={part} onSelect={select} onPut={put} />)
        )}
      </div>
    </Page>
  );
}

function CartShop({
  part,
  onSelect,
  onPut,
}: {
  part: Schemas['Cart']['shops'][number];
  onSelect: (lines: Line[], selected: boolean) => void;
  onPut: (change: CartChange) => void;
}) {
  const { t, coded } = useShopWords();
  const possible = part.lines.filter((line) => line.problem === null);
  const all = possible.length > 0 && possible.every((line) => line.selected);
  const discounts = part.discounts.filter((discount) => discount.amount.amountMinor !== 0);
  return (
    <section className="grid gap-1 rounded-card bg-surface px-3 pt-1 pb-3" aria-label={part.shop.name}>
      <div className="flex items-center gap-1">
        <CheckRow
          checked={all}
          disabled={possible.length === 0}
          label={t('cartSelectShop', { shop: part.shop.name })}
          onChange={(selected) => onSelect(possible, selected)}
        />
        <Link
          to={`/shops/${part.shop.id}`}
          className="flex min-h-11 min-w-0 items-center gap-1 pl-1.5 text-[15px] font-semibold"
        >
          <span className="truncate">{part.shop.name}</span>
          <Icon name="forward" size={15} className="flex-none text-ink-3" />
        </Link>
      </div>
      <ul className="m-0 grid list-none gap-3 p-0">
        {part.lines.map((line) => (
          <CartLine key={line.skuId} line={line} onPut={onPut} />
        ))}
      </ul>
      <div className="mt-2 grid gap-1 border-t border-line pt-2 text-[13px] text-ink-2">
        {discounts.map((discount) => (
          <p key={discount.code} className="m-0 flex justify-between">
            {coded(`discount_${discount.code}`)}
            <span className="text-persimmon tabular-nums">−{formatMoney(discount.amount)}</span>
          </p>
        ))}
        <p className="m-0 flex justify-between">
          {t('cartSubtotal')}
          <span className="text-ink tabular-nums">{formatMoney(part.subtotal)}</span>
        </p>
      </div>
    </section>
  );
}

function CartLine({ line, onPut }: { line: Line; onPut: (change: CartChange) => void }) {
  const { t, locale } = useShopWords();
  const title = locale === 'en' && line.product.titleEn !== '' ? line.product.titleEn : line.product.title;
  const state: ProductLinkState = { scene: 'cart' };
  const dead = line.problem === 'sold_out' || line.problem === 'withdrawn';
  return (
    <li className="grid grid-cols-[24px_88px_1fr] items-center gap-2.5">
      <CheckRow
        checked={line.selected && line.problem === null}
        disabled={line.problem !== null}
        label={t('cartSelectLine', { title: `${title} ${line.options.join(' ')}` })}
        onChange={(selected) => onPut({ skuId: line.skuId, quantity: line.quantity, selected })}
      />
      <Link to={`/products/${line.product.id}`} state={state} aria-label={title}>
        <Picture image={line.product.image} className={`size-22 rounded-control ${dead ? 'opacity-50' : ''}`} />
      </Link>
      <div className="grid min-w-0 gap-1">
        <div className="flex items-start gap-1">
          <Link
            to={`/products/${line.product.id}`}
            state={state}
            className={`line-clamp-2 flex-1 text-sm leading-snug ${dead ? 'text-ink-3' : ''}`}
          >
            {title}
          </Link>
          <IconButton
            name="trash"
            size={18}
            label={`${t('cartRemove')} ${title}`}
            className="-mt-2.5 -mr-2 flex-none text-ink-3"
            onClick={() => onPut({ skuId: line.skuId, quantity: 0, selected: false })}
          />
        </div>
        <p className="m-0 truncate text-xs text-ink-3">{line.options.join(' · ')}</p>
        {line.problem !== null && (
          <p className="m-0 flex flex-wrap items-center gap-2 text-xs text-plum">
            {t(`cartProblem_${line.problem}`, { number: line.stock })}
            {line.problem === 'less_stock' && line.stock > 0 && (
              <Button
                kind="outline"
                size="small"
                onClick={() => onPut({ skuId: line.skuId, quantity: line.stock, selected: true })}
              >
                {t('cartTakeRest', { number: line.stock })}
              </Button>
            )}
          </p>
        )}
        <div className="flex flex-wrap items-center justify-between gap-x-2">
          <Price money={line.unitPrice} size={17} quiet={dead} />
          {!dead && (
            <QuantityInput
              value={line.quantity}
              max={Math.max(line.stock, 1)}
              label={`${t('quantity')} ${title}`}
              onChange={(quantity) => onPut({ skuId: line.skuId, quantity, selected: line.selected })}
            />
          )}
        </div>
      </div>
    </li>
  );
}
