import tools from '../generated/further-tools.json' with { type: 'json' };

/**
 * The definitions of the tools that are not listed by default. In the file that ships they stand compressed, and are
 * unpacked when an operator chooses one of their toolsets (see scripts/packed-tools.mjs).
 */
export function furtherTools(): readonly unknown[] {
  return tools;
}
