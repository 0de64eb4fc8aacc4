/**
 * A text for a message, a prompt or a problem of the editor, which makes links of `[…](https:…)` and `[…](command:…)` in all
 * of them, trusted or not. What people typed in Jenji is part of many, and must not become something to click on.
 */
export function messageText(text: string): string {
  return text.replaceAll('](', '] (');
}
