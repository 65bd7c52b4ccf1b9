import { z } from 'zod';
import { defineRoute, idJson, moneyJson } from '../kernel/index.ts';

export const accountJson = z
  .object({
    id: idJson,
    nickname: z.string(),
    avatarUrl: z.string().nullable(),
    bio: z.string(),
    phone: z.string().nullable().meta({ description: 'masked: 138****0001' }),
    email: z.string().nullable(),
    roles: z.array(z.enum(['creator', 'merchant', 'operator'])),
    shops: z.array(z.object({ id: idJson, name: z.string() })),
    locale: z.enum(['zh-CN', 'en']),
    demo: z.boolean(),
  })
  .meta({ id: 'Account' });

export const sessionJson = z
  .object({ account: accountJson.nullable(), viewerId: idJson, mode: z.enum(['demo', 'production']) })
  .meta({ id: 'Session' });

export const phoneInput = z
  .string()
  .trim()
  .regex(/^1[3-9]\d{9}$/, 'Enter an 11-digit mobile number.');
export const passwordInput = z.string().min(10, 'Use at least 10 characters.').max(200);
const nothingJson = z.object({ ok: z.literal(true) }).meta({ id: 'Done' });
export const doneJson = nothingJson;
export const byId = z.object({ id: idJson });

export const sendSignInCode = defineRoute({
  id: 'identity.sendSignInCode',
  method: 'POST',
  path: '/sign-in-codes',
  summary: 'Send a sign-in code to a phone',
  body: z.object({ phone: phoneInput }),
  answer: z.object({
    sent: z.literal(true),
    expiresInSeconds: z.number(),
    sandboxCode: z.string().nullable().meta({ description: 'shown in demo mode, where no message is sent' }),
  }),
  access: 'anyone',
  ownership: 'none',
  idempotency: 'natural',
  rate: 'sign-in',
});

export const createSession = defineRoute({
  id: 'identity.createSession',
  method: 'POST',
  path: '/sessions',
  summary: 'Sign in',
  body: z.discriminatedUnion('method', [
    z.object({ method: z.literal('phone'), phone: phoneInput, code: z.string().regex(/^\d{6}$/) }),
    z.object({ method: z.literal('email'), email: z.email().max(200), password: z.string().min(1).max(200) }),
  ]),
  answer: sessionJson,
  status: 201,
  access: 'anyone',
  ownership: 'none',
  idempotency: 'natural',
  rate: 'sign-in',
});

export const readSession = defineRoute({
  id: 'identity.readSession',
  method: 'GET',
  path: '/sessions/current',
  summary: 'Who am I',
  answer: sessionJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});

export const deleteSession = defineRoute({
  id: 'identity.deleteSession',
  method: 'DELETE',
  path: '/sessions/current',
  summary: 'Sign out',
  answer: nothingJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});

export const createAccount = defineRoute({
  id: 'identity.createAccount',
  method: 'POST',
  path: '/accounts',
  summary: 'Register with e-mail and password',
  body: z.object({ email: z.email().max(200), password: passwordInput, nickname: z.string().trim().min(1).max(24) }),
  answer: sessionJson,
  status: 201,
  access: 'anyone',
  ownership: 'none',
  idempotency: 'required',
  rate: 'sign-in',
});

export const updateAccount = defineRoute({
  id: 'identity.updateAccount',
  method: 'PATCH',
  path: '/accounts/me',
  summary: 'Change nickname, bio, language',
  body: z
    .object({
      nickname: z.string().trim().min(1).max(24),
      bio: z.string().trim().max(200),
      locale: z.enum(['zh-CN', 'en']),
    })
    .partial(),
  answer: accountJson,
  access: 'account',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});

export const requestPasswordReset = defineRoute({
  id: 'identity.requestPasswordReset',
  method: 'POST',
  path: '/password-resets',
  summary: 'Ask for a reset link',
  body: z.object({ email: z.email().max(200) }),
  answer: z.object({ sent: z.literal(true), sandboxToken: z.string().nullable() }),
  access: 'anyone',
  ownership: 'none',
  idempotency: 'natural',
  rate: 'sign-in',
});

export const resetPassword = defineRoute({
  id: 'identity.resetPassword',
  method: 'POST',
  path: '/password-resets/complete',
  summary: 'Set a new password with a reset token',
  body: z.object({ token: z.string().min(20).max(200), password: passwordInput }),
  answer: nothingJson,
  access: 'anyone',
  ownership: 'none',
  idempotency: 'natural',
  rate: 'sign-in',
});

