import type { Schemas } from '@haowu/api-client';
import { Card, change, inUnit, type MoneyUnit, usePreferences } from '@haowu/ui/desk/index.ts';
import { formatCount, formatMoney } from '@haowu/ui/format.ts';
import { useTranslation } from 'react-i18next';
import { reasonName } from './reason-words.ts';

function ChangeCell({ now, before }: { now: number; before: number }) {
  const { t } = useTranslation();
  const text = change(now, before);
  if (text === null) return <span className="desk-second desk-small">{now > 0 ? t('bridge.fresh') : '–'}</span>;
  // a loss that grows is bad news
  const tone = text.startsWith('+') ? 'desk-down' : text.startsWith('−') ? 'desk-up' : '';
  return <span className={tone}>{text}</span>;
}

/** Every reason with its size, lines and change; the sum at the foot proves itself to the fen. */
export function ReasonsTable(props: {
  bridge: Schemas['Bridge'];
  unit: MoneyUnit;
  onOpen: (code: string) => void;
  onPoint: (code: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { bridge, unit } = props;
  const reasons = bridge.reasons
    .filter((reason) => reason.amount.amountMinor !== 0 || reason.previousAmount.amountMinor !== 0)
    .sort((a, b) => b.amount.amountMinor - a.amount.amountMinor);
  const largest = Math.max(1, ...reasons.map((reason) => Math.abs(reason.amount.amountMinor)));
  const totalMinor = reasons.reduce((sum, reason) => sum + reason.amount.amountMinor, 0);
  const previousMinor = reasons.reduce((sum, reason) => sum + reason.previousAmount.amountMinor, 0);
  const whole = (split: Schemas['Bridge']['paid']) => ({
    amountMinor: split.settled.amountMinor + split.provisional.amountMinor,
    currency: split.settled.currency,
  });
  return (
    <Card title={t('bridge.reasons')} note={t('bridge.reasonsNote')} className="bridge-reasons">
      {reasons.length === 0 ? (
        <p className="desk-second">{t('bridge.noReasons')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('bridge.reason')}</th>
              <th scope="col" className="desk-right">
                {locale === 'zh-CN' ? unit.zh : unit.en}
              </th>
              <th scope="col" className="desk-right">
                {t('bridge.lines')}
              </th>
              <th scope="col" className="desk-right">
                {t('bridge.change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {reasons.map((reason) => (
              <tr
                key={reason.code}
                onMouseEnter={() => props.onPoint(reason.code)}
                onMouseLeave={() => props.onPoint(undefined)}
              >
                <td>
                  <button
                    type="button"
                    onClick={() => props.onOpen(reason.code)}
                    onFocus={() => props.onPoint(reason.code)}
                    onBlur={() => props.onPoint(undefined)}
                  >
                    <span>{reasonName(t, reason.code)}</span>
                    <span
                      className="bridge-reason-bar"
                      aria-hidden="true"
                      style={{ width: `${Math.max(2, (Math.abs(reason.amount.amountMinor) / largest) * 100)}%` }}
                    />
                  </button>
                </td>
                <td className="desk-right" title={formatMoney(reason.amount)}>
                  {inUnit(reason.amount.amountMinor, unit)}
                </td>
                <td className="desk-right">{formatCount(reason.linesCount)}</td>
                <td className="desk-right">
                  <ChangeCell now={reason.amount.amountMinor} before={reason.previousAmount.amountMinor} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('bridge.total')}</th>
              <td className="desk-right">{inUnit(totalMinor, unit)}</td>
              <td />
              <td className="desk-right">
                <ChangeCell now={totalMinor} before={previousMinor} />
              </td>
            </tr>
          </tfoot>
        </table>
      )}
      <p className={bridge.adds ? 'bridge-adds' : 'bridge-adds desk-down'}>
        {formatMoney(whole(bridge.paid))} −{' '}
        {formatMoney({ amountMinor: totalMinor, currency: bridge.paid.settled.currency })} ={' '}
        {formatMoney(whole(bridge.qgmv))}
        <br />
        {bridge.adds ? t('bridge.adds') : t('bridge.addsNot')}
      </p>
    </Card>
  );
}
