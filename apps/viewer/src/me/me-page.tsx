import { Avatar, Badge, Button, Icon, type IconName, Sheet, TextArea, TextField, toast } from '@haowu/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Account, api, ask, keys, useSession } from '../api.ts';
import { Page } from '../shell/page.tsx';
import { problemSentence } from '../shell/problem.tsx';
import { signInPath } from '../shell/sign-in-gate.tsx';
import { useBadges } from '../shell/use-badges.ts';
import { useMeWords } from './use-me-words.ts';

const orderShortcuts: readonly {
  tab: 'awaiting_payment' | 'awaiting_dispatch' | 'awaiting_receipt' | 'awaiting_review' | 'aftersale';
  icon: IconName;
}[] = [
  { tab: 'awaiting_payment', icon: 'wallet' },
  { tab: 'awaiting_dispatch', icon: 'box' },
  { tab: 'awaiting_receipt', icon: 'truck' },
  { tab: 'awaiting_review', icon: 'comment' },
  { tab: 'aftersale', icon: 'returns' },
];

/** /me: who I am, my orders, and the way to everything kept about me. */
export default function MePage() {
  const { t } = useMeWords();
  const { account } = useSession();
  const { unread } = useBadges();
  return (
    <Page
      title={t('me')}
      back={false}
      actions={
        <Link to="/me/settings" aria-label={t('settings')} className="hw-icon-button">
          <Icon name="settings" />
        </Link>
      }
    >
      <div className="grid gap-3 px-3 pb-6">
        {account === null ? <GuestHead /> : <ProfileHead account={account} />}
        <OrderShortcuts />
        <nav aria-label={t('me')} className="grid gap-3">
          <Rows>
            <Row to="/me/favourites" icon="star" label={t('favourites')} />
            <Row to="/me/following" icon="heart" label={t('following')} />
            <Row
              to="/notices"
              icon="bell"
              label={t('notices')}
              note={unread > 0 ? t('noticesUnread', { number: unread }) : undefined}
            />
          </Rows>
          <Rows>
            <Row to="/me/interests" icon="sparkle" label={t('interests')} note={t('interestsText')} />
            <Row to="/me/addresses" icon="pin" label={t('addresses')} />
            <Row to="/me/privacy" icon="shield" label={t('privacy')} />
            <Row to="/me/settings" icon="settings" label={t('settings')} />
          </Rows>
          {account !== null && account.roles.length > 0 && (
            <Rows>
              {account.roles.some((role) => role !== 'operator') && (
                <Row to="/studio" icon="camera" label={t('studio')} outside />
              )}
              {account.roles.includes('operator') && <Row to="/console" icon="sliders" label={t('console')} outside />}
            </Rows>
          )}
        </nav>
      </div>
    </Page>
  );
}

function GuestHead() {
  const { t } = useMeWords();
  return (
    <section className="flex flex-wrap items-center gap-3 rounded-card bg-surface p-4">
      <Avatar name={t('guest')} url={null} size={56} />
      <div className="min-w-0 flex-1">
        <h2 className="m-0 text-base font-semibold">{t('signInTitle')}</h2>
        <p className="m-0 text-[13px] text-ink-2">{t('signInText')}</p>
      </div>
      <Link to={signInPath('/me')} className="hw-button hw-button-primary hw-button-medium">
        {t('signIn')}
      </Link>
    </section>
  );
}

function ProfileHead({ account }: { account: Account }) {
  const { t } = useMeWords();
  const [editing, setEditing] = useState(false);
  return (
    <section className="flex items-center gap-3 rounded-card bg-surface p-4">
      <Avatar name={account.nickname} url={account.avatarUrl} size={64} />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <h2 className="m-0 truncate text-lg font-semibold">{account.nickname}</h2>
        {account.bio !== '' && <p className="m-0 line-clamp-2 text-[13px] text-ink-2">{account.bio}</p>}
        <p className="m-0 text-xs text-ink-3">{account.phone ?? account.email}</p>
      </div>
      <Button kind="outline" size="small" icon="edit" onClick={() => setEditing(true)}>
        {t('editProfile')}
      </Button>
      {editing && <ProfileSheet account={account} onClose={() => setEditing(false)} />}
    </section>
  );
}

