import {
  type Account,
  BareFrame,
  DeskShell,
  EmptyState,
  ErrorState,
  Loading,
  type NavGroup,
  SignIn,
  useSession,
} from '@haowu/ui/desk/index.ts';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Route, Routes } from 'react-router';
import { AftersalesPage } from './aftersales-page.tsx';
import { CommissionsPage } from './commissions-page.tsx';
import { CurrentShopProvider, ShopSwitcher, useCurrentShop } from './current-shop.tsx';
import { OrdersPage } from './orders/orders-page.tsx';
import { ProductsPage } from './products/products-page.tsx';
import { OpenShopPage, ShopSettingsPage } from './shop-pages.tsx';
import { useToday } from './today.ts';
import { TodayPage } from './today-page.tsx';
import { VideosPage } from './videos/videos-page.tsx';

const ImportPage = lazy(() => import('./products/import-page.tsx').then((page) => ({ default: page.ImportPage })));
const ProductEditorPage = lazy(() =>
  import('./products/product-editor-page.tsx').then((page) => ({ default: page.ProductEditorPage })),
);
const VideoPage = lazy(() => import('./videos/video-page.tsx').then((page) => ({ default: page.VideoPage })));

function Desk({ account, demo }: { account: Account; demo: boolean }) {
  const { t } = useTranslation();
  const { shops, loading } = useCurrentShop();
  const sells = account.roles.includes('merchant') || shops.length > 0;
  const creates = account.roles.includes('creator');
  const publishes = sells || creates;
  const today = useToday(publishes);
  const due = today.data?.due;
  const groups: NavGroup[] = [
    {
      title: t('nav.today'),
      items: [
        ...(publishes ? [{ to: '/today', label: t('today.name'), words: 'today 待办' }] : []),
        ...(sells
          ? [
              { to: '/orders', label: t('orders.name'), count: due?.awaitingDispatch, words: 'orders dispatch 发货' },
              {
                to: '/aftersales',
                label: t('aftersales.name'),
                count: due?.aftersales,
                words: 'refund return 退款 售后',
              },
            ]
          : []),
      ],
    },
    {
      title: t('nav.publish'),
      items: [
        ...(publishes ? [{ to: '/videos', label: t('videos.name'), words: 'video upload 上传 短视频' }] : []),
        ...(sells
          ? [
              { to: '/products', label: t('products.name'), end: true, words: 'products goods stock 库存' },
              { to: '/products/import', label: t('import.name'), words: 'import csv 表格' },
            ]
          : []),
      ],
    },
    {
      title: t('nav.mine'),
      items: [
        ...(creates ? [{ to: '/commissions', label: t('commissions.name'), words: 'commission income 收入' }] : []),
        ...(sells ? [{ to: '/shop', label: t('shop.settings'), words: 'shop settings 设置' }] : []),
        { to: '/shop/new', label: t('shop.open'), words: 'open shop 开店' },
      ],
    },
  ];
  const home = publishes ? '/today' : '/shop/new';
  if (loading)
    return (
      <BareFrame appName={t('app.name')}>
        <Loading rows={3} />
      </BareFrame>
    );
  return (
    <DeskShell
      appName={t('app.name')}
      groups={groups.filter((group) => group.items.length > 0)}
      account={account}
      demo={demo}
      context={<ShopSwitcher />}
    >
      <Suspense fallback={<Loading />}>
        <Routes>
          <Route path="/" element={<Navigate to={home} replace />} />
          <Route path="/today" element={<TodayPage />} />
          <Route path="/orders" element={<OrdersPage />} />
          <Route path="/aftersales" element={<AftersalesPage />} />
          <Route path="/videos" element={<VideosPage />} />
          <Route path="/videos/:id" element={<VideoPage />} />
          <Route path="/products" element={<ProductsPage />} />
          <Route path="/products/import" element={<ImportPage />} />
          <Route path="/products/:id" element={<ProductEditorPage />} />
          <Route path="/commissions" element={<CommissionsPage />} />
          <Route path="/shop" element={<ShopSettingsPage />} />
          <Route path="/shop/new" element={<OpenShopPage />} />
          <Route
            path="*"
            element={<EmptyState text={t('desk.noPage')} action={<Link to={home}>{t('desk.home')}</Link>} />}
          />
        </Routes>
      </Suspense>
    </DeskShell>
  );
}

export function StudioApp() {
  const { t } = useTranslation();
  const session = useSession();
  if (session.isPending)
    return (
      <BareFrame appName={t('app.name')}>
        <Loading rows={3} />
      </BareFrame>
    );
  if (session.isError)
    return (
      <BareFrame appName={t('app.name')}>
        <ErrorState error={session.error} onRetry={() => void session.refetch()} />
      </BareFrame>
    );
  const { account, mode } = session.data;
  if (!account)
    return (
      <SignIn
        appName={t('app.name')}
        purpose={t('app.purpose')}
        roles={['merchant', 'creator']}
        demo={mode === 'demo'}
      />
    );
  return (
    <CurrentShopProvider>
      <Desk account={account} demo={mode === 'demo'} />
    </CurrentShopProvider>
  );
}
