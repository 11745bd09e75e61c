// Who may do what in a repository, and what they react to, as GitHub answers: the `emulate` package knows of neither.

export interface PeopleOptions {
  /** What people may do, by login: `admin`, `write`, `read` or `none`. Anybody else is nobody that GitHub knows. */
  readonly permissions?: Readonly<Record<string, string>>;
}

interface GivenReaction {
  readonly comment: number;
  readonly content: string;
}

export interface GitHubPeople {
  readonly reactions: readonly GivenReaction[];
  /** Undefined for any other request. */
  answer(method: string, path: string, body: Buffer): { readonly status: number; readonly value: unknown } | undefined;
}

const PERMISSION = /^\/repos\/[^/]+\/[^/]+\/collaborators\/([^/]+)\/permission$/;
const REACTIONS = /^\/repos\/[^/]+\/[^/]+\/issues\/comments\/(\d+)\/reactions$/;
const CONTENTS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'];

export function gitHubPeople({ permissions = {} }: PeopleOptions): GitHubPeople {
  const reactions: GivenReaction[] = [];
  return {
    reactions,
    answer(method, path, body) {
      const login = decodeURIComponent(PERMISSION.exec(path)?.[1] ?? '');
      if (method === 'GET' && login !== '') {
        if (!Object.hasOwn(permissions, login)) return { status: 404, value: { message: `${login} is not a user` } };
        return {
          status: 200,
          value: { permission: permissions[login], role_name: permissions[login], user: { login } },
        };
      }
      const comment = Number(REACTIONS.exec(path)?.[1] ?? 0);
      if (method !== 'POST' || comment === 0) return undefined;
      const { content = '' } = JSON.parse(body.toString()) as { content?: string };
      if (!CONTENTS.includes(content)) return { status: 422, value: { message: 'Validation Failed' } };
      const isThere = reactions.some((each) => each.comment === comment && each.content === content);
      if (!isThere) reactions.push({ comment, content });
      return { status: isThere ? 200 : 201, value: { id: reactions.length, content } };
    },
  };
}
