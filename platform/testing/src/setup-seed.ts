/** Chance that repeats: properties are tried on the same values in every run, or on others with `SOTTO_TEST_SEED=<a whole number>`. */
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['SOTTO_TEST_SEED'] ?? 20_261_121) });
