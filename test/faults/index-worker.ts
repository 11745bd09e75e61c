// A process of its own that brings an index up to date and prints the ids of its runs, newest first.
import { idsIn, indexOptions } from '../tracking/local-index/open-test-index.ts';

const [url = '', folder = ''] = process.argv.slice(2);
console.log(JSON.stringify(await idsIn(indexOptions(url, folder))));
