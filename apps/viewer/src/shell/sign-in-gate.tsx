import { EmptyState, Loading, Skeleton } from '@haowu/ui';
import type { ReactNode } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { useSession } from '../api.ts';
import { useWords } from '../i18n/index.ts';

/** Where to sign in and come back from. */
export function signInPath(from: string): string {
  return `/sign-in?next=${encodeURIComponent(from)}`;
}

/** Shows its children to people with an account, and the way to sign in to others. */
export function SignInGate({ children }: { children: ReactNode }) {
  const { account, pending } = useSession();
  const t = useWords('shell');
  const location = useLocation();
  if (pending)
    return (
      <div className="p-4">
        <Loading>
          <Skeleton lines={4} />
        </Loading>
      </div>
    );
  if (account === null)
    return (
      <EmptyState
        drawing="gate"
        title={t('signInNeeded')}
        text={t('signInNeededText')}
        action={
          <Link
            className="hw-button hw-button-primary hw-button-medium"
            to={signInPath(location.pathname + location.search)}
          >
            {t('signIn')}
          </Link>
        }
      />
    );
  return children;
}

/** For one act inside an open page: true when there is an account, else leads to the sign-in page and back. */
export function useRequireAccount(): () => boolean {
  const { account } = useSession();
  const navigate = useNavigate();
  const location = useLocation();
  return () => {
    if (account !== null) return true;
    navigate(signInPath(location.pathname + location.search));
    return false;
  };
}
