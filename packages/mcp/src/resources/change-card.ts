/** Where hosts find the card that shows a change before and after (MCP Apps). Tools that change something name it. */
export const changeCardUri = 'ui://jenji/change';

/** The card: one page that fetches nothing and asks for no rights. */
export async function readChangeCard() {
  const { changeCard } = await import('../generated/change-card.ts');
  return {
    uri: changeCardUri,
    mimeType: 'text/html;profile=mcp-app',
    text: changeCard,
    _meta: { ui: { prefersBorder: true } },
  };
}
