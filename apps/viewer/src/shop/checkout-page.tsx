import { EmptyState } from '@haowu/ui';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { Page } from '../shell/page.tsx';
import { type CheckoutGoods, forgetGoods, keptGoods } from './checkout-goods.ts';
import { fillPage } from './fill-page.ts';
import { useCheckout } from './use-checkout.tsx';
import { useShopWords } from './use-shop-words.ts';

/** /checkout: the goods handed over by the cart or a product page. */
export default function CheckoutPage() {
  const { t } = useShopWords();
  const location = useLocation();
  const [goods] = useState(() => keptGoods(location.state));
  if (goods === null)
    return (
      <Page title={t('checkout')} back="/cart">
        <EmptyState
          title={t('nothingToBuy')}
          text={t('nothingToBuyHint')}
          action={
            <Link to="/cart" className="hw-button hw-button-primary hw-button-medium">
              {t('goCart')}
            </Link>
          }
        />
      </Page>
    );
  return <OpenCheckout goods={goods} />;
}

function OpenCheckout({ goods }: { goods: CheckoutGoods }) {
  const { t } = useShopWords();
  const navigate = useNavigate();
  const view = useCheckout({
    items: goods.items,
    fromCart: goods.fromCart,
    leaveLabel: t('continueShopping'),
    onLeave: () => navigate('/mall'),
    onPaid: forgetGoods,
  });
  return (
    <Page title={view.title} back="/cart" foot={view.foot ?? undefined}>
      <div className={`px-3 pt-1 pb-6 ${fillPage}`}>{view.body}</div>
    </Page>
  );
}
