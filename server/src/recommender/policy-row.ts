/** Names the policy the server starts with while nothing is published; it has no row. */
export const builtInPolicyId = '00000000-0000-7000-8000-000000000001';
