import { ApiProblem } from '@haowu/api-client';

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
