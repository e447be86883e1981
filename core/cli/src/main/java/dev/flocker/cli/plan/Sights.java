package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.api.Summary;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Describable.Description;
import dev.flocker.api.schema.Schema;
import dev.flocker.cli.session.Drained;
import dev.flocker.cli.session.NodeFacts;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.node.host.Listener;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes show.
 *
 * @param sights of every resource of flocker's and of what occupies a wanted name
 * @param listening what listens on every node that was seen, by name
 * @param facts of every node that was seen, by name
 * @param blind why a provider could not look, by node and provider
 * @param unreachable why a node could not be asked at all, by node
 * @param drained nodes that say that they are to have nothing, by name
 * @param dim why a provider could not look as closely as it was asked to, by node and provider
 */
public record Sights(
    List<Sight> sights,
    Map<String, Set<Listener>> listening,
    Map<String, NodeFacts> facts,
    Map<Where, String> blind,
    Map<String, String> unreachable,
    Map<String, Drained> drained,
    Map<Where, String> dim) {

  /** Before any node was asked. */
  static final Sights NONE =
      new Sights(List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  private static final Schema<Copy> COPY = Schema.of(Copy.class);
  private static final Schema<Summary> SUMMARY = Schema.of(Summary.class);

  /** Of a resource or a project, in characters. */
  private static final int LONGEST_NAME = 255;

  /** What begins a line or steers a terminal. */
  private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]");

  /** A provider of a resource type on a node. */
  public record Where(String node, String type, String provider) {}

  public Sights {
    sights = List.copyOf(sights);
    listening = Map.copyOf(listening);
    facts = new LinkedHashMap<>(facts);
    blind = new LinkedHashMap<>(blind);
    unreachable = new LinkedHashMap<>(unreachable);
    drained = new TreeMap<>(drained);
    dim = new LinkedHashMap<>(dim);
  }

  /** Adds up what each node said. */
  public static Sights of(
      Types types,
      Map<String, NodeSession.Observation> seen,
      Map<String, NodeFacts> facts,
      Map<String, String> unreachable) {
    List<Sight> sights = new ArrayList<>();
    Map<Where, String> blind = new LinkedHashMap<>();
    Map<Where, String> dim = new LinkedHashMap<>();
    Map<String, Set<Listener>> listening = new LinkedHashMap<>();
    Map<String, Drained> drained = new LinkedHashMap<>();
    seen.forEach(
        (node, observation) -> {
          listening.put(node, observation.listening());
          observation.drained().ifPresent(mark -> drained.put(node, mark));
          for (NodeSession.View view : observation.views()) {
            if (view.failure() != null) {
              blind.put(new Where(node, view.type(), view.provider()), view.failure());
            }
            if (view.undescribed() != null) {
              dim.put(new Where(node, view.type(), view.provider()), view.undescribed());
            }
            try {
              sights.addAll(
                  view.resources().stream().map(r -> sight(types, node, view, r)).toList());
            } catch (IllegalArgumentException e) {
              // It may show anything: that is not to be taken for nothing.
              blind.put(
                  new Where(node, view.type(), view.provider()),
                  "what it shows is not understood: " + e.getMessage());
            }
          }
        });
    return new Sights(sights, listening, facts, blind, unreachable, drained, dim);
  }

  /** Whether how something is could not be looked at, though it was asked for. */
  public boolean isDim(Sight sight) {
    return dim.containsKey(new Where(sight.node(), sight.ref().type(), sight.provider()));
  }

  /** Whether a node may have something that is not seen. */
  public boolean mayHide(String node, String type) {
    return unreachable.containsKey(node)
        || blind.keySet().stream().anyMatch(w -> w.node().equals(node) && w.type().equals(type));
  }

  private static Sight sight(
      Types types, String node, NodeSession.View view, Map<String, Object> plain) {
    Record state = types.type(view.type()).state().decode(plain.get("state"));
    if (!types.type(view.type()).state().files(state).isEmpty()) {
      throw new IllegalArgumentException("it names files of the controller as its own");
    }
    @Nullable Object copy = plain.get("copy");
    @Nullable Object project = plain.get("project");
    Ref ref = Ref.parse(named(String.valueOf(plain.get("ref"))));
    return new Sight(
        ref,
        node,
        view.provider(),
        Optional.ofNullable(project).map(Object::toString).map(Sights::named),
        state,
        Boolean.TRUE.equals(plain.get("running")),
        String.valueOf(plain.get("version")),
        copy == null ? Optional.empty() : Optional.of(COPY.decode(copy)),
        stopped(plain.get("stopped")),
        started(plain.get("started")),
        now(plain));
  }

  /** A node may send anything for a name, and it is shown in lines of flocker's own. */
  private static String named(String name) {
    if (name.length() > LONGEST_NAME || UNSHOWABLE.matcher(name).find()) {
      throw new IllegalArgumentException(
          "it names something in more than %d characters, or in more than one line"
              .formatted(LONGEST_NAME));
    }
    return name;
  }

  private static Description now(Map<String, Object> plain) {
    if (!plain.containsKey("now")) {
      return Description.NONE;
    }
    Map<String, Instant> taken = new LinkedHashMap<>();
    if (plain.get("taken") instanceof Map<?, ?> times) {
      times.forEach((guid, time) -> taken.put(String.valueOf(guid), time(time)));
    }
    boolean known = !Boolean.FALSE.equals(plain.get("known"));
    return new Description(SUMMARY.decode(plain.get("now")), taken, known);
  }

  private static Instant time(@Nullable Object text) {
    try {
      return Instant.parse(String.valueOf(text));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(text + " is no time", e);
    }
  }

  private static Optional<Sight.Stopped> stopped(@Nullable Object plain) {
    return plain instanceof Map<?, ?> note
        ? Optional.of(
            new Sight.Stopped(
                String.valueOf(note.get("by")),
                String.valueOf(note.get("since")),
                Boolean.TRUE.equals(note.get("declared"))))
        : Optional.empty();
  }

  private static Optional<Sight.Started> started(@Nullable Object plain) {
    return plain instanceof Map<?, ?> note
        ? Optional.of(
            new Sight.Started(String.valueOf(note.get("by")), String.valueOf(note.get("since"))))
        : Optional.empty();
  }

  /** The same with others of the resources, and on nodes that may have them. */
  Sights with(List<Sight> others, Map<String, Drained> marks) {
    return new Sights(others, listening, facts, blind, unreachable, marks, dim);
  }

  public Set<String> seen() {
    return facts.keySet();
  }

  public Optional<Sight> at(Ref ref, String node) {
    return sights.stream().filter(s -> s.ref().equals(ref) && s.node().equals(node)).findFirst();
  }

  /** What a project has of that name on a node: another project may have one of the same name. */
  public Optional<Sight> at(Ref ref, String node, String project) {
    return of(ref, project).stream().filter(s -> s.node().equals(node)).findFirst();
  }

  /** Those of a project, on every node. */
  public List<Sight> of(Ref ref, String project) {
    return sights.stream().filter(s -> s.ref().equals(ref) && s.of(project)).toList();
  }

  public List<Ref> refs(String project) {
    return sights.stream().filter(s -> s.of(project)).map(Sight::ref).distinct().sorted().toList();
  }
}
