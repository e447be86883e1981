package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.value.OneLine;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Types;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a resource was before it was replaced, as its node keeps it.
 *
 * @param until when it was about to be replaced, by the node's clock
 * @param words what a person knows it by
 * @param supervisors who started it then, in the states that they were in
 * @param snapshot how the names of those end that were taken of its data then; empty if it had none
 * @param well whether it had got well when it was started
 */
public record Revision(
    long number,
    Instant until,
    String words,
    Record state,
    List<Part.Supervisor> supervisors,
    Optional<String> snapshot,
    boolean well) {

  /**
   * What a node says, which may be anything.
   *
   * @param of what it is of
   * @throws IllegalArgumentException if that is not understood
   */
  static Revision parse(Object said, Sight of, Types types) {
    if (!(said instanceof Map<?, ?> plain
        && plain.get("number") instanceof Number number
        && plain.get("beside") instanceof List<?> beside
        && plain.get("until") instanceof String until)) {
      throw new IllegalArgumentException("it is no earlier one");
    }
    List<Part.Supervisor> supervisors = new ArrayList<>();
    beside.forEach(one -> supervisors.add(supervisor(one, types)));
    return new Revision(
        number.longValue(),
        instant(until),
        OneLine.of(String.valueOf(plain.get("words"))),
        decoded(plain.get("state"), of.ref(), types),
        supervisors,
        Optional.ofNullable(plain.get("snapshot")).map(Object::toString).filter(s -> !s.isEmpty()),
        !Boolean.FALSE.equals(plain.get("well")));
  }

  private static Part.Supervisor supervisor(Object said, Types types) {
    if (!(said instanceof Map<?, ?> plain
        && plain.get("ref") instanceof String name
        && plain.get("provider") instanceof String provider)) {
      throw new IllegalArgumentException("it names no supervisor");
    }
    Ref ref = Ref.parse(name);
    if (types.provider(ref.type(), provider).isEmpty()) {
      throw new IllegalArgumentException("nothing provides " + ref + " as " + provider);
    }
    return new Part.Supervisor(ref, provider, decoded(plain.get("state"), ref, types));
  }

  /** It offers a node no file of this machine's: what a node says never does. */
  static Record decoded(@Nullable Object said, Ref ref, Types types) {
    Record state = types.type(ref.type()).state().decode(said);
    if (!types.type(ref.type()).state().files(state).isEmpty()) {
      throw new IllegalArgumentException("it names files of the controller as its own");
    }
    return state;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no time", e);
    }
  }
}
