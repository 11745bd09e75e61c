// Zod as this project uses it. By default it writes and compiles a function for every schema that meets its first value,
// which takes longer than a process of ours needs for all its values, and is hardly faster with ten thousand records.
import { z } from 'zod';

z.config({ jitless: true });

export { z };
