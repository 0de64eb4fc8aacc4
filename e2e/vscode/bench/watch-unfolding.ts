import type { Locator } from 'playwright-core';

/**
 * Watches a list of VS Code for the click that unfolds a row, inside the page, where the way from the test to the page
 * takes no time.
 *
 * @param index Of the row that is about to be clicked.
 * @returns Asks for the milliseconds from the click to the frame in which a child is drawn; undefined as long as none is.
 */
export async function watchUnfolding(list: Locator, index: number): Promise<() => Promise<number | undefined>> {
  const page = list.page();
  await list.evaluate((element, row) => {
    const bench = window as unknown as { unfolding?: number };
    delete bench.unfolding;
    const level = (at: number) =>
      Number(element.querySelector(`.monaco-list-row[data-index="${at}"]`)?.getAttribute('aria-level'));
    const parentLevel = level(row);
    let clicked: number | undefined;
    const onClick = (event: Event) => {
      clicked = event.timeStamp;
    };
    window.addEventListener('mousedown', onClick, { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (clicked === undefined || level(row + 1) !== parentLevel + 1) return;
      const begun = clicked;
      observer.disconnect();
      requestAnimationFrame((now) => {
        bench.unfolding = Math.max(now, performance.now()) - begun;
      });
    });
    observer.observe(element, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['aria-level', 'data-index'],
    });
  }, index);
  return () => page.evaluate(() => (window as unknown as { unfolding?: number }).unfolding);
}
