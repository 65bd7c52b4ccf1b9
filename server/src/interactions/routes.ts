import { type BoundRoute, bind } from '../kernel/index.ts';
import * as contract from './contract.ts';
import { recordActions } from './record-actions.ts';

export const routes: readonly BoundRoute[] = [
  bind(contract.recordActions, ({ world, principal, body }) => recordActions(world, principal, body.actions)),
];
