/** The members that have a value: where Jenji writes null because it knows nothing, an answer leaves the field out. */
export function present<Value extends object>(value: Value): { [Key in keyof Value]?: NonNullable<Value[Key]> } {
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(members) as { [Key in keyof Value]?: NonNullable<Value[Key]> };
}
