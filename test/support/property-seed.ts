// Property tests draw the same cases in every run, so that a red build is one's own doing.
// Draw others with PROPERTY_SEED=$RANDOM npm test.
import { configureGlobal } from 'fast-check';

configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 20261123) });
