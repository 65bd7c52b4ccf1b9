import { ClockCircleOutlined, LoadingOutlined } from '@ant-design/icons';
import { ask } from '@haowu/api-client';
import { api, once, problemText, useUrlState } from '@haowu/ui/desk/index.ts';
import { formatTime } from '@haowu/ui/format.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { useBridgeFilter } from './bridge/bridge-filter.ts';
import { businessDay, useBusinessTime } from './business-time.ts';

const figuresEveryMs = 2_500;

/** The business clock of the top bar; in demo mode it moves forward and everything on screen follows. */
export function BusinessClock() {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const clock = useBusinessTime();
  const { pathname } = useLocation();
  const { set } = useUrlState();
  const { filter, period } = useBridgeFilter();
  const advance = useMutation({
    mutationFn: (days: number) =>
      ask(api.POST('/api/v1/console/clock/advance', { params: { header: once() }, body: { days } })),
    onSuccess: (answer) => {
      client.setQueryData(['clock'], (before: typeof clock.data) =>
        before ? { ...before, ...answer, working: true } : before,
      );
      void client.invalidateQueries({ queryKey: ['clock'] });
    },
    onError: (error) => message.error(problemText(error, t).title),
  });
  const working = (clock.data?.working ?? false) || advance.isPending;
  const wasWorking = useRef(false);
  useEffect(() => {
    if (wasWorking.current && !working) {
      void client.invalidateQueries();
      message.success(t('clock.done'));
    }
    wasWorking.current = working;
    if (!working) return;
    // While parcels move and lines mature, the figures on screen move with them.
    const timer = setInterval(
      () => void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' }),
      figuresEveryMs,
    );
    return () => clearInterval(timer);
  }, [working, client, message, t]);
  if (!clock.data) return null;
  const confirmAdvance = (days: number) =>
    modal.confirm({
      title: t('clock.confirmTitle', { count: days }),
      content: t('clock.confirmText'),
      okText: t('clock.confirm', { count: days }),
      cancelText: t('desk.cancel'),
      onOk: () => {
        // A rolling period would slide away from the orders on screen; fixed days let one watch the same ones mature.
        if (pathname === '/bridge' && period !== 'custom' && filter)
          set({ from: filter.from, to: filter.to, period: undefined });
        advance.mutate(days);
      },
    });
  return (
    <div className="console-clock">
      <ClockCircleOutlined aria-hidden="true" />
      <span>
        <span className="console-clock-name">{t('clock.name')} </span>
        <time dateTime={clock.data.now}>
          {businessDay(clock.data.now)} {formatTime(clock.data.now)}
        </time>
      </span>
      {clock.data.mayAdvance ? (
        <span className="desk-row" role="status">
          {working ? (
            <span className="console-working">
              <LoadingOutlined aria-hidden="true" /> {t('clock.working')}
            </span>
          ) : (
            [1, 15].map((days) => (
              <Button key={days} size="small" onClick={() => confirmAdvance(days)}>
                {t('clock.plus', { count: days })}
              </Button>
            ))
          )}
        </span>
      ) : null}
    </div>
  );
}
