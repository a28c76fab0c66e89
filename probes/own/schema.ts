/** What we need of a schema, so that a cell may bring its own version of zod. */

/** A schema as zod makes it: what it accepts has the type `Value`. */
export interface Schema<Value> {
  /** Checks data. */
  safeParse(data: unknown): SchemaResult<Value>;
}

/** What a schema says of data. */
export type SchemaResult<Value> =
  | { success: true; data: Value }
  | { success: false; error: { issues: readonly SchemaIssue[] } };

/** Why data does not fit, and where. */
export interface SchemaIssue {
  /** Keys and positions on the way to it. */
  readonly path: readonly PropertyKey[];
  /** What is wrong. */
  readonly message: string;
}

/** A schema of an object, such as `z.object({ value: z.number() })`. */
export interface ObjectSchema<Value> extends Schema<Value> {
  /** Its keys. */
  readonly shape: Readonly<Record<string, unknown>>;
}

/** The first issue, its place as text. */
export function firstIssue(
  { issues: [first] }: { readonly issues: readonly SchemaIssue[] },
): { readonly place: string; readonly message: string } {
  return { place: first?.path.map(String).join(".") ?? "", message: first?.message ?? "" };
}

/** Cells are not held to their types. */
export function isSchema(given: unknown): given is Schema<unknown> {
  return typeof given === "object" && given !== null && "safeParse" in given &&
    typeof given.safeParse === "function";
}

/** The same for one of an object. */
export function isObjectSchema(given: unknown): given is ObjectSchema<unknown> {
  return isSchema(given) && "shape" in given && typeof given.shape === "object" &&
    given.shape !== null;
}
