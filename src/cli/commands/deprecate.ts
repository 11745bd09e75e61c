// mlops deprecate: a model, a version or a stage is taken back, by a tag that says why.
import { deprecateModel, type Deprecated } from '../../pipeline/versions/deprecate-model.ts';
import { redactorFrom } from '../../run/redact.ts';
import { readActor } from '../event-writer.ts';
import { readableTrackingBranch, type HistoryOptions } from '../local-history.ts';
import { localPorts } from '../local-ports.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { printableLine } from '../printable.ts';
import { openWorkspace } from '../workspace.ts';

export interface DeprecateOptions extends HistoryOptions {
  readonly reason: string | undefined;
  readonly force: boolean;
  readonly push: boolean;
}

export async function deprecate(
  words: readonly [string, string | undefined, string | undefined],
  options: DeprecateOptions,
): Promise<number> {
  const [model, version, stage] = spreadOut(words);
  const workspace = await openWorkspace(options.repo);
  const log = terminalLog(options.json);
  const trackingBranch = await readableTrackingBranch(options, workspace, log);
  const ports = await localPorts(workspace, { trackingBranch, pushTags: options.push, log });
  const redact = redactorFrom(process.env);
  const reason = options.reason === undefined ? undefined : redact(options.reason.trim()) || undefined;
  const actor = await readActor(workspace.git, redact);
  const deprecated = await deprecateModel({ model, version, stage, reason, actor, force: options.force }, ports);
  if (options.json) printJson(deprecated);
  else print(renderDeprecated(deprecated));
  return 0;
}

/** `model@v1.2.3`, as all other commands name a version, is the model and its version. */
function spreadOut(words: Parameters<typeof deprecate>[0]): Parameters<typeof deprecate>[0] {
  const [first, second, third] = words;
  const at = first.lastIndexOf('@');
  return at > 0 && third === undefined ? [first.slice(0, at), first.slice(at + 1), second] : words;
}

function renderDeprecated({ model, version, stage, tag, unchanged, consequences }: Deprecated): string {
  const what =
    version === undefined
      ? `${model} is deprecated`
      : stage === undefined
        ? `${model} ${version} is taken back`
        : `${model} ${version} is no longer in ${stage}`;
  const lines = tag === undefined ? [`nothing to do: ${unchanged}`] : [`${what}: ${tag}`, ...consequences];
  return lines.map(printableLine).join('\n');
}
