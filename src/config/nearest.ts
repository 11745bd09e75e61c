// "Did you mean …?": the known word that a mistyped one is closest to. Pure.
import leven from 'leven';

/** The known word nearest to `word`, or undefined when none is near enough to be meant. Case and `_` do not count. */
export function nearestOf(word: string, known: readonly string[]): string | undefined {
  const typed = plain(word).slice(0, 100);
  const farthest = Math.max(2, Math.floor(typed.length / 3));
  const distances = known.map((candidate) => ({ candidate, distance: leven(typed, plain(candidate)) }));
  distances.sort((a, b) => a.distance - b.distance);
  const best = distances[0];
  return best !== undefined && best.distance <= farthest ? best.candidate : undefined;
}

/** A sentence fragment that helps: the nearest known word, else all of them. */
export function suggestion(word: string, known: readonly string[]): string {
  const nearest = nearestOf(word, known);
  return nearest === undefined ? `known are ${known.join(', ')}` : `did you mean "${nearest}"?`;
}

function plain(word: string): string {
  return word
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll('_', '-');
}
