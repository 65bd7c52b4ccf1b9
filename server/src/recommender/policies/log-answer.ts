import type { SlotRecord } from '@haowu/interest-engine';
import type { z } from 'zod';
import type { policyCheckJson } from '../contract.ts';

export type OffPolicyResult = NonNullable<z.input<typeof policyCheckJson>['offPolicy']>;
/** The same drawn places as the draft and as the policy in force see them. */
export type LogTask = { draft: SlotRecord[]; published: SlotRecord[] };
export type LogAnswer = Pick<OffPolicyResult, 'effectiveSample' | 'meanWeight' | 'estimates' | 'refusal'>;
