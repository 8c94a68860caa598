import port from 'querystring-es3';

/** As Node's: what is no valid escape is read byte by byte instead of being refused. */
function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replaceAll(/%[0-9a-f]{2}/gi, (code) =>
      String.fromCharCode(Number.parseInt(code.slice(1), 16)),
    );
  }
}

function escape(text: unknown): string {
  return encodeURIComponent(String(text).toWellFormed()).replaceAll(
    /%(?:21|27|28|29|2A)/g,
    unescape,
  );
}

export default { ...port, escape, unescape };
