/** What can be in a gathering. */
export interface Member {
  /** Where it is; the gathering's own. */
  place: number;
}

/**
 * What is under way, where much comes and goes. Not a `Set`: each time V8 tidies one up it leaves a table that holds
 * what was in it, and that a next table hangs on, so that ended requests would be kept until a full collection.
 */
export class Gathering<M extends Member> {
  readonly #members: M[] = [];

  add(member: M): void {
    member.place = this.#members.push(member) - 1;
  }

  /** Removes a member, if it is there; the last one takes its place. */
  remove(member: M): void {
    if (this.#members[member.place] !== member) return;
    const last = this.#members.pop()!;
    if (last === member) return;
    this.#members[member.place] = last;
    last.place = member.place;
  }

  /** Those who are in it now, whoever leaves meanwhile. */
  members(): readonly M[] {
    return [...this.#members];
  }
}
