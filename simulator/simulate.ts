import { simulate } from './src/evaluate/simulate.ts';

process.exitCode = await simulate(process.argv.slice(2));