export const addressInput = z
  .object({
    name: z.string().trim().min(1).max(40),
    phone: phoneInput,
    province: z.string().trim().min(1).max(20),
    city: z.string().trim().min(1).max(20),
    district: z.string().trim().max(30).default(''),
    detail: z.string().trim().min(1).max(120),
    isDefault: z.boolean().default(false),
  })
  .meta({ id: 'AddressFields' });
export const addressJson = z
  .object({
    id: idJson,
    name: z.string(),
    phone: z.string(),
    province: z.string(),
    city: z.string(),
    district: z.string(),
    detail: z.string(),
    isDefault: z.boolean(),
  })
  .meta({ id: 'Address' });

export const listAddresses = defineRoute({
  id: 'identity.listAddresses',
  method: 'GET',
  path: '/addresses',
  summary: 'My address book, the default first',
  answer: z.object({ items: z.array(addressJson) }),
  access: 'account',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
export const createAddress = defineRoute({
  id: 'identity.createAddress',
  method: 'POST',
  path: '/addresses',
  summary: 'Add an address',
  body: addressInput,
  answer: addressJson,
  status: 201,
  access: 'account',
  ownership: 'self',
  idempotency: 'required',
  rate: 'write',
});
export const updateAddress = defineRoute({
  id: 'identity.updateAddress',
  method: 'PUT',
  path: '/addresses/{id}',
  summary: 'Change an address',
  params: byId,
  body: addressInput,
  answer: addressJson,
  access: 'account',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
export const deleteAddress = defineRoute({
  id: 'identity.deleteAddress',
  method: 'DELETE',
  path: '/addresses/{id}',
  summary: 'Remove an address',
  params: byId,
  answer: nothingJson,
  access: 'account',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
export const parseAddress = defineRoute({
  id: 'identity.parseAddress',
  method: 'POST',
  path: '/addresses/parse',
  summary: 'Recognise a pasted address',
  body: z.object({ text: z.string().min(1).max(500) }),
  answer: z.object({
    name: z.string(),
    phone: z.string(),
    province: z.string(),
    city: z.string(),
    district: z.string(),
    detail: z.string(),
  }),
  access: 'anyone',
  ownership: 'none',
  idempotency: 'natural',
  rate: 'write',
});

export const privacyJson = z
  .object({
    personalised: z.boolean(),
    historyKept: z.boolean().meta({ description: 'false: what is watched leaves no history' }),
    monthlySpendingLimit: moneyJson.nullable(),
    consentedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Privacy' });
export const readPrivacy = defineRoute({
  id: 'identity.readPrivacy',
  method: 'GET',
  path: '/privacy',
  summary: 'My privacy choices',
  answer: privacyJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
export const updatePrivacy = defineRoute({
  id: 'identity.updatePrivacy',
  method: 'PATCH',
  path: '/privacy',
  summary: 'Change my privacy choices',
  body: z
    .object({
      personalised: z.boolean(),
      historyKept: z.boolean(),
      monthlySpendingLimit: moneyJson.nullable(),
      consented: z.literal(true),
    })
    .partial(),
  answer: privacyJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
export const exportMyData = defineRoute({
  id: 'identity.exportMyData',
  method: 'GET',
  path: '/accounts/me/export',
  summary: 'Everything kept about me, as one JSON document',
  answer: z.record(z.string(), z.unknown()),
  access: 'account',
  ownership: 'self',
  idempotency: 'none',
  rate: 'write',
});
export const deleteAccount = defineRoute({
  id: 'identity.deleteAccount',
  method: 'DELETE',
  path: '/accounts/me',
  summary: 'Delete my account; order records the law asks for stay, without my name',
  answer: nothingJson,
  access: 'account',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
export const listDemoAccounts = defineRoute({
  id: 'identity.listDemoAccounts',
  method: 'GET',
  path: '/demo/accounts',
  summary: 'A sign-in for each role (demo mode only)',
  answer: z.object({
    items: z.array(
      z.object({
        role: z.enum(['viewer', 'creator', 'merchant', 'operator']),
        nickname: z.string(),
        phone: z.string(),
        email: z.string(),
        password: z.string(),
      }),
    ),
  }),
  access: 'anyone',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
