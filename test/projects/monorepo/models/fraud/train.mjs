// Scores payments by two hand-set weights and measures the area under the ROC curve by counting pairs.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const { amount_weight: byAmount, night_weight: byNight } = JSON.parse(readFileSync('params.json', 'utf8'));
const payments = readFileSync('payments.csv', 'utf8').trim().split('\n').slice(1).map((line) => line.split(',').map(Number));
const scored = payments.map(([amount, night, fraud]) => ({ score: amount * byAmount + night * byNight, fraud }));
const bad = scored.filter(({ fraud }) => fraud === 1);
const good = scored.filter(({ fraud }) => fraud === 0);
const pairs = bad.flatMap((one) => good.map((other) => (one.score > other.score ? 1 : one.score === other.score ? 0.5 : 0)));
const auc = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length;

mkdirSync('model', { recursive: true });
writeFileSync('model/weights.json', JSON.stringify({ byAmount, byNight }));
writeFileSync('metrics.json', JSON.stringify({ auc, n: payments.length }));
console.log(`auc ${auc}`);
