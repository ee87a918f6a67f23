// The Arabic catalogue as one module, so that it is loaded as one chunk.

import { joined } from '../joined';

export default joined(import.meta.glob<Record<string, string>>('./ar/*.json', { import: 'default', eager: true }));
