// What `import structure from 'kindstem/instruments/phq-9.json' with { type: 'json' }` gives. A module of the old kind,
// because older compilers read an import of JSON that way.
import type { Structure } from './structure.d.ts' with { 'resolution-mode': 'import' };

declare const structure: Structure;
export = structure;
