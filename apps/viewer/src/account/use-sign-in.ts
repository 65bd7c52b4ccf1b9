import { toast } from '@haowu/ui';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { api, ask, type Session, useSessionChange } from '../api.ts';
import { useWords } from '../i18n/index.ts';

export type Credentials =
  | { method: 'phone'; phone: string; code: string }
  | { method: 'email'; email: string; password: string };

/** Only a path of this site may follow a sign-in. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/';
}

/** What follows every successful sign-in: the merged session, and the way back. */
export function useSignedIn(): (session: Session) => void {
  const t = useWords('account');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const change = useSessionChange();
  return (session) => {
    change(session);
    toast(t('merged'), 'jade');
    navigate(safeNext(search.get('next')), { replace: true });
  };
}

export function useSignIn() {
  const signedIn = useSignedIn();
  return useMutation({
    mutationFn: (body: Credentials) => ask(api.POST('/api/v1/sessions', { body })),
    onSuccess: signedIn,
  });
}
