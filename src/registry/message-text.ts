// Text of foreign hands in the messages of tags: it must not start a line, move a cursor or turn the direction. Pure.

/** Foreign text on one line without control, direction and invisible characters. */
export function plainLine(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** JSON keeps meaning the same when these are written as escapes; they stand only inside its strings. */
export function asciiControls(json: string): string {
  return json.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => {
      const unit = character.charCodeAt(index).toString(16);
      return String.raw`\u${unit.padStart(4, '0')}`;
    }).join(''),
  );
}

/** A tag's message without the signature, which holds for no other tag. */
export function unsigned(message: string): string {
  return message.replace(/^-----BEGIN (?:PGP|SSH|SIGNED) [\s\S]*$/m, '').trim();
}
