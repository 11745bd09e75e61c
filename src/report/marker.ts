// The comment's identity: an HTML comment on the first line, which no key can close or break.

/**
 * First line of the sticky comment of this key.
 * @param pullRequest number of the pull request; absent on the local forge
 */
export function commentMarker(key: string, pullRequest?: number): string {
  const number = pullRequest === undefined ? '' : ` pr=${pullRequest}`;
  return `<!-- mlops:report v=1 key=${percentEncoded(key)}${number} -->`;
}

/** Letters, digits, dots, underscores, slashes and single dashes stay as they are. */
function percentEncoded(text: string): string {
  return encodeURIComponent(Array.from(text.toWellFormed()).slice(0, 200).join(''))
    .replaceAll('%2F', '/')
    .replaceAll(/[!'()*~]|-(?=-)|-$/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}
