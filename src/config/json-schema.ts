// The JSON Schema of mlops.yaml, for editors: generated from the zod schema, which is the only source. Pure.
import { z } from '../zod.ts';
import { Config } from './schema.ts';

/** JSON Schema (draft 7, which editors' YAML plug-ins understand best) of what may be written in mlops.yaml. */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(Config, { target: 'draft-07', io: 'input' });
  return { $schema, title: 'mlops.yaml', description: 'Configuration of mlops-action', ...schema };
}
