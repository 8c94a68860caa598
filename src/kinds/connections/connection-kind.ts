/** One input of a connection's form. */
export interface ConnectionField {
  readonly key: string;
  readonly label: string;
  /** The platform's help text for it. */
  readonly comments: string;
  readonly type: 'string' | 'password' | 'text' | 'keyvaluelist';
  readonly isRequired: boolean;
  /** Its value is never part of the document: it is kept apart and typed again after an import. */
  readonly isSecret: boolean;
  /** Hidden on screen until a person asks for it. */
  readonly isMasked: boolean;
  /** What its value must look like. */
  readonly check: 'none' | 'url' | 'scopes' | 'key' | 'pem';
}

/** How a test request carries a connection; null where no request can. */
export type ConnectionUse = 'api-key' | 'basic' | 'bearer' | null;

/** A kind of connection as one object of plain data: the form, the checks and the value that code gets follow from it. */
export interface ConnectionKind<Key extends string> {
  readonly key: Key;
  readonly label: string;
  readonly description: string;
  readonly fields: readonly ConnectionField[];
  readonly use: ConnectionUse;
}
