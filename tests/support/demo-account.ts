import type { House } from './house.ts';

export type DemoRole = 'viewer' | 'creator' | 'merchant' | 'operator';

/** Signs in as the demo account of a role, as one press on the sign-in page does. @returns the cookie header of its browser */
export async function signInDemo(house: House, role: DemoRole): Promise<string> {
  const accounts = await house.send<{ items: { role: string; email: string; password: string }[] }>(
    'GET',
    '/api/v1/demo/accounts',
  );
  const account = accounts.body.items.find((one) => one.role === role);
  if (!account) throw new Error(`the demo town has no ${role}`);
  const session = await house.send('POST', '/api/v1/sessions', {
    body: { method: 'email', email: account.email, password: account.password },
  });
  const set = [session.headers['set-cookie']].flat().join(', ');
  return ['haowu_session', 'haowu_viewer']
    .flatMap((name) => new RegExp(`${name}=[^;]+`).exec(set)?.[0] ?? [])
    .join('; ');
}
