/**
 * Identity: sign-in, sessions, roles, memberships, addresses, privacy choices.
 * Promises that a caller is who the session says, and that a viewer's choices are asked before they are used.
 * Never decides what an account may do in another room beyond its roles and shops.
 */
export { grantRole, joinShop, renameShop, setAvatarUrl, shopStaff } from './memberships.ts';
export { parseAddressText } from './parse-address.ts';
export { readPrivacyOf } from './privacy.ts';
export { forgetSessions, resolvePrincipal, sessionCookie, viewerCookie } from './resolve-principal.ts';
export { demoPassword, type ExportParts, identityRoutes } from './routes.ts';
export { hashPassword, openSession } from './sign-in.ts';
export {
  type AccountCardRow,
  insertAccount,
  insertAddress,
  lockPrivacy,
  type NewAccount,
  selectAccountCards as accountCards,
  selectAddresses,
  selectPrivacy,
} from './store.ts';
export { readViewerCookie, signViewerCookie } from './viewer-cookie.ts';
