/** What is offered to clients, as data: loading this entry evaluates no schema, no tool and no SDK. */
export { type HttpSettings, loopbackNames } from './http/http-settings.ts';
export type { ListedTool, ListingChoice } from './registry/tool-listing.ts';
export { defaultToolsets, isToolset, type Toolset, toolsetNames, toolsets } from './registry/toolsets.ts';
export { logLine } from './server/log-line.ts';
export { cacheHint, type Offer, offerOf, type ServerIdentity } from './server/offer.ts';
export { type Advice, type Settings, type Writes, writesModes } from './settings/settings.ts';
