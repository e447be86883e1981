package dev.flocker.cli.state;

import dev.flocker.api.Fact;
import dev.flocker.api.node.Copy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a resource is on one node, in words: the same for a terminal and for a page.
 *
 * @param status how it is; empty where there is nothing to say
 * @param labels what else is worth showing, the most important first
 */
public record InstanceText(String status, List<Label> labels) {

  private static final String SNAPSHOTS = "snapshots";
  private static final String NEWEST = "newest";

  /**
   * @param name may be empty where the value says all
   * @param brief the value where there is little room
   * @param of what it tells; empty if that is no fact of a plugin's
   */
  public record Label(String name, String value, String brief, Optional<Fact> of) {
    private static final Set<Fact.Kind> MEASURED =
        Set.of(Fact.Kind.BYTES, Fact.Kind.COUNT, Fact.Kind.PERCENT);

    Label(String name, String value) {
      this(name, value, value, Optional.empty());
    }

    /** Whether it tells what a list of all snapshots tells too. */
    public boolean isOfSnapshots() {
      return of.isEmpty() && (name.equals(SNAPSHOTS) || name.equals(NEWEST));
    }

    /** What the value tells roughly: when something was; empty of whatever else. */
    public Optional<String> exact() {
      return of.filter(fact -> fact.kind() == Fact.Kind.TIME).map(Fact::value);
    }

    /** How much it is of what there may be of it; empty where nothing limits it. */
    public Optional<Double> share() {
      return of.filter(fact -> MEASURED.contains(fact.kind()))
          .flatMap(fact -> fact.of().map(limit -> share(fact, new BigDecimal(limit))));
    }

    private static double share(Fact fact, BigDecimal limit) {
      return limit.signum() == 0 ? 1 : fact.number().doubleValue() / limit.doubleValue();
    }
  }

  /**
   * @param now when it was looked at
   */
  public static InstanceText of(Instance instance, Instant now) {
    List<Label> labels = new ArrayList<>();
    instance.copy().ifPresent(copy -> labels.addAll(copy(copy, now)));
    for (Opening opening : instance.openings()) {
      labels.add(new Label("port", opening.text()));
    }
    for (Fact fact : instance.facts()) {
      String value = Amounts.of(fact, now);
      labels.add(new Label(fact.label(), value, value, Optional.of(fact)));
    }
    return new InstanceText(status(instance, now), labels);
  }

  private static String status(Instance instance, Instant now) {
    String role = instance.copy().map(copy -> copy.role().word()).orElse("");
    String since = instance.stopped().map(s -> " " + ago(s.since(), now)).orElse("");
    String said = instance.status() + since;
    return role.isEmpty() || said.isEmpty() ? role + said : role + ", " + said;
  }

  /** As a node's clock had it, or what else it says. */
  public static String ago(String time, Instant now) {
    try {
      return Amounts.when(Instant.parse(time), now);
    } catch (DateTimeParseException e) {
      return "at " + time;
    }
  }

  private static List<Label> copy(CopyLook copy, Instant now) {
    List<Label> labels = new ArrayList<>();
    copy.common()
        .ifPresent(
            at ->
                labels.add(
                    aged(
                        "behind",
                        at.taken().map(t -> Amounts.since(t, now)),
                        "since " + at.name())));
    if (copy.role() == Copy.Role.OWNER) {
      labels.add(new Label(SNAPSHOTS, Integer.toString(copy.snapshots().size())));
      copy.newest()
          .ifPresent(
              at -> labels.add(aged(NEWEST, at.taken().map(t -> Amounts.when(t, now)), at.name())));
    }
    return labels;
  }

  /**
   * @param age empty if that could not be told
   */
  private static Label aged(String name, Optional<String> age, String rest) {
    return age.map(a -> new Label(name, a + ", " + rest, a, Optional.empty()))
        .orElseGet(() -> new Label(name, rest));
  }
}
