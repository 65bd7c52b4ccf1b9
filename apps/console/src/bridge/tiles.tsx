import type { Schemas } from '@haowu/api-client';
import { change, shortMoney, usePreferences } from '@haowu/ui/desk/index.ts';
import { formatMoney } from '@haowu/ui/format.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keptPerHundred } from './kept-share.ts';

function Tile(props: { name: string; value: string; full?: string; note: ReactNode; leading?: boolean }) {
  return (
    <div className={`desk-tile ${props.leading ? 'bridge-leading' : ''}`}>
      <span className="desk-tile-name">{props.name}</span>
      <span className="desk-tile-value" title={props.full}>
        {props.value}
      </span>
      <span className="desk-tile-note">{props.note}</span>
    </div>
  );
}

function toneOf(text: string | null): string {
  return text?.startsWith('+') ? 'desk-up' : text?.startsWith('−') ? 'desk-down' : '';
}

function signed(value: number): string {
  const text = Math.abs(value).toFixed(1);
  return Number(text) === 0 ? '0' : `${value < 0 ? '−' : '+'}${text}`;
}

/** The figures above the bridge. Kept value leads; what was paid is never the first figure. */
export function BridgeTiles({ bridge }: { bridge: Schemas['Bridge'] }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const currency = bridge.qgmv.settled.currency;
  const qgmvMinor = bridge.qgmv.settled.amountMinor + bridge.qgmv.provisional.amountMinor;
  // the period before is known by what it is expected to end at, so the forecasts are compared
  const expectedChange = change(bridge.expectedQgmv.amount.amountMinor, bridge.previous.qgmv.amountMinor);
  const { soFar, expected } = keptPerHundred(bridge);
  const paidMinor = bridge.paid.settled.amountMinor + bridge.paid.provisional.amountMinor;
  // a share of next to nothing says nothing
  const comparable = change(paidMinor, bridge.previous.paid.amountMinor) !== null;
  const hundredDelta =
    comparable && expected !== null && bridge.previousPerHundred !== null ? expected - bridge.previousPerHundred : null;
  const hundredText = hundredDelta === null ? null : signed(hundredDelta);
  const settledPaid = bridge.paid.settled.amountMinor;
  const settledHundred = settledPaid > 0 ? (bridge.qgmv.settled.amountMinor / settledPaid) * 100 : null;
  return (
    <div className="bridge-tiles">
      <Tile
        leading
        name={t('bridge.tile.qgmv')}
        value={shortMoney({ amountMinor: qgmvMinor, currency }, locale)}
        full={formatMoney({ amountMinor: qgmvMinor, currency })}
        note={
          <>
            {t('bridge.tile.settledPart', { amount: shortMoney(bridge.qgmv.settled, locale) })}
            <br />
            {t('bridge.tile.expected', {
              amount: shortMoney(bridge.expectedQgmv.amount, locale),
              low: shortMoney(bridge.expectedQgmv.low, locale),
              high: shortMoney(bridge.expectedQgmv.high, locale),
            })}
            {expectedChange ? (
              <span className={toneOf(expectedChange)}> {t('bridge.against', { change: expectedChange })}</span>
            ) : null}
          </>
        }
      />
      <Tile
        name={t('bridge.tile.perHundred')}
        value={soFar === null ? '–' : soFar.toFixed(1)}
        note={
          <>
            {expected === null ? null : t('bridge.tile.expectedHundred', { value: expected.toFixed(1) })}
            {hundredText ? (
              <span className={toneOf(hundredText)}> {t('bridge.against', { change: hundredText })}</span>
            ) : null}
            {settledHundred === null ? null : (
              <>
                <br />
                {t('bridge.tile.settledHundred', { value: settledHundred.toFixed(1) })}
              </>
            )}
          </>
        }
      />
      <Tile
        name={t('bridge.tile.qgpm')}
        value={bridge.qgpm ? shortMoney(bridge.qgpm, locale) : '–'}
        note={bridge.qgpm ? t('bridge.tile.qgpmNote') : t('bridge.tile.qgpmNone')}
      />
      {bridge.latentShare === null ? null : (
        <Tile
          name={t('bridge.tile.latent')}
          value={`${(bridge.latentShare * 100).toFixed(1)}%`}
          note={t('bridge.tile.latentNote')}
        />
      )}
      <Tile
        name={t('bridge.tile.sacrificed')}
        value={shortMoney(bridge.sacrificed, locale)}
        full={formatMoney(bridge.sacrificed)}
        note={t('bridge.tile.sacrificedNote')}
      />
    </div>
  );
}
