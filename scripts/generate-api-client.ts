import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { contracts } from '../server/src/app/contracts.ts';
import { openApiDocument } from '../server/src/kernel/openapi.ts';

/** Writes the typed client's schema from the route declarations; run it after changing a contract. */
const folder = path.resolve(import.meta.dirname, '../packages/api-client/src');
mkdirSync(folder, { recursive: true });
const document = openApiDocument(contracts, '0.1.0');
const nodes = await openapiTypescript(structuredClone(document) as never, { defaultNonNullable: false });
writeFileSync(
  path.join(folder, 'schema.d.ts'),
  `/* Generated from the route declarations by \`npm run generate\`. */\n${astToString(nodes)}`,
);
console.log(
  `${contracts.length} routes, ${Object.keys((document.components as { schemas: object }).schemas).length} components`,
);
