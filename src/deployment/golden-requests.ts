// Golden requests: what is asked of a model that was deployed, and what it must answer. One JSON object a line. Pure.
import { z } from '../zod.ts';
import { MlopsError } from '../error.ts';

const MAX_TEXT = 1_000_000;
const MAX_REQUESTS = 1000;

const HeaderName = z.string().regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/, 'the name of a header');
const HeaderValue = z
  .string()
  .max(2000)
  .regex(/^[^\r\n\0]*$/, 'a header on one line');

export const GoldenRequest = z
  .strictObject({
    /** Sent as JSON; without it nothing is sent. */
    request: z.unknown().optional(),
    /** What must be in the answer; other members of objects may be there too. */
    response: z.unknown().optional(),
    /** From the address of the health check; that address itself by default. */
    path: z
      .string()
      .min(1)
      .max(2000)
      .regex(/^\/(?!\/)/, 'a path that begins with one slash')
      .exactOptional(),
    /** POST by default where something is sent, else GET. */
    method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).exactOptional(),
    /** The exact one; any below 400 by default. */
    status: z.number().int().min(100).max(599).exactOptional(),
    headers: z.record(HeaderName, HeaderValue).exactOptional(),
    /** Where it stands in its file, counted from 1. */
    line: z.number().int().positive().exactOptional(),
  })
  .refine(({ response, status }) => response !== undefined || status !== undefined, 'needs "response" or "status"')
  .refine(
    ({ request, method }) => request === undefined || (method !== 'GET' && method !== 'HEAD'),
    'with "request" the method cannot be GET or HEAD',
  );
export type GoldenRequest = Readonly<z.infer<typeof GoldenRequest>>;

/**
 * Reads a file of golden requests; blank lines are passed over.
 * @param file its name, for errors
 * @throws MlopsError `config-invalid` that names the line
 */
export function parseGoldenRequests(text: string, file: string): readonly GoldenRequest[] {
  if (text.length > MAX_TEXT) throw invalid(file, undefined, `has more than ${MAX_TEXT} characters`);
  const requests: GoldenRequest[] = [];
  for (const [index, content] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const line = index + 1;
    if (content.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(content);
    } catch (cause) {
      throw invalid(file, line, `is no JSON: ${(cause as Error).message}`);
    }
    const parsed = GoldenRequest.safeParse(value);
    const issue = parsed.error?.issues[0];
    if (issue !== undefined) {
      const where = issue.path.length === 0 ? '' : `"${issue.path.join('.')}" `;
      throw invalid(file, line, `is no golden request: ${where}${issue.message}`);
    }
    if (parsed.data !== undefined) requests.push({ ...parsed.data, line });
    if (requests.length > MAX_REQUESTS) throw invalid(file, line, `is more than the ${MAX_REQUESTS} that are asked`);
  }
  if (requests.length === 0) throw invalid(file, undefined, 'holds no golden request');
  return requests;
}

function invalid(file: string, line: number | undefined, what: string): MlopsError {
  const place = line === undefined ? { file } : { file, line };
  return new MlopsError(
    'config-invalid',
    `${file}${line === undefined ? '' : `:${line}`} ${what}`,
    'A line is a JSON object such as {"request": {"distance": 2.5}, "response": {"duration": 12.1}}; it may also have ' +
      '"path", "method", "status" and "headers".',
    { place },
  );
}
