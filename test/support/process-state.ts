// A worker takes one test file after another: what one leaves in the environment or as the current folder ends with it.
import { afterAll } from 'vitest';

const environment = { ...process.env };
const folder = process.cwd();

afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  process.chdir(folder);
});
