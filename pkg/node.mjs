// The entry for Node: the wasm comes from the disk.
import { readFile } from 'node:fs/promises';
import { loader } from './api.mjs';

export { checkAnswers, checkStudy, identity, isKindstemError, lint, lintWording, score, scoreText } from './api.mjs';

export const load = loader(readFile, new URL('./dist/core_bg.wasm', import.meta.url));
