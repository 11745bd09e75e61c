// Which names of variables and params say that their value is a secret. Pure.

const SECRET_WORDS = words('token secret secrets password passwd passphrase credential credentials apikey bearer dsn');

/** Words that mean a secret in a variable of a process, but may be anything in a file of params. */
const SECRET_VARIABLE_WORDS = words('key keys pwd pass pat auth cookie sas');

/** Words before `key` that make it a secret anywhere. */
const SECRET_KEY_KINDS = words('api access account auth encryption private secret signing ssh');

/** Words before `key` or `token` that make it something else: cache keys, the special tokens of a tokenizer. */
const HARMLESS_BEFORE = words(
  'cache comment foreign gpg group hot label partition primary public sort target ' +
    'audio bos cls eos image mask max min new num pad per sep special unk',
);

/** Words after `key` or `token` that only describe one: KEY_COLUMN, TOKEN_TYPE. SECRET_VALUE and TOKEN_PROD are secrets. */
const HARMLESS_AFTER = words('column columns count counts dim file id ids length name names path size type uri url');

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Variables whose name has such a word and whose value is no secret. */
const HARMLESS_VARIABLES = new Set(['PWD', 'OLDPWD', 'SSH_AUTH_SOCK', 'XAUTHORITY']);

/** True for a variable such as `HF_TOKEN`, `INPUT_GITHUB-TOKEN`, `DB_PASS` or `AWS_SECRET_ACCESS_KEY`. */
export function looksSecretVariable(name: string): boolean {
  if (HARMLESS_VARIABLES.has(name)) return false;
  return hasSecretWord(name, (word) => SECRET_WORDS.has(word) || SECRET_VARIABLE_WORDS.has(word));
}

/** True for a param or member such as `password`, `hf_token` or `apiKey`; a bare `key` may be the name of a column. */
export function looksSecretMember(name: string): boolean {
  return hasSecretWord(
    name,
    (word, before) => SECRET_WORDS.has(word) || (word === 'key' && SECRET_KEY_KINDS.has(before ?? '')),
  );
}

function hasSecretWord(name: string, isSecret: (word: string, before: string | undefined) => boolean): boolean {
  const parts = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  return parts.some((word, index) => {
    const [before, after] = [parts[index - 1], parts[index + 1]];
    return isSecret(word, before) && !HARMLESS_BEFORE.has(before ?? '') && !HARMLESS_AFTER.has(after ?? '');
  });
}
