// Web addresses from foreign hands that a forge turns into links. Pure.

/** The address if it is one of http or https without credentials, else undefined. */
export function httpAddress(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 2000 || !URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return username === '' && password === '' ? href : undefined;
}
