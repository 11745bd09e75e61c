// What came back from the server, or did not: silence is cut short, and an answer that is not GitHub's is told from one
// that is. Errors have the shape of octokit's without a response, so that they count as lost: nobody knows what was done.

/** A request whose answer cannot be used. */
export class UnreadableAnswer extends Error {
  readonly status = 0;
  readonly request: { readonly method: string; readonly request?: unknown };
  readonly isUnreadable = true;

  constructor(message: string, request: UnreadableAnswer['request']) {
    super(message);
    this.name = 'UnreadableAnswer';
    this.request = request;
  }
}

/**
 * Octokit gives a body that it cannot parse as text: the page of a proxy, or JSON that broke off. GitHub says nothing in
 * other forms when it was asked for JSON and did what was asked.
 * @returns what is wrong, in words; undefined for an answer of data, or one that has none
 */
export function unreadable({ status, data }: { readonly status: number; readonly data: unknown }): string | undefined {
  if (typeof data !== 'string' && !(data instanceof ArrayBuffer)) return undefined;
  if (status !== 200 && status !== 201) return undefined;
  const text = typeof data === 'string' ? data : '';
  if (isHtml(text)) return `the answer is ${htmlWords(text)} in place of JSON`;
  return 'the answer broke off or is no JSON';
}

/** What a failed request says, on one line: a page of HTML by its title, and never the link to the documentation. */
export function shortWords(message: string, status: number): string {
  const text = message
    .replace(/ - https:\/\/docs\.github\.com\/\S*$/, '')
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  if (isHtml(text)) return `status ${status} with ${htmlWords(text)}`;
  if (text === '' || text === 'Unknown error') return `status ${status}, and no reason`;
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function isHtml(text: string): boolean {
  return /^\s*<(?:!doctype|html|head|body|\?xml|!--)/i.test(text);
}

function htmlWords(text: string): string {
  const title = /<title[^>]*>\s*([^<]{1,80}?)\s*</i.exec(text)?.[1];
  return title === undefined ? 'a page of HTML' : `a page of HTML called "${title}"`;
}

/** A body that tells when a part of it is taken. A class, since octokit turns plain objects into JSON. */
class WatchedBody {
  readonly #body: AsyncIterable<Uint8Array>;
  readonly #onPart: () => void;

  constructor(body: AsyncIterable<Uint8Array>, onPart: () => void) {
    this.#body = body;
    this.#onPart = onPart;
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    for await (const part of this.#body) {
      this.#onPart();
      yield part;
    }
  }
}

/** What octokit is about to send. */
interface Sent {
  data?: unknown;
  request?: object | undefined;
}

/**
 * Makes a request and gives up when nothing has moved for `silenceMs`: no answer came, and of a body that is sent in parts
 * no part was taken.
 * @param sent is changed in place: octokit's inner hooks are bound to it and take no other
 */
export async function withoutSilence<T>(sent: Sent, silenceMs: number, request: () => Promise<T>): Promise<T> {
  const { data } = sent;
  const controller = new AbortController();
  const seconds = Math.ceil(silenceMs / 1000);
  const timer = setTimeout(() => controller.abort(new Error(`nothing came for ${seconds} s`)), silenceMs);
  sent.request = { ...sent.request, signal: controller.signal };
  if (isAsyncIterable(data)) sent.data = new WatchedBody(data, () => timer.refresh());
  try {
    return await request();
  } finally {
    clearTimeout(timer);
    if (data !== undefined) sent.data = data;
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<Uint8Array> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
