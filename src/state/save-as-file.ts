/** Has the browser save a project file, named after the project. */
export function saveAsFile(projectName: string, text: string): void {
  const blob = new Blob([text], { type: 'application/json' });
  saveBlob(`${fileNameOf(projectName)}.code-connector.json`, blob);
}

/** Has the browser save it under that name, as a download. */
export function saveBlob(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}

/** A project's name as the beginning of a file's. */
export function fileNameOf(name: string): string {
  return (
    name
      .replaceAll(/[^\p{L}\p{N} _-]+/gu, '-')
      .trim()
      .slice(0, 80) || 'project'
  );
}
