/**
 * Governance: reports, restrictions per capability, the claim lexicon, confirmed harms.
 * Promises that every restriction names its rule and version, and that nothing decided is edited; lifting appends.
 * Never asks another room; rooms ask it before they recommend, sell, publish or pay.
 */
export { type ClaimFinding, checkClaims } from './check-claims.ts';
export { confirmHarm } from './confirm-harm.ts';
export { decideReport, fileReport } from './reports.ts';
export {
  type Capability,
  imposeRestriction,
  isRestricted,
  liftRestriction,
  type NewRestriction,
  restrictedAmong,
  restrictedSet,
  type SubjectKind,
} from './restrictions.ts';
export { routes } from './routes.ts';
