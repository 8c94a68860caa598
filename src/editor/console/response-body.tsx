import { useEffect, useRef, useState } from 'react';
import { byteText } from '@/lib/byte-text';
import { codePath, type ValuePath } from '@/lib/value-reader';
import { jsonFormat } from '@/ui/value-view/json-format';
import { previewText } from '@/ui/value-view/open-value';
import { TextPreview } from '@/ui/value-view/text-preview';
import { useValue } from '@/ui/value-view/use-value';
import { ValueView } from '@/ui/value-view/value-view';
import { bodyKind, mediaType, type ShownResponse } from './body-kind';
import { hexLines } from './hex-lines';
import { parseCsv, type CsvRows } from './parse-csv';
import { visibleText } from './visible-text';
import styles from './run-console.module.css';

const MOST_CSV_ROWS = 500;
const MOST_HEX_BYTES = 4096;
const MOST_CSV_BYTES = 1024 * 1024;
const MOST_TEXT_BYTES = 64 * 1024;

/** A body by its content type. Never live: markup is shown as its source. */
export function ResponseBody({ response }: { readonly response: ShownResponse }) {
  const { body, contentType } = response;
  switch (bodyKind(response)) {
    case 'empty':
      return <p className={styles.note}>The body is empty.</p>;
    case 'json':
      return <JsonBody bytes={body} />;
    case 'csv':
      return <CsvBody bytes={body} />;
    case 'image':
      return <ImageBody bytes={body} type={mediaType(contentType)} />;
    case 'binary':
      return <HexBody bytes={body} />;
    case 'markup':
      return <TextBody bytes={body} note="Shown as source, never as a live page." />;
    case 'text':
      return <TextBody bytes={body} />;
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
      bytes={bytes}
      note={
        value.status === 'reading' ? 'Reading the body…' : `The body is not JSON: ${value.reason}`
      }
    />
  );
}

function CsvBody({ bytes }: { readonly bytes: Uint8Array }) {
  const { rows, hasMore } = csvRows(bytes);
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
          The first {rows.length} rows. Save the body as a file to see all.
        </p>
      )}
    </>
  );
}

/** The first rows of the first part. The row that the part ends in is left out, unless it is all there is. */
function csvRows(bytes: Uint8Array): CsvRows {
  const { rows, hasMore } = parseCsv(previewText(bytes, MOST_CSV_BYTES), MOST_CSV_ROWS);
  if (hasMore || bytes.length <= MOST_CSV_BYTES) return { rows, hasMore };
  return { rows: rows.length > 1 ? rows.slice(0, -1) : rows, hasMore: true };
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
  readonly bytes: Uint8Array;
  readonly note?: string;
}

function TextBody({ bytes, note }: TextBodyProps) {
  const isCut = bytes.length > MOST_TEXT_BYTES;
  const text = previewText(bytes, MOST_TEXT_BYTES);
  return (
    <>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      <TextPreview label="Body as text" text={visibleText(text)} />
      {isCut && (
        <p className={styles.note}>
          The first {byteText(MOST_TEXT_BYTES)} of {byteText(bytes.length)}. Copy the body or save
          it as a file to have all.
        </p>
      )}
    </>
  );
}
