import type { ClaimFinding } from '../governance/index.ts';
import type { StateReason } from './video.ts';

/** Every text of a video that a viewer reads. */
export function readableText(video: { title: string; caption: string; tags: readonly string[] }): string {
  return [video.title, video.caption, ...video.tags].filter((text) => text !== '').join('\n');
}

/**
 * The verdict of the review before publication (DOMAIN P28, P29). A claim that needs proof counts against it: no proof
 * can be handed in with a video. Goods must be on sale, and their moments inside the clip.
 */
export function reviewVideo(
  video: { durationMs: number; goods: readonly { productId: string; momentMs: number }[] },
  findings: readonly Pick<ClaimFinding, 'level' | 'term' | 'ruleId'>[],
  onSale: ReadonlySet<string>,
): { against: StateReason[]; warnings: StateReason[] } {
  const against: StateReason[] = [];
  const warnings: StateReason[] = [];
  for (const finding of findings) {
    const detail = `${finding.term} (${finding.ruleId})`;
    if (finding.level === 'block') against.push({ code: 'claim_blocked', detail });
    else if (finding.level === 'prove') against.push({ code: 'claim_needs_proof', detail });
    else warnings.push({ code: 'claim_warned', detail });
  }
  for (const { productId, momentMs } of video.goods) {
    if (!onSale.has(productId)) against.push({ code: 'goods_not_on_sale', detail: productId });
    if (momentMs > video.durationMs)
      against.push({ code: 'moment_outside', detail: `${momentMs} > ${video.durationMs}` });
  }
  return { against, warnings };
}
