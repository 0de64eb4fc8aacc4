import { dottedPath, type Hazard, InvalidArgumentsError, parseArguments } from '@jenji-kit/client';
import { ChangeRefused } from './change-refused.ts';
import { type ChangeRequest, parseChangeRequest } from './change-request.ts';
import { differences, type FieldChange } from './difference.ts';
import { shownCode } from './forms/naming.ts';
import type { AnyPrepared, AnyRequest, Reading, Recipe, Reversal } from './recipe.ts';
import { recipeOf } from './recipes/index.ts';
import { type State, stateHash } from './state.ts';

/** One change, worked out against the state of a moment. Nothing has been sent. */
export interface PlannedChange {
  request: ChangeRequest;
  recipe: Recipe;
  parsed: AnyRequest;
  hazard: Exclude<Hazard, 'read'>;
  /** The organization it is about; undefined where that cannot be told. */
  organization: string | undefined;
  before: State;
  /** Of `before`: what the plan is bound to. */
  hash: string;
  prepared: AnyPrepared;
  /** Every place that will change, also those that the request did not name. */
  diff: FieldChange[];
  reversal: Reversal;
}

/**
 * Reads what the change would touch and works out what it comes to.
 *
 * @throws InvalidArgumentsError, ChangeRefused, and what reading throws. Nothing is changed.
 */
export async function planChange(reading: Reading, request: ChangeRequest): Promise<PlannedChange> {
  const recipe = recipeOf(request.operation);
  const parsed = parseChangeRequest(recipe, request);
  return workOut(recipe, request, parsed, await recipe.read(reading, parsed));
}

/**
 * What a change comes to in a state.
 *
 * @throws InvalidArgumentsError, ChangeRefused.
 */
export function workOut(recipe: Recipe, request: ChangeRequest, parsed: AnyRequest, before: State): PlannedChange {
  const prepared = recipe.prepare(before, parsed);
  refuseUnknowable(recipe, parsed);
  checkWhole(request, prepared.args);
  return {
    request,
    recipe,
    parsed,
    hazard: recipe.hazard,
    organization: recipe.organization(before, parsed),
    before,
    hash: stateHash(before),
    prepared,
    diff: differences(before, prepared.expected),
    reversal: recipe.reverse({ request: parsed, before, after: prepared.expected }),
  };
}

/** A field that nobody can read is cleared by the write unless its value is given: someone has to say which. */
function refuseUnknowable({ operation, unknowable }: Recipe, { body, clear, accept }: AnyRequest): void {
  const given = Object.entries(Object(body)).flatMap(([name, value]) => (value == null ? [] : [name]));
  const open = unknowable.filter((field) => ![...given, ...clear, ...accept].includes(field));
  if (open.length === 0) return;
  throw new InvalidArgumentsError(
    open.map((field) => ({
      path: `body.${field}`,
      message: `cannot be read back, and this write clears it unless it is given: give its value, or accept that it is cleared by naming it in accept`,
    })),
    { operation },
  );
}

/**
 * Checks the whole request as it would be sent by the operation's own strict rules: what they refuse must not be planned.
 *
 * @throws InvalidArgumentsError for what the request gave, ChangeRefused where the record itself cannot be sent back.
 */
function checkWhole(request: ChangeRequest, args: unknown): void {
  try {
    parseArguments(request.operation, args);
  } catch (error) {
    if (!(error instanceof InvalidArgumentsError)) throw error;
    const given = placesOf(request.body);
    const own = error.issues.filter(
      ({ path }) =>
        !path.startsWith('body') ||
        given.some((place) => path === place || (/^[.[]/.test(path.slice(place.length)) && path.startsWith(place))),
    );
    if (own.length > 0) throw new InvalidArgumentsError(own, { operation: request.operation });
    throw new ChangeRefused(
      'state',
      `What Jenji shows of this record cannot be sent back as it is, so changing anything would lose something: ${error.issues
        .map(({ path, message }) => `${shownCode(path)} ${message}`)
        .join('; ')}. Set or clear these fields in the same change, or change the record in Jenji itself.`,
    );
  }
}

/** The fields that a body gives; custom fields one by one, as those that it leaves out stay. */
function placesOf(body: unknown): string[] {
  return Object.entries(Object(body)).flatMap(([field, value]) =>
    field === 'customFields'
      ? Object.keys(Object(value)).map((code) => dottedPath('body', [field, code]))
      : [dottedPath('body', [field])],
  );
}