function ProfileSheet({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useMeWords();
  const client = useQueryClient();
  const [nickname, setNickname] = useState(account.nickname);
  const [bio, setBio] = useState(account.bio);
  const save = useMutation({
    mutationFn: () => ask(api.PATCH('/api/v1/accounts/me', { body: { nickname: nickname.trim(), bio: bio.trim() } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.session });
      toast(t('saved'), 'jade');
      onClose();
    },
    onError: (error) => toast(problemSentence(error), 'plum'),
  });
  return (
    <Sheet
      title={t('editProfile')}
      desktop="dialog"
      onClose={onClose}
      footer={
        <Button
          kind="primary"
          size="large"
          wide
          busy={save.isPending}
          disabled={nickname.trim() === ''}
          onClick={() => save.mutate()}
        >
          {save.isPending ? t('saving') : t('save')}
        </Button>
      }
    >
      <div className="grid gap-4 pb-3">
        <TextField
          label={t('nickname')}
          maxLength={24}
          autoComplete="nickname"
          value={nickname}
          onChange={(event) => setNickname(event.target.value)}
        />
        <TextArea
          label={t('bio')}
          optional
          maxLength={200}
          placeholder={t('bioHint')}
          value={bio}
          onChange={(event) => setBio(event.target.value)}
        />
      </div>
    </Sheet>
  );
}

function OrderShortcuts() {
  const { t } = useMeWords();
  const counts = useQuery({
    queryKey: [...keys.orders, 'counts'],
    queryFn: async () => (await ask(api.GET('/api/v1/orders', { params: { query: { limit: 1 } } }))).counts,
  });
  return (
    <section className="grid gap-1 rounded-card bg-surface px-2 pt-2 pb-3" aria-labelledby="my-orders">
      <div className="flex items-center justify-between px-2">
        <h2 id="my-orders" className="m-0 text-base font-semibold">
          {t('orders')}
        </h2>
        <Link to="/orders" className="flex min-h-11 items-center gap-0.5 text-[13px] !text-ink-2">
          {t('allOrders')}
          <Icon name="forward" size={14} />
        </Link>
      </div>
      <ul className="m-0 grid list-none grid-cols-5 p-0">
        {orderShortcuts.map(({ tab, icon }) => (
          <li key={tab}>
            <Link
              to={`/orders?tab=${tab}`}
              className="grid justify-items-center gap-1 rounded-control px-0.5 py-2 text-center text-xs hover:bg-surface-2"
            >
              <span className="relative">
                <Icon name={icon} size={26} className="text-ink-2" />
                <span className="absolute -top-1.5 left-4">
                  <Badge count={counts.data?.[tab] ?? 0} />
                </span>
              </span>
              {t(`tab_${tab}`)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rows({ children }: { children: React.ReactNode }) {
  return <ul className="m-0 list-none divide-y divide-line overflow-hidden rounded-card bg-surface p-0">{children}</ul>;
}

function Row({
  to,
  icon,
  label,
  note,
  outside = false,
}: {
  to: string;
  icon: IconName;
  label: string;
  note?: string;
  /** Another app of this server, so not a route of this one. */
  outside?: boolean;
}) {
  const inside = (
    <>
      <Icon name={icon} size={20} className="flex-none text-ink-2" />
      <span className="flex-none text-[15px]">{label}</span>
      <span className="ml-auto truncate text-[13px] text-ink-3">{note}</span>
      <Icon name="forward" size={16} className="flex-none text-ink-3" />
    </>
  );
  const className = 'flex min-h-13 items-center gap-3 px-4 hover:bg-surface-2';
  return (
    <li>
      {outside ? (
        <a href={to} className={className}>
          {inside}
        </a>
      ) : (
        <Link to={to} className={className}>
          {inside}
        </Link>
      )}
    </li>
  );
}
