import { Price, Tag } from '@haowu/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../api.ts';
import { Picture } from '../shop/picture.tsx';
import { isClosedCase } from './order-state.ts';
import { useOrdersWords } from './use-orders-words.ts';

/** One line of an order: what, how many, for how much, and its after-sale if there is one. */
export function OrderLineRow({ line, to, children }: { line: Schemas['OrderLine']; to: string; children?: ReactNode }) {
  const { t, coded } = useOrdersWords();
  return (
    <div className="grid grid-cols-[76px_1fr] gap-3">
      <Link to={to} aria-label={line.title}>
        <Picture image={line.image} className="size-19 rounded-control" />
      </Link>
      <div className="grid min-w-0 content-start gap-0.5">
        <div className="flex items-start justify-between gap-3">
          <Link to={to} className="line-clamp-2 text-[15px] leading-snug">
            {line.title}
          </Link>
          <span className="flex-none text-right">
            <Price money={line.unitPrice} size={16} quiet />
            <span className="block text-xs text-ink-3">×{line.quantity}</span>
          </span>
        </div>
        <p className="m-0 flex flex-wrap items-center gap-1.5 text-[13px] text-ink-3">
          {line.options.join(' · ')}
          {line.contentId !== null && (
            <Link to={`/v/${line.contentId}`} className="!text-jade underline-offset-2 hover:underline">
              {t('fromVideo')}
            </Link>
          )}
        </p>
        {line.aftersale !== null && (
          <Link
            to={`/aftersales/${line.aftersale.caseId}`}
            className="inline-flex min-h-8 items-center justify-self-start"
          >
            <Tag tone={isClosedCase(line.aftersale.state) ? 'neutral' : 'amber'}>
              {t('lineAftersale', { state: coded(`case_${line.aftersale.state}`) })}
            </Tag>
          </Link>
        )}
        {children}
      </div>
    </div>
  );
}
