import { expect, type Locator } from '@playwright/test';

/** Puts text in the place of all an editor holds, as a paste: what is typed, the editor indents and completes. */
export async function replaceText(editor: Locator, text: string): Promise<void> {
  // Until the editor is loaded, a field that cannot be written to stands in its place.
  await expect(editor).toBeEditable();
  await editor.focus();
  await editor.press('ControlOrMeta+A');
  await editor.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}
