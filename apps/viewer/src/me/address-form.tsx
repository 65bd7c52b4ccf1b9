import { Button, TextArea, TextField } from '@haowu/ui';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api, ask } from '../api.ts';
import { type AddressField, type AddressFields, missingFields, provinces } from './address-fields.ts';
import { useMeWords } from './use-me-words.ts';

/** Fields of an address, with a box to paste one whole into. `showMissing` marks what still needs something. */
export function AddressForm({
  address,
  onChange,
  showMissing,
}: {
  address: AddressFields;
  onChange: (change: Partial<AddressFields>) => void;
  showMissing: boolean;
}) {
  const { t } = useMeWords();
  const provinceList = useId();
  const [pasted, setPasted] = useState('');
  const parse = useMutation({
    mutationFn: (text: string) => ask(api.POST('/api/v1/addresses/parse', { body: { text } })),
    onSuccess: (found) => {
      const filled = Object.entries(found).filter(([, value]) => value !== '');
      onChange(Object.fromEntries(filled));
    },
  });
  const missing = showMissing ? missingFields(address) : [];
  const wrong = (field: AddressField) => (missing.includes(field) ? t(`need_${field}`) : undefined);
  const nothingFound = parse.isSuccess && Object.values(parse.data).every((value) => value === '');
  const startParse = (text: string) => {
    if (text.trim() !== '') parse.mutate(text.trim());
  };
  return (
    <div className="grid gap-3 [&_.hw-field]:min-w-0 [&_.hw-field]:grid-cols-[minmax(0,1fr)]">
      <div className="grid gap-2 rounded-card bg-paper p-3">
        <TextArea
          label={t('paste')}
          rows={2}
          maxLength={500}
          placeholder={t('pasteHint')}
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
          onPaste={(event) => startParse(event.clipboardData.getData('text'))}
        />
        <div className="flex items-center justify-between gap-2">
          <p className="m-0 text-xs text-ink-2" role="status">
            {parse.isError || nothingFound ? t('pasteFailed') : parse.isSuccess ? t('pasteParsed') : ''}
          </p>
          <Button
            kind="outline"
            size="small"
            busy={parse.isPending}
            disabled={pasted.trim() === ''}
            onClick={() => startParse(pasted)}
          >
            {t('pasteParse')}
          </Button>
        </div>
      </div>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t('name')}
          autoComplete="name"
          maxLength={40}
          value={address.name}
          error={wrong('name')}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <TextField
          label={t('phone')}
          autoComplete="tel-national"
          inputMode="numeric"
          maxLength={11}
          value={address.phone}
          error={wrong('phone')}
          onChange={(event) => onChange({ phone: event.target.value.replaceAll(/\D/g, '') })}
        />
      </div>
      <div className="grid grid-cols-3 gap-3">
        <TextField
          label={t('province')}
          autoComplete="address-level1"
          list={provinceList}
          maxLength={20}
          value={address.province}
          error={wrong('province')}
          onChange={(event) => onChange({ province: event.target.value })}
        />
        <TextField
          label={t('city')}
          autoComplete="address-level2"
          maxLength={20}
          value={address.city}
          error={wrong('city')}
          onChange={(event) => onChange({ city: event.target.value })}
        />
        <TextField
          label={t('district')}
          autoComplete="address-level3"
          maxLength={30}
          value={address.district}
          onChange={(event) => onChange({ district: event.target.value })}
        />
      </div>
      <datalist id={provinceList}>
        {provinces.map((province) => (
          <option key={province} value={province} />
        ))}
      </datalist>
      <TextField
        label={t('detail')}
        autoComplete="street-address"
        maxLength={120}
        placeholder={t('detailHint')}
        value={address.detail}
        error={wrong('detail')}
        onChange={(event) => onChange({ detail: event.target.value })}
      />
    </div>
  );
}
