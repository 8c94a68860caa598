let kept = '';

/** Writes text to the clipboard, and keeps it for this tab where the browser refuses. */
export async function writeClipboard(text: string): Promise<void> {
  kept = text;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not allowed or not secure: pasting within this tab still works.
  }
}

/** The clipboard's text; what this tab copied last where the browser does not tell. */
export async function readClipboard(): Promise<string> {
  try {
    return (await navigator.clipboard.readText()) || kept;
  } catch {
    return kept;
  }
}
