// Secrets never enter the record. What counts as one: the value of an environment variable whose name says so, in any
// encoding that programs print it in, and text in the shape of a well-known credential. Pure.
import { looksSecretMember, looksSecretVariable } from './secret-name.ts';
import { SECRET_SHAPES } from './secret-shape.ts';

/** Takes the secrets out of a text. */
export type Redactor = (text: string) => string;

const REDACTED = '***';

/** Shorter values are too common in ordinary text to be taken out of it. */
const MIN_SECRET_LENGTH = 6;

const HARMLESS = /^(true|false|null|none|yes|no|default|enabled|disabled|undefined)$/i;

/**
 * A redactor for what these environment variables hold, and for everything that has a credential's shape.
 * @param environment variables by name, as the process has them
 */
export function redactorFrom(environment: Readonly<Record<string, string | undefined>>): Redactor {
  const forms = new Set<string>();
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) continue;
    const secrets = looksSecretVariable(name) ? [value, ...secretMembers(value)] : secretMembers(value);
    // Tools print a many-line secret line by line.
    for (const part of secrets.flatMap((secret) => [secret, ...secret.split(/\r?\n/)])) {
      const secret = part.trim();
      if (secret.length < MIN_SECRET_LENGTH || HARMLESS.test(secret)) continue;
      for (const form of formsOf(secret)) forms.add(form);
    }
  }
  const longestFirst = [...forms]
    .toSorted((a, b) => b.length - a.length)
    .map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  const known = longestFirst.length === 0 ? undefined : new RegExp(longestFirst.join('|'), 'g');
  return (text) => {
    let redacted = known === undefined ? text : text.replace(known, REDACTED);
    for (const { pattern, replacement } of SECRET_SHAPES) redacted = redacted.replace(pattern, replacement);
    return redacted.endsWith(CUT) ? withoutCutSecret(redacted, forms) : redacted;
  };
}

/** What stands at the end of a text that was cut because of its length. */
const CUT = '…';

/** A text that was cut within a secret ends with the beginning of one. */
function withoutCutSecret(text: string, forms: ReadonlySet<string>): string {
  for (const form of forms) {
    for (let length = Math.min(form.length, text.length) - 1; length >= MIN_SECRET_LENGTH; length -= 1) {
      const part = `${form.slice(0, length)}${CUT}`;
      if (text.endsWith(part)) return `${text.slice(0, -part.length)}${REDACTED}${CUT}`;
    }
  }
  return text;
}

/** Secrets inside a variable that holds JSON: a service account, or all inputs of an action. */
function secretMembers(value: string): readonly string[] {
  if (!value.trimStart().startsWith('{')) return [];
  try {
    return Object.entries(JSON.parse(value) as object).flatMap(([name, member]) =>
      typeof member === 'string' && looksSecretMember(name) ? [member] : [],
    );
  } catch {
    return [];
  }
}

function formsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const url = encodeURIComponent(secret.toWellFormed());
  const form = url.replaceAll('%20', '+');
  // As Python's json writes it, and as some libraries write addresses.
  const ascii = json.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const lower = [url, form].map((text) => text.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  const forms = [secret, json, ascii, url, form, ...lower, ...base64Forms(secret)];
  return forms.filter((text) => text.length >= MIN_SECRET_LENGTH);
}

/**
 * The secret in base64 and base64url, alone and as it looks inside the base64 of a longer text (for example of
 * `user:secret`): three alignments, each without the characters at its ends that depend on the neighbours.
 */
function base64Forms(secret: string): readonly string[] {
  const bytes = [...new TextEncoder().encode(secret)];
  const forms = [base64Of(bytes)];
  for (const before of [0, 1, 2]) {
    const aligned = base64Of([...Array.from({ length: before }, () => 0), ...bytes]).replace(/=+$/, '');
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    forms.push(aligned.slice(Math.ceil((before * 8) / 6), whole));
  }
  return forms.flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);
}

function base64Of(bytes: readonly number[]): string {
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
}

/** Goes through every string and every name of a JSON value; a member under a secret's name loses its value. */
export function redactRecord<Value>(value: Value, redact: Redactor): Value {
  return redactValue(value, redact) as Value;
}

// A digest or a time may hold a short secret by chance; taking it out would spoil the record and hide nothing.
const STRUCTURAL = /^(?:(?:sha256:)?[0-9a-f]{32,64}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/;

function redactText(text: string, redact: Redactor): string {
  const redacted = redact(text);
  return STRUCTURAL.test(text) && redacted !== REDACTED ? text : redacted;
}

function redactValue(value: unknown, redact: Redactor): unknown {
  if (typeof value === 'string') return redactText(value, redact);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, redact));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      redact(name),
      typeof member === 'string' && looksSecretMember(name) ? REDACTED : redactValue(member, redact),
    ]),
  );
}
