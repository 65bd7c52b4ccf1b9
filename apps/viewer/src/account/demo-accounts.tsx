import { Avatar, Button } from '@haowu/ui';
import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api.ts';
import { useWords } from '../i18n/index.ts';
import { useSignIn } from './use-sign-in.ts';

const appOfRole = { viewer: null, creator: '/studio', merchant: '/studio', operator: '/console' } as const;

/** One sign-in for each role of the demo; those who work in the studio or the console are led there. */
export function DemoAccounts() {
  const t = useWords('account');
  const signIn = useSignIn();
  const accounts = useQuery({ queryKey: ['demo-accounts'], queryFn: () => ask(api.GET('/api/v1/demo/accounts')) });
  if (!accounts.isSuccess || accounts.data.items.length === 0) return null;
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2 rounded-card border border-line bg-surface p-4">
      <h2 className="m-0 text-base font-semibold">{t('demo')}</h2>
      <p className="m-0 text-xs text-ink-3">{t('demoText')}</p>
      <ul className="divide-y divide-line">
        {accounts.data.items.map((one) => {
          const app = appOfRole[one.role];
          return (
            <li key={`${one.role}${one.phone}`} className="flex items-center gap-3 py-2">
              <Avatar name={one.nickname} url={null} size={36} />
              <span className="min-w-0 flex-1">
                <span className="block truncate">
                  <strong className="font-semibold">{t(`role.${one.role}`)}</strong> · {one.nickname}
                </span>
                <span className="block text-xs text-ink-3">
                  {t(`roleText.${one.role}`)}
                  {app !== null && ` · ${app}`}
                </span>
              </span>
              <Button
                kind="outline"
                size="small"
                aria-label={`${t('demoHere')}: ${t(`role.${one.role}`)} ${one.nickname}`}
                busy={signIn.isPending && signIn.variables?.method === 'email' && signIn.variables.email === one.email}
                onClick={() =>
                  signIn.mutate(
                    { method: 'email', email: one.email, password: one.password },
                    { onSuccess: () => app !== null && window.location.assign(app) },
                  )
                }
              >
                {t('demoHere')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
