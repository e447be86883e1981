package dev.flocker.cli.plan;

import dev.flocker.api.schema.Nearest;
import dev.flocker.cli.session.NodeTrouble;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds what nodes show by the name that a person gives. */
public final class Finding {

  private final List<Sight> among;
  private final String nothing;
  private final Sights sights;

  /**
   * @param which of all that is flocker's
   * @param nothing what is said where there is none of them
   */
  public Finding(Sights sights, Predicate<Sight> which, String nothing) {
    this.among =
        sights.sights().stream().filter(s -> s.project().isPresent()).filter(which).toList();
    this.nothing = nothing;
    this.sights = sights;
  }

  /**
   * @param name its own, or {@code PROJECT/NAME}
   * @return one for each of its nodes
   * @throws NodeTrouble if nothing is called that, or something in several projects
   */
  public List<Sight> named(String name) {
    List<Sight> found =
        among.stream().filter(s -> s.ref().name().equals(name) || full(s).equals(name)).toList();
    List<String> full = found.stream().map(Finding::full).distinct().sorted().toList();
    if (full.isEmpty()) {
      List<String> names = among.stream().map(Finding::full).distinct().sorted().toList();
      boolean one = sights.seen().size() == 1;
      throw new NodeTrouble.StepFailed(
          one ? sights.seen().iterator().next() : "the nodes",
          (one ? "it shows no " : "none shows ") + name + unseen(),
          names.isEmpty() ? nothing : Nearest.remedy(name, names));
    }
    if (full.size() > 1) {
      throw new NodeTrouble.StepFailed(
          "the nodes", name + " is in several projects", "say which: " + String.join(", ", full));
    }
    return List.copyOf(oneOfEachNode(found));
  }

  /** A node that shows one thing many times shows it once. */
  private static Collection<Sight> oneOfEachNode(List<Sight> found) {
    Map<String, Sight> byNode = new LinkedHashMap<>();
    found.forEach(sight -> byNode.putIfAbsent(sight.node(), sight));
    return byNode.values();
  }

  private String unseen() {
    Set<String> unseen = sights.unreachable().keySet();
    return unseen.isEmpty() ? "" : ", and it may be on " + String.join(", ", unseen);
  }

  /**
   * The same on one node alone.
   *
   * @param node empty for all
   * @throws NodeTrouble also if it is not there
   */
  public List<Sight> named(String name, Optional<String> node) {
    List<Sight> found = named(name);
    List<Sight> there =
        found.stream().filter(s -> node.isEmpty() || s.node().equals(node.get())).toList();
    if (there.isEmpty()) {
      throw new NodeTrouble.StepFailed(
          node.orElse(""), "it has no " + name, "leave out --node: it is on " + nodes(found));
    }
    return there;
  }

  /** Where they are. */
  public static String nodes(List<Sight> sights) {
    return String.join(", ", sights.stream().map(Sight::node).toList());
  }

  private static String full(Sight sight) {
    return sight.project().orElse("") + "/" + sight.ref().name();
  }
}
