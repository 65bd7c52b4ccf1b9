import { ApiProblem } from '@haowu/api-client';
import type { TFunction } from 'i18next';
import { plain } from '../figures.ts';
import type { Policy } from '../queries.ts';
import { type PolicyDocument, type PolicyValue, valueAt } from './policy-document.ts';

/** What the server says is wrong with a policy, by dotted path of its key; '' where it speaks of the whole. */
export function problemKeys(error: unknown): ReadonlyMap<string, string> {
  if (!(error instanceof ApiProblem)) return new Map();
  return new Map(
    (error.problem.errors ?? []).map(({ path, message }) => [
      path
        .replaceAll('/', '.')
        .replace(/^\.?(?:body\.)?/, '')
        .replace(/^policy(?:\.|$)/, ''),
      message,
    ]),
  );
}

/** The problems that still hold: a key that was changed or taken away since the refusal waits for the next save. */
export function standingProblems(
  problems: ReadonlyMap<string, string>,
  refused: PolicyDocument | undefined,
  typed: PolicyDocument | null,
): ReadonlyMap<string, string> {
  if (!refused || !typed) return problems;
  const isStanding = (path: string) =>
    path === '' || JSON.stringify(valueAt(typed, path)) === JSON.stringify(valueAt(refused, path));
  return new Map([...problems].filter(([path]) => isStanding(path)));
}

/** The server's refusals in the reader's language; one this page has no words for stays as the server said it. */
export function problemSentences(
  t: TFunction,
  error: unknown,
  problems: ReadonlyMap<string, string>,
  refused: PolicyDocument | undefined,
  fields: Policy['fields'],
): ReadonlyMap<string, string> {
  if (!(error instanceof ApiProblem)) return problems;
  const words = (path: string, said: string): string => {
    if (error.code !== 'policy.out_of_range')
      return t(`engine.refusal.${error.code.replace(/^policy\./, '')}`, {
        key: path,
        known: keysBeside(path, fields),
        defaultValue: said,
      });
    const field = fields.find((entry) => entry.path === path);
    if (!field) return said;
    // a number within its range is refused for the one before it: quotas of the pools rise
    if (refused && rangeProblem(field, valueAt(refused, path)) === null) return t('engine.refusal.quotas');
    return t(field.whole ? 'engine.editor.outOfRangeWhole' : 'engine.editor.outOfRange', {
      least: plain(field.least),
      most: plain(field.most),
    });
  };
  return new Map([...problems].map(([path, said]) => [path, words(path, said)]));
}

/** What is off about a value by its range alone. */
export function rangeProblem(
  field: Policy['fields'][number],
  value: PolicyValue | undefined,
): 'range' | 'whole' | null {
  if (typeof value !== 'number') return 'range';
  if (value < field.least || value > field.most) return 'range';
  return field.whole && !Number.isInteger(value) ? 'whole' : null;
}

/** The keys the policy knows where an unknown one stands. */
function keysBeside(path: string, fields: Policy['fields']): string {
  const above = path.slice(0, path.lastIndexOf('.') + 1);
  const names = fields
    .filter((field) => field.path.startsWith(above))
    .map((field) => field.path.slice(above.length).split('.')[0] ?? '');
  return [...new Set(names)].join(', ');
}
