// Text that is a credential by its shape, wherever it comes from. Pure.

interface SecretShape {
  readonly pattern: RegExp;
  readonly replacement: string;
}

const shape = (pattern: RegExp, replacement = '***'): SecretShape => ({ pattern, replacement });

const SECRET_FLAG =
  '(?:password|passwd|passphrase|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credentials?)';

export const SECRET_SHAPES: readonly SecretShape[] = [
  // PEM, also without its end.
  shape(
    /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  ),
  // GitHub: https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
  shape(/\bgh[pousr]_[A-Za-z0-9]{20,}/g),
  shape(/\bgithub_pat_[A-Za-z0-9_]{20,}/g),
  shape(/\bglpat-[A-Za-z0-9_-]{16,}/g),
  // AWS access key ids.
  shape(/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g),
  // Slack, Hugging Face, OpenAI and Anthropic, Google, npm, PyPI, DigitalOcean, Stripe.
  shape(/\bxox[a-z]-[A-Za-z0-9-]{10,}/g),
  shape(/\bhf_[A-Za-z0-9]{16,}/g),
  shape(/\bsk-[A-Za-z0-9_-]{16,}/g),
  shape(/\bAIza[A-Za-z0-9_-]{30,}/g),
  shape(/\bnpm_[A-Za-z0-9]{30,}/g),
  shape(/\bpypi-[A-Za-z0-9_-]{30,}/g),
  shape(/\bdop_v1_[a-f0-9]{32,}/g),
  shape(/\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/g),
  // JSON Web Tokens.
  shape(/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g),
  // User and password in an address.
  shape(/\b([a-z][a-z0-9+.-]{1,30}:\/\/)[^\s/@:'"]{0,200}:[^\s/@'"]{1,500}@/gi, '$1***@'),
  shape(/\b(https?:\/\/)[^\s/@:'"]{16,500}@/gi, '$1***@'),
  shape(/\b(authorization:\s*(?:bearer|basic|token)\s+)[^\s'"]{6,}/gi, '$1***'),
  // Arguments and assignments of a command; a variable's name in their place is no secret.
  shape(new RegExp(`(--(?:[a-z0-9]+[-_])*${SECRET_FLAG}(?:=|\\s+)['"]?)(?![$\\-'"<\\[])[^\\s'"]{6,}`, 'gi'), '$1***'),
  shape(
    /\b((?:[A-Z0-9]+_)*(?:TOKEN|SECRET|PASSWORD|PASSWD|API_KEY|ACCESS_KEY|PRIVATE_KEY)=['"]?)(?![$'"])[^\s'"]{6,}/g,
    '$1***',
  ),
];
