import { pathToFileURL } from 'node:url';
import * as everything from '../../src/index.js';
import { builtInVendors, type Vendor, type VendorOptions } from '../../src/index.js';
import type { DocumentedVendor } from '../../src/samples/documented.js';
import type { VendorExamples } from '../../src/samples/examples.js';
import { factoryName } from '../../src/vendors/names.js';
import type { builtInSamples } from '../../src/vendors/samples.js';

/** A built-in vendor, with the test data in its folder. */
export interface BuiltIn {
  readonly name: string;
  /** The name of its factory. */
  readonly key: keyof typeof builtInSamples;
  readonly make: (options?: VendorOptions) => Vendor;
  readonly vendor: Vendor;
  readonly documented: DocumentedVendor;
  readonly examples: VendorExamples;
}

/** The folder of a vendor in `src/vendors/`: `messages.dev` is in `messages-dev`. */
export const folderOf = (name: string) => name.replaceAll('.', '-');

const source = new URL('../../src/vendors/', pathToFileURL(import.meta.filename));
const factories = new Map(Object.entries(everything) as readonly (readonly [string, BuiltIn['make']])[]);

/** The exports of a file in the folder of a vendor. */
async function load<Exported>(name: string, file: string): Promise<Exported> {
  return (await import(new URL(`${folderOf(name)}/${file}`, source).pathname)) as Exported;
}

/** Every built-in vendor, for tests of all vendors. */
export const builtIn: readonly BuiltIn[] = await Promise.all(
  builtInVendors().map(async (vendor) => {
    const { name } = vendor;
    const key = factoryName(name) as BuiltIn['key'];
    const make = factories.get(key);
    if (make === undefined) throw new Error(`src/index.ts exports no ${key}(), which makes the vendor ${name}.`);
    const { documented } = await load<Pick<BuiltIn, 'documented'>>(name, 'documented-codes.ts');
    const { examples } = await load<Pick<BuiltIn, 'examples'>>(name, 'examples.ts');
    return { name, key, make, vendor, documented, examples };
  }),
);

/** The lines of all documented codes of a vendor. */
export const allCodesOf = ({ codes, webhookCodes = '' }: DocumentedVendor) => codes + webhookCodes;
