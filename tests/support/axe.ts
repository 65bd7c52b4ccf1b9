/// <reference lib="dom" />
import axe from 'axe-core';
import type { Screen } from './browser.ts';

export type Violation = { rule: string; where: string; why: string };

type AxeResult = {
  violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string; html: string }[] }[];
};

const nodesShown = 4;

/** Checks what is on the screen now; `rules` only these, else all of axe's. Runs past the page's CSP, which stays as it is. */
export async function checkAccessibility(screen: Screen, rules?: readonly string[]): Promise<Violation[]> {
  const { result: known } = await screen.devtools.send('Runtime.evaluate', {
    expression: 'typeof axe',
    returnByValue: true,
  });
  if (known.value === 'undefined') await screen.devtools.send('Runtime.evaluate', { expression: axe.source });
  const options = { resultTypes: ['violations'], ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}) };
  const { result, exceptionDetails } = await screen.devtools.send('Runtime.evaluate', {
    expression: `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => ({ violations }))`,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(`axe did not run: ${exceptionDetails.text}`);
  return (result.value as AxeResult).violations.flatMap((violation) =>
    violation.nodes.slice(0, nodesShown).map((node) => ({
      rule: violation.id,
      where: `${String(node.target)}  ${node.html.slice(0, 160)}`,
      why: (node.failureSummary ?? violation.help).replace(/\s+/g, ' ').slice(0, 220),
    })),
  );
}
