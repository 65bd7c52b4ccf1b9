import { ApiProblem } from '@haowu/api-client';
import type { TFunction } from 'i18next';

/** What an error says to a person: translated by code, with the server's own words where it has none. */
export function problemText(error: unknown, t: TFunction): { title: string; detail: string | undefined } {
  if (!(error instanceof ApiProblem)) return { title: t('problem.unknown'), detail: undefined };
  const known = t(`problem.${error.code.replaceAll('.', '_')}`, { defaultValue: '' });
  const title = known || error.message;
  const fields = error.problem.errors?.map((entry) => entry.message).filter((message) => message !== title);
  const detail = fields?.length ? fields.join('; ') : known ? undefined : error.problem.detail;
  return { title, detail };
}

/** The messages of `problem.errors` by field path (`variants.0.price`), for a form. */
export function fieldErrors(error: unknown): { path: (string | number)[]; message: string }[] {
  if (!(error instanceof ApiProblem)) return [];
  return (error.problem.errors ?? []).map((entry) => ({
    path: entry.path
      .replace(/^body\./, '')
      .split(/[./]/)
      .filter(Boolean)
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    message: entry.message,
  }));
}
