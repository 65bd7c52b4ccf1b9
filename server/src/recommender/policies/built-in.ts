import { readFileSync } from 'node:fs';
import { defaultPolicy, type Policy, PolicyError, parsePolicy } from '@haowu/interest-engine';
import { ConfigError, type World } from '../../kernel/index.ts';

const known = new WeakMap<World, Policy>();

/**
 * What the server ranks by while nothing is published: the file of HAOWU_POLICY_FILE, or the engine's own default. Read
 * once a process. @throws ConfigError when the file cannot be read or used: then the server does not start.
 */
export function builtInPolicy(world: World): Policy {
  const policy = known.get(world) ?? readBuiltIn(world.config.policyFile);
  known.set(world, policy);
  return policy;
}

function readBuiltIn(file: string | undefined): Policy {
  if (file === undefined) return defaultPolicy;
  try {
    return parsePolicy(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const code = error instanceof PolicyError ? ` (${error.code})` : '';
    throw new ConfigError(`HAOWU_POLICY_FILE: ${file} cannot be used. ${reason}${code}`);
  }
}
