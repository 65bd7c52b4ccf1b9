import { CheckRow, Icon } from '@haowu/ui';
import { useId } from 'react';
import type { PaymentMethod } from './use-buying.ts';
import { useShopWords } from './use-shop-words.ts';

const methods: readonly PaymentMethod[] = ['sandbox_wallet', 'sandbox_card'];
const storageKey = 'haowu.payment-method';

/** The method used last on this device; the wallet at first. */
export function lastMethod(): PaymentMethod {
  try {
    const kept = localStorage.getItem(storageKey);
    return methods.find((method) => method === kept) ?? 'sandbox_wallet';
  } catch {
    return 'sandbox_wallet';
  }
}

export function keepMethod(method: PaymentMethod): void {
  try {
    localStorage.setItem(storageKey, method);
  } catch {
    // Only the convenience is lost.
  }
}

/** How to pay, as radio rows. */
export function PaymentMethods({
  value,
  onChange,
}: {
  value: PaymentMethod;
  onChange: (method: PaymentMethod) => void;
}) {
  const { t } = useShopWords();
  const name = useId();
  return (
    <fieldset className="m-0 grid gap-1 border-0 p-0">
      <legend className="hw-hidden">{t('method')}</legend>
      {methods.map((method) => (
        <CheckRow key={method} kind="radio" name={name} checked={value === method} onChange={() => onChange(method)}>
          <span className="grid size-9 flex-none place-items-center rounded-control bg-surface-2 text-ink-2">
            <Icon name={method === 'sandbox_wallet' ? 'wallet' : 'receipt'} size={20} />
          </span>
          <span className="grid">
            <span className="text-[15px]">{t(`method_${method}`)}</span>
            <span className="text-xs text-ink-3">{t(`methodText_${method}`)}</span>
          </span>
        </CheckRow>
      ))}
    </fieldset>
  );
}
