import { ErrorState } from '@haowu/ui';
import { ApiProblem } from '../api.ts';
import { currentLocale, hasWord, translate, useLocale } from '../i18n/index.ts';

export type ProblemWords = { readonly title: string; readonly text: string };

function kindOf(status: number): string {
  if (status === 0) return 'offline';
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'missing';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 400 || status === 413 || status === 422) return 'invalid';
  if (status === 429) return 'busy';
  return 'failed';
}

/**
 * What went wrong in the reader's words. A word registered under the error's code wins:
 * `addWords('problem', { 'zh-CN': { 'orders.sold_out': '刚刚卖完了' }, … })`, with `…Text` for the second sentence.
 */
export function problemWords(error: unknown): ProblemWords {
  const problem = error instanceof ApiProblem ? error : undefined;
  const kind = kindOf(problem?.status ?? 500);
  const own = problem === undefined ? '' : `problem:${problem.code}`;
  if (own !== '' && hasWord(own))
    return { title: translate(own), text: hasWord(`${own}Text`) ? translate(`${own}Text`) : '' };
  return { title: translate(`problem:${kind}`), text: translate(`problem:${kind}Text`) };
}

/** Both sentences in one line, for a toast or a note. */
export function problemSentence(error: unknown): string {
  const words = problemWords(error);
  if (words.text === '') return words.title;
  return `${words.title}${currentLocale() === 'en' ? '. ' : '。'}${words.text}`;
}

/** The error state of a page or a list. */
export function ProblemState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  useLocale();
  const words = problemWords(error);
  return <ErrorState title={words.title} text={words.text} onRetry={onRetry} />;
}
