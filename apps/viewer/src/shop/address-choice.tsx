import { Button, CheckRow, Icon, IconButton, Tag } from '@haowu/ui';
import { useId, useState } from 'react';
import type { Schemas } from '../api.ts';
import { type AddressFields, missingFields, regionOf } from '../me/address-fields.ts';
import { AddressForm } from '../me/address-form.tsx';
import { useFocusHere } from './use-focus-here.ts';
import { useShopWords } from './use-shop-words.ts';

type ShownAddress = Pick<AddressFields, 'name' | 'phone' | 'province' | 'city' | 'district' | 'detail'>;

/** Where it goes, as a card that leads to the other addresses. */
export function AddressCard({ address, onChange }: { address: ShownAddress; onChange: () => void }) {
  const { t } = useShopWords();
  return (
    <button
      type="button"
      onClick={onChange}
      className="grid w-full grid-cols-[24px_1fr_20px] items-center gap-3 rounded-card border-0 bg-surface p-3 text-left text-ink"
    >
      <Icon name="pin" size={22} className="text-persimmon" />
      <span className="grid min-w-0">
        <span className="hw-hidden">{t('addressChoose')}</span>
        <span className="text-[15px] font-semibold">
          {regionOf(address)} {address.detail}
        </span>
        <span className="text-[13px] text-ink-2 tabular-nums">
          {address.name} {address.phone}
        </span>
      </span>
      <Icon name="forward" size={18} className="text-ink-3" />
    </button>
  );
}

/** The step that chooses among saved addresses or takes a new one. */
export function AddressStep({
  saved,
  chosenId,
  typed,
  onTyped,
  onChoose,
  onBack,
}: {
  saved: Schemas['Address'][];
  chosenId: string | null;
  typed: AddressFields;
  onTyped: (change: Partial<AddressFields>) => void;
  /** An address id, or null for the typed one. */
  onChoose: (addressId: string | null) => void;
  onBack: () => void;
}) {
  const { t } = useShopWords();
  const name = useId();
  const here = useFocusHere<HTMLDivElement>();
  const [typing, setTyping] = useState(chosenId === null);
  const [showMissing, setShowMissing] = useState(false);
  return (
    <div ref={here} tabIndex={-1} className="grid gap-3 outline-none">
      <div className="-ml-2 flex items-center gap-1">
        <IconButton name="back" label={t('back')} size={20} onClick={onBack} />
        <h3 className="m-0 text-base font-semibold">{t('addressChoose')}</h3>
      </div>
      {saved.length > 0 && (
        <fieldset className="m-0 grid gap-2 border-0 p-0">
          <legend className="hw-hidden">{t('addressChoose')}</legend>
          {saved.map((address) => (
            <div key={address.id} className="rounded-card bg-surface px-3 py-1">
              <CheckRow
                kind="radio"
                name={name}
                checked={!typing && chosenId === address.id}
                onChange={() => onChoose(address.id)}
              >
                <span className="grid min-w-0 py-1">
                  <span className="text-[15px]">
                    {regionOf(address)} {address.detail}{' '}
                    {address.isDefault && <Tag tone="jade">{t('addressDefault')}</Tag>}
                  </span>
                  <span className="text-[13px] text-ink-2 tabular-nums">
                    {address.name} {address.phone}
                  </span>
                </span>
              </CheckRow>
            </div>
          ))}
          <div className="rounded-card bg-surface px-3 py-1">
            <CheckRow kind="radio" name={name} checked={typing} onChange={() => setTyping(true)}>
              {t('addressNew')}
            </CheckRow>
          </div>
        </fieldset>
      )}
      {typing && (
        <div className="grid gap-3 rounded-card bg-surface p-3">
          <AddressForm address={typed} onChange={onTyped} showMissing={showMissing} />
          <Button
            kind="primary"
            size="large"
            onClick={() => {
              if (missingFields(typed).length > 0) setShowMissing(true);
              else onChoose(null);
            }}
          >
            {t('addressUse')}
          </Button>
        </div>
      )}
    </div>
  );
}
