// What both entries export. The verbs are the wasm's own; until it is loaded, each says so.
import init, * as door from './dist/core.js';

const NAME = 'KindstemError';

/** An error as the wasm makes them; there it is about an argument, here it is not. */
const failure = (code, message, cause) =>
  Object.assign(new Error(message, cause && { cause }), { name: NAME, code, argument: undefined, findings: [] });

/** Asked by name, because a page and its frame have a class `Error` each. */
export const isKindstemError = e => e?.name === NAME && Array.isArray(e.findings);

let loading;
let loaded = false;

/** Makes `load` out of a way to read an address: once for all callers, and anew where it failed. */
export const loader = (read, here) => wasm =>
  (loading ??= begin(read, wasm ?? here).catch(e => {
    loading = undefined;
    throw e;
  }));

async function begin(read, wasm) {
  try {
    await init({ module_or_path: await bytes(read, await wasm) });
    loaded = true;
  } catch (e) {
    const todo = 'is the file there, and no other? load() also takes its address, its bytes, or a Response';
    throw failure('load_failed', `core_bg.wasm cannot be loaded: ${e?.message ?? e}; ${todo}`, e);
  }
}

async function bytes(read, wasm) {
  if (typeof wasm === 'string' || wasm?.href) return read(wasm);
  if (typeof wasm?.arrayBuffer !== 'function') return wasm;
  if (!wasm.ok) throw new Error(`${wasm.url} answered ${wasm.status}`);
  return wasm.arrayBuffer();
}

function ready() {
  if (!loaded) throw failure('not_loaded', 'kindstem was used before it was loaded; write `await load()` once, before');
  return door;
}

export const score = (structure, answers, options) => ready().score(structure, answers, options);
export const scoreText = (structure, answers, options) => ready().scoreText(structure, answers, options);
export const checkAnswers = (structure, answers, options) => ready().checkAnswers(structure, answers, options);
export const lint = structure => ready().lint(structure);
export const lintWording = (structure, wording) => ready().lintWording(structure, wording);
export const checkStudy = (study, instruments, today) => ready().checkStudy(study, instruments, today);
export const identity = bytes => ready().identity(bytes);
