// Describes what may stand where in a YAML file: the one description behind checks, completion, hover and the JSON schema.

export type Shape = MapShape | DictionaryShape | ListShape | WordShape | TextShape | IntegerShape | BooleanShape | EitherShape;

/** A map whose keys are known. */
export interface MapShape {
  readonly kind: "map";
  /** What a key is called in messages: "key", "rule", "option". */
  readonly noun: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** Keys that are known but cannot be used in this version. */
  readonly later?: ReadonlySet<string>;
  readonly required?: readonly string[];
}

export interface Field {
  /** One or several sentences in Markdown. */
  readonly doc: string;
  /** A few words beside the name in a list. */
  readonly detail?: string;
  /** The value that holds where the key is not there. */
  readonly preset?: unknown;
  readonly shape: Shape;
}

/** A map with free keys. */
export interface DictionaryShape {
  readonly kind: "dictionary";
  readonly value: Shape;
}

export interface ListShape {
  readonly kind: "list";
  readonly item: Shape;
}

/** A scalar out of a set of words. */
export interface WordShape {
  readonly kind: "word";
  /** The words that are offered, with their documentation. */
  readonly words: ReadonlyMap<string, string>;
  /** Written with quotes, since YAML would read it as a number. */
  readonly quoted?: boolean;
  /** The word that a `false` without quotes stands for. */
  readonly forFalse?: string;
  /** A regular expression of JSON Schema for other texts that may stand here. */
  readonly pattern?: string;
  /** Why another text cannot stand here; undefined where it can. */
  problem(text: string): string | undefined;
}

/** Any scalar, taken as it is written. */
export interface TextShape {
  readonly kind: "text";
  /** In a message "must be …", and the value's description in a list. */
  readonly noun: string;
  /** A regular expression of JSON Schema that tells right from wrong about as well as `problem`. */
  readonly pattern?: string;
  problem?(text: string): string | undefined;
}

export interface IntegerShape {
  readonly kind: "integer";
  readonly minimum?: number;
}

export interface BooleanShape {
  readonly kind: "boolean";
}

/** A scalar, or a map that says more. */
export interface EitherShape {
  readonly kind: "either";
  readonly scalar: WordShape;
  readonly map: MapShape;
}
