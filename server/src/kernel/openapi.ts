import { z } from 'zod';
import { problemJson } from './errors.ts';
import type { AnyContract } from './route.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the declared routes. Schemas with an `id` become components. */
export function openApiDocument(contracts: readonly AnyContract[], version: string): Json {
  const components: Record<string, Json> = {};
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const {
      $schema: _,
      $defs: defs,
      ...root
    } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json & { $defs?: Record<string, Json> };
    for (const [name, definition] of Object.entries(defs ?? {})) {
      components[name] = rename(withoutId(definition)) as Json;
    }
    if (typeof root.id === 'string') {
      components[root.id] = rename(withoutId(root)) as Json;
      return { $ref: `#/components/schemas/${root.id}` };
    }
    return rename(root) as Json;
  };
  const paths: Record<string, Record<string, Json>> = {};
  for (const contract of contracts) {
    const parameters: Json[] = [
      ...parametersOf(contract.params, 'path', schemaOf),
      ...parametersOf(contract.query, 'query', schemaOf),
      ...(contract.idempotency === 'required'
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              schema: { type: 'string', minLength: 8, maxLength: 100 },
            },
          ]
        : []),
    ];
    const operation: Json = {
      operationId: contract.id,
      summary: contract.summary,
      tags: [contract.id.split('.')[0]],
      'x-access': contract.access,
      'x-ownership': contract.ownership,
      'x-idempotency': contract.idempotency,
      'x-rate-class': contract.rate,
      ...(parameters.length > 0 ? { parameters } : {}),
      ...(contract.body
        ? {
            requestBody: {
              required: true,
              content: { 'application/json': { schema: schemaOf(contract.body, 'input') } },
            },
          }
        : {}),
      responses: {
        [contract.status ?? 200]: {
          description: 'done',
          content: { 'application/json': { schema: schemaOf(contract.answer, 'output') } },
        },
        default: {
          description: 'refused, with a stable code',
          content: { 'application/problem+json': { schema: schemaOf(problemJson, 'output') } },
        },
      },
    };
    const address = `/api/v1${contract.path}`;
    paths[address] = { ...paths[address], [contract.method.toLowerCase()]: operation };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Haowu 好物', version, license: { name: 'Apache-2.0' } },
    paths,
    components: { schemas: Object.fromEntries(Object.entries(components).sort(([a], [b]) => a.localeCompare(b))) },
  };
}

function withoutId(definition: Json): Json {
  const { id: _, $schema: __, ...rest } = definition;
  return rest;
}

/** Points references at the document's components. */
function rename(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Json).map(([key, item]) => {
    if (key === '$ref' && typeof item === 'string') return [key, item.replace('#/$defs/', '#/components/schemas/')];
    return [key, rename(item)];
  });
  return Object.fromEntries(entries);
}

function parametersOf(
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
  schemaOf: (schema: z.ZodType, io: 'input') => Json,
): Json[] {
  if (!schema) return [];
  const object = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(object.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (object.required ?? []).includes(name),
    schema: property,
    ...(typeof property.description === 'string' ? { description: property.description } : {}),
  }));
}
