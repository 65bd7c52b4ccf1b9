import { Button, EmptyState, IconButton, Loading, Sheet, Skeleton, Switch, Tag, toast } from '@haowu/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask, type Schemas, useSession } from '../api.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState, problemSentence } from '../shell/problem.tsx';
import { SignInGate } from '../shell/sign-in-gate.tsx';
import { fillPage } from '../shop/fill-page.ts';
import { freshKey } from '../shop/fresh-key.ts';
import { useAddresses } from '../shop/queries.ts';
import { type AddressFields, emptyAddress, missingFields, regionOf } from './address-fields.ts';
import { AddressForm } from './address-form.tsx';
import { useKeptForm } from './kept-form.ts';
import { useMeWords } from './use-me-words.ts';

type Address = Schemas['Address'];

/** /me/addresses */
export default function AddressesPage() {
  const { t } = useMeWords();
  const { account } = useSession();
  const [editing, setEditing] = useState<Address | 'new' | null>(null);
  return (
    <Page
      title={t('addresses')}
      back="/me"
      foot={
        account === null ? undefined : (
          <Button kind="primary" size="large" wide icon="plus" onClick={() => setEditing('new')}>
            {t('addressAdd')}
          </Button>
        )
      }
    >
      <div className={`grid ${fillPage}`}>
        <SignInGate>
          <Book onEdit={setEditing} />
        </SignInGate>
      </div>
      {editing !== null && (
        <AddressSheet address={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Page>
  );
}

function Book({ onEdit }: { onEdit: (address: Address) => void }) {
  const { t } = useMeWords();
  const addresses = useAddresses(true);
  const [removing, setRemoving] = useState<Address | null>(null);
  if (addresses.isPending)
    return (
      <Loading>
        <div className="grid gap-3 px-3">
          <Skeleton height={88} radius={12} />
          <Skeleton height={88} radius={12} />
        </div>
      </Loading>
    );
  if (addresses.isError) return <ProblemState error={addresses.error} onRetry={() => void addresses.refetch()} />;
  if (addresses.data.items.length === 0)
    return <EmptyState drawing="gate" title={t('addressEmpty')} text={t('addressEmptyHint')} />;
  return (
    <>
      <ul className="m-0 grid list-none gap-3 px-3 pb-6">
        {addresses.data.items.map((address) => (
          <li key={address.id} className="flex items-start gap-2 rounded-card bg-surface p-4">
            <div className="min-w-0 flex-1">
              <p className="m-0 text-[15px] font-semibold">
                {regionOf(address)} {address.detail} {address.isDefault && <Tag tone="jade">{t('addressDefault')}</Tag>}
              </p>
              <p className="m-0 text-[13px] text-ink-2 tabular-nums">
                {address.name} {address.phone}
              </p>
            </div>
            <IconButton
              name="edit"
              size={20}
              label={`${t('addressEdit')} ${address.name} ${address.detail}`}
              className="-my-2 text-ink-2"
              onClick={() => onEdit(address)}
            />
            <IconButton
              name="trash"
              size={20}
              label={`${t('addressDelete')} ${address.name} ${address.detail}`}
              className="-my-2 -mr-2 text-ink-2"
              onClick={() => setRemoving(address)}
            />
          </li>
        ))}
      </ul>
      {removing !== null && <RemoveSheet address={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

function RemoveSheet({ address, onClose }: { address: Address; onClose: () => void }) {
  const { t } = useMeWords();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/addresses/{id}', { params: { path: { id: address.id } } })),
    onSuccess: () => toast(t('addressDeleted'), 'jade'),
    onError: (error) => toast(problemSentence(error), 'plum'),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['addresses'] });
      onClose();
    },
  });
  return (
    <Sheet
      title={t('addressDeleteTitle')}
      desktop="dialog"
      onClose={onClose}
      footer={
        <div className="flex gap-3">
          <Button kind="secondary" size="large" className="flex-1" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button kind="danger" size="large" className="flex-1" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('addressDelete')}
          </Button>
        </div>
      }
    >
      <p className="m-0 text-[15px]">
        {regionOf(address)} {address.detail}
      </p>
      <p className="m-0 pb-3 text-[13px] text-ink-2">{t('addressDeleteText')}</p>
    </Sheet>
  );
}

function AddressSheet({ address, onClose }: { address: Address | null; onClose: () => void }) {
  const { t } = useMeWords();
  const client = useQueryClient();
  const [fields, change, forget] = useKeptForm<AddressFields>(
    `address-${address?.id ?? 'new'}`,
    address === null ? emptyAddress : pick(address),
  );
  const [showMissing, setShowMissing] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      address === null
        ? ask(api.POST('/api/v1/addresses', { body: fields, params: { header: freshKey() } }))
        : ask(api.PUT('/api/v1/addresses/{id}', { body: fields, params: { path: { id: address.id } } })),
    onSuccess: () => {
      forget();
      void client.invalidateQueries({ queryKey: ['addresses'] });
      toast(t('saved'), 'jade');
      onClose();
    },
    onError: (error) => toast(problemSentence(error), 'plum'),
  });
  return (
    <Sheet
      title={address === null ? t('addressAdd') : t('addressEdit')}
      desktop="dialog"
      height="85%"
      onClose={onClose}
      footer={
        <Button
          kind="primary"
          size="large"
          wide
          busy={save.isPending}
          onClick={() => {
            if (missingFields(fields).length > 0) setShowMissing(true);
            else save.mutate();
          }}
        >
          {save.isPending ? t('saving') : t('save')}
        </Button>
      }
    >
      <div className="grid gap-3 pb-3">
        <AddressForm address={fields} onChange={change} showMissing={showMissing} />
        <Switch
          label={t('addressMakeDefault')}
          checked={fields.isDefault}
          onChange={(isDefault) => change({ isDefault })}
        />
      </div>
    </Sheet>
  );
}

function pick(address: Address): AddressFields {
  const { id: _, ...fields } = address;
  return fields;
}
