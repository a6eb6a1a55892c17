// Where a rendered thing came from.

/** A value in a file: its key path below the file's root. Origins are compared by identity: one object for one place. */
export interface Origin {
  readonly file: string;
  readonly path: readonly (string | number)[];
}

/** A stretch of a template's text, offsets in UTF-16 code units. */
export interface TemplateSpan {
  readonly template: string;
  readonly start: number;
  readonly end: number;
}
