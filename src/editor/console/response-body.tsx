import { useEffect, useRef, useState } from 'react';
import { byteText } from '@/lib/byte-text';
import { codePath, type ValuePath } from '@/lib/value-reader';
import type { RunResponse } from '@/plan/run';
import { jsonFormat } from '@/ui/value-view/json-format';
import { previewText } from '@/ui/value-view/open-value';
import { TextPreview } from '@/ui/value-view/text-preview';
import { useValue } from '@/ui/value-view/use-value';
import { ValueView } from '@/ui/value-view/value-view';
import { bodyKind, mediaType } from './body-kind';
import { hexLines } from './hex-lines';
import { parseCsv } from './parse-csv';
import { visibleText } from './visible-text';
import styles from './run-console.module.css';

const MOST_CSV_ROWS = 500;
const MOST_HEX_BYTES = 4096;
const MOST_TEXT = 64 * 1024;

interface ResponseBodyProps {
  readonly response: RunResponse;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A body by its content type. Never live: markup is shown as its source. */
export function ResponseBody({ response, bytes }: ResponseBodyProps) {
  const { body, contentType } = response;
  switch (bodyKind(response)) {
    case 'empty':
      return <p className={styles.note}>The body is empty.</p>;
    case 'json':
      return <JsonBody bytes={bytes} />;
    case 'csv':
      return <CsvBody text={body} />;
    case 'image':
      return <ImageBody bytes={bytes} type={mediaType(contentType)} />;
    case 'binary':
      return <HexBody bytes={bytes} />;
    case 'markup':
      return <TextBody text={body} note="Shown as source, never as a live page." />;
    case 'text':
      return <TextBody text={body} />;
  }
}

function JsonBody({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }) {
  const value = useValue(bytes, jsonFormat);
  if (value.status === 'ready') {
    const codeOf = (path: ValuePath) => codePath('body', path);
    return <ValueView label="Body" reader={value.reader} root="body" codeOf={codeOf} />;
  }
  return (
    <TextBody
      text={previewText(bytes)}
      note={
        value.status === 'reading' ? 'Reading the body…' : `The body is not JSON: ${value.reason}`
      }
    />
  );
}

function CsvBody({ text }: { readonly text: string }) {
  const { rows, hasMore } = parseCsv(text, MOST_CSV_ROWS);
  const [head = [], ...rest] = rows;
  return (
    <>
      {/* Focusable, so that it can be scrolled by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.csvBox} tabIndex={0} role="group" aria-label="Body as table">
        <table className={styles.csv}>
          <thead>
            <tr>
              {head.map((cell, column) => (
                <th key={column} scope="col">
                  {visibleText(cell)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rest.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) => (
                  <td key={column}>{visibleText(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasMore && (
        <p className={styles.note}>
          The first {MOST_CSV_ROWS} rows. Save the body as a file to see all.
        </p>
      )}
    </>
  );
}

interface ImageBodyProps {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

function ImageBody({ bytes, type }: ImageBodyProps) {
  const image = useRef<HTMLImageElement>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([bytes], { type }));
    if (image.current !== null) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [bytes, type]);
  if (isBroken) return <HexBody bytes={bytes} note={`This is not a picture of type ${type}.`} />;
  return (
    <img
      ref={image}
      className={styles.image}
      alt={`Response body, ${type}, ${byteText(bytes.length)}`}
      onError={() => setBroken(true)}
    />
  );
}

interface HexBodyProps {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly note?: string;
}

function HexBody({ bytes, note }: HexBodyProps) {
  const isCut = bytes.length > MOST_HEX_BYTES;
  return (
    <>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      <TextPreview label="Body as bytes" text={hexLines(bytes.subarray(0, MOST_HEX_BYTES))} />
      {isCut && (
        <p className={styles.note}>
          The first {byteText(MOST_HEX_BYTES)} of {byteText(bytes.length)}. Save the body as a file
          to have all.
        </p>
      )}
    </>
  );
}

interface TextBodyProps {
  readonly text: string;
  readonly note?: string;
}

function TextBody({ text, note }: TextBodyProps) {
  const isCut = text.length > MOST_TEXT;
  return (
    <>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      <TextPreview label="Body as text" text={visibleText(text.slice(0, MOST_TEXT))} />
      {isCut && (
        <p className={styles.note}>
          The first {byteText(MOST_TEXT)}. Copy the body or save it as a file to have all.
        </p>
      )}
    </>
  );
}
