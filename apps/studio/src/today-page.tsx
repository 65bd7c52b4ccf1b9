import { ask } from '@haowu/api-client';
import {
  api,
  Card,
  change,
  EmptyState,
  ErrorState,
  Loading,
  Page,
  Spark,
  shortMoney,
  usePreferences,
} from '@haowu/ui/desk/index.ts';
import { formatCount, formatDateTime, formatMoney, formatShort } from '@haowu/ui/format.ts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCurrentShop } from './current-shop.tsx';
import { dueCount } from './due-count.ts';
import { goodsText } from './orders/order-words.tsx';
import { useToday } from './today.ts';
import { VideoState } from './videos/video-state.tsx';

const dueTiles = [
  { key: 'late', to: '/orders?tab=late', urgent: true },
  { key: 'lateSoon', to: '/orders?tab=soon', urgent: true },
  { key: 'awaitingDispatch', to: '/orders?tab=awaiting_dispatch', urgent: false },
  { key: 'aftersales', to: '/aftersales', urgent: false },
  { key: 'lowStock', to: '/products?low=1', urgent: false },
] as const;

/** Where the figures lead; a figure without lines of its own leads nowhere. */
const figureLinks: Record<string, string> = {
  orders: '/orders',
  paid: '/orders',
  views: '/videos',
  likes: '/videos',
  commission: '/commissions',
};

const listedMax = 6;

/** The orders to send first, as the server orders them. */
function NextOrders() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { shopId } = useCurrentShop();
  const orders = useQuery({
    queryKey: ['orders', 'next', shopId ?? null],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/v1/studio/orders', {
          params: { query: { limit: listedMax, state: 'awaiting_dispatch', ...(shopId ? { shopId } : {}) } },
          signal,
        }),
      ),
  });
  return (
    <Card title={t('today.nextOrders')} extra={<Link to="/orders">{t('desk.all')}</Link>}>
      {!orders.data ? (
        <Loading rows={3} />
      ) : orders.data.items.length === 0 ? (
        <EmptyState text={t('today.noOrders')} />
      ) : (
        <ul className="desk-list">
          {orders.data.items.map((order) => (
            <li key={order.id}>
              <Link to={`/orders?order=${order.id}`}>{goodsText(order)}</Link>
              <span className="desk-second">
                {order.dispatchBy ? t('today.before', { at: formatDateTime(order.dispatchBy, locale) }) : ''}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function LatestVideos() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const videos = useQuery({
    queryKey: ['videos', 'latest'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/studio/videos', { params: { query: { limit: listedMax } }, signal })),
  });
  return (
    <Card title={t('today.latestVideos')} extra={<Link to="/videos">{t('desk.all')}</Link>}>
      {!videos.data ? (
        <Loading rows={3} />
      ) : videos.data.items.length === 0 ? (
        <EmptyState text={t('videos.empty')} action={<Link to="/videos/new">{t('videos.new')}</Link>} />
      ) : (
        <ul className="desk-list">
          {videos.data.items.map((video) => (
            <li key={video.id}>
              <Link to={`/videos/${video.id}`}>{video.title}</Link>
              <span className="desk-row">
                <span className="desk-second">{t('today.views', { text: formatShort(video.viewsCount, locale) })}</span>
                <VideoState video={video} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** First page of the studio: what is due, before how it goes. */
export function TodayPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { shops } = useCurrentShop();
  const today = useToday();
  const data = today.data;
  const waiting = data ? dueCount(data.due) : 0;
  return (
    <Page
      title={data ? (waiting > 0 ? t('today.headline', { count: waiting }) : t('today.headlineNone')) : t('today.name')}
      name={t('today.name')}
      purpose={t('today.purpose')}
      actions={
        <Link to="/videos/new">
          <Button type="primary" tabIndex={-1}>
            {t('videos.new')}
          </Button>
        </Link>
      }
    >
      {today.isError ? (
        <ErrorState error={today.error} onRetry={() => void today.refetch()} />
      ) : !data ? (
        <Loading />
      ) : (
        <div className="desk-stack">
          {shops.length > 0 ? (
            <section aria-label={t('today.due')}>
              <div className="desk-tiles">
                {dueTiles.map((tile) => {
                  const count = data.due[tile.key];
                  return (
                    <Link key={tile.key} className="desk-tile" to={tile.to}>
                      <span className="desk-tile-name">{t(`today.${tile.key}`)}</span>
                      <span className={`desk-tile-value ${count > 0 && tile.urgent ? 'desk-down' : ''}`}>
                        {formatCount(count)}
                      </span>
                      <span className="desk-tile-note">{t(`today.${tile.key}Note`)}</span>
                    </Link>
                  );
                })}
              </div>
            </section>
          ) : null}
          <Card title={t('today.figures')} note={t('today.figuresNote')}>
            <div className="studio-figures">
              {data.figures.map((figure) => {
                const money = { amountMinor: figure.value, currency: 'CNY' };
                const moved = change(figure.value, figure.previous);
                const link = figureLinks[figure.code];
                const name = t(`figure.${figure.code}`, { defaultValue: figure.code });
                return (
                  <div key={figure.code} className="studio-figure">
                    {link ? <Link to={link}>{name}</Link> : <span>{name}</span>}
                    <strong title={figure.money ? formatMoney(money) : formatCount(figure.value)}>
                      {figure.money ? shortMoney(money, locale) : formatShort(figure.value, locale)}
                    </strong>
                    <span className={moved?.startsWith('+') ? 'desk-up' : moved?.startsWith('−') ? 'desk-down' : ''}>
                      {moved ? t('today.against', { change: moved }) : t('today.nothingBefore')}
                    </span>
                    <Spark values={figure.series} width={140} height={32} />
                  </div>
                );
              })}
            </div>
          </Card>
          <div className="desk-halves">
            {shops.length > 0 ? <NextOrders /> : null}
            <LatestVideos />
          </div>
        </div>
      )}
    </Page>
  );
}
