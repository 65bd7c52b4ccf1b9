import { Alert, Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from './problem-text.ts';

/** A page of a desk: title, one sentence of what it is for, actions, filters that stay in the URL, content. */
export function Page(props: {
  title: ReactNode;
  /** Name for the browser tab when `title` is not plain text. */
  name?: string;
  purpose?: ReactNode;
  actions?: ReactNode;
  filters?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const name = props.name ?? (typeof props.title === 'string' ? props.title : '');
  useEffect(() => {
    document.title = name ? `${name} · ${t('desk.product')}` : t('desk.product');
  }, [name, t]);
  return (
    <div className="desk-page">
      <header className="desk-page-head">
        <div className="desk-page-words">
          <h1>{props.title}</h1>
          {props.purpose ? <p>{props.purpose}</p> : null}
        </div>
        {props.actions ? <div className="desk-page-actions">{props.actions}</div> : null}
      </header>
      {props.filters ? <div className="desk-filters">{props.filters}</div> : null}
      {props.children}
    </div>
  );
}

/** Line drawing, one sentence, one button. */
export function EmptyState({ text, action }: { text: ReactNode; action?: ReactNode }) {
  return (
    <div className="desk-empty">
      <svg viewBox="0 0 96 64" width="96" height="64" aria-hidden="true" fill="none" stroke="currentColor">
        <path d="M14 26h68l-6 28a4 4 0 0 1-4 3H24a4 4 0 0 1-4-3z" strokeWidth="1.6" strokeLinejoin="round" />
        <path d="M30 26 40 8M66 26 56 8" strokeWidth="1.6" strokeLinecap="round" />
        <path d="M38 36v12M48 36v12M58 36v12" strokeWidth="1.6" strokeLinecap="round" />
      </svg>
      <p>{text}</p>
      {action}
    </div>
  );
}

/** What happened, what it means, one button to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const { title, detail } = problemText(error, t);
  return (
    <Alert
      type="error"
      showIcon
      title={title}
      description={detail}
      action={
        onRetry ? (
          <Button size="small" onClick={onRetry}>
            {t('desk.retry')}
          </Button>
        ) : undefined
      }
    />
  );
}

export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('desk.loading')} className="desk-card">
      <Skeleton active paragraph={{ rows }} title={false} />
    </div>
  );
}

/** A white card with a heading. */
export function Card(props: {
  title?: ReactNode;
  note?: ReactNode;
  extra?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={`desk-card ${props.className ?? ''}`}>
      {props.title || props.extra ? (
        <div className="desk-card-head">
          <div>
            {props.title ? <h2>{props.title}</h2> : null}
            {props.note ? <p>{props.note}</p> : null}
          </div>
          {props.extra}
        </div>
      ) : null}
      {props.children}
    </section>
  );
}
