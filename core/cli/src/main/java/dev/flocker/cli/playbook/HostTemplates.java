package dev.flocker.cli.playbook;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.inventory.Inventory;
import dev.flocker.cli.inventory.MagicVariables;
import dev.flocker.cli.template.Controller;
import dev.flocker.cli.template.HostRenderers;
import dev.flocker.cli.template.Renderer;
import dev.flocker.cli.template.Variables;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Renders a play's templates. What is for several hosts must come out the same for all of them, as
 * it is one resource.
 */
final class HostTemplates {

  /** What stands in for a fact until the nodes were asked; of the form that the fact will have. */
  private static final Map<String, String> STAND_INS =
      Map.of(
          "hostname", "node",
          "machine", "x86_64",
          "kernel", "6.1.0",
          "distribution", "debian",
          "cpus", "1",
          "memory_bytes", "1073741824");

  private final HostRenderers withFacts;
  private final HostRenderers withoutFacts;
  private final List<String> names;
  private final Controller controller;

  /**
   * @param hosts of the play, by name
   * @param ofPlay variables that win over those of hosts
   * @param folder of the playbook
   */
  HostTemplates(
      List<String> hosts, Inventory inventory, Variables ofPlay, Path folder, ReadOptions options) {
    this.names = hosts;
    this.controller = options.controller();
    MagicVariables magic = new MagicVariables(inventory, folder);
    this.withoutFacts = magic.renderers(options.controller(), host -> ofPlay);
    this.withFacts =
        magic.renderers(
            options.controller(),
            host -> {
              Map<String, String> facts = options.facts().getOrDefault(host.name(), STAND_INS);
              return ofPlay.with(Renderer.FACTS, Tree.of(facts));
            });
  }

  /**
   * Renders for hosts, which must agree.
   *
   * @param facts whether facts may be used
   * @return null if there was a problem, which is then reported
   */
  @Nullable Tree render(Tree tree, List<String> hosts, boolean facts, Problems problems) {
    Tree first = null;
    String firstHost = "";
    for (String host : hosts) {
      Tree rendered = renderer(host, facts).render(tree, problems);
      if (rendered == null) {
        return null; // most likely the others say the same
      }
      if (first == null) {
        first = rendered;
        firstHost = host;
      } else if (!first.equals(rendered)) {
        problems.add(
            difference(first, rendered),
            "template",
            "differs between " + firstHost + " and " + host,
            "write a resource for each, or use a variable that is the same for both");
        return null;
      }
    }
    return first;
  }

  @Nullable String file(Path path, List<String> hosts, Place namedAt, Problems problems) {
    String first = null;
    for (String host : hosts) {
      String rendered = renderer(host, true).file(path, problems);
      if (rendered == null) {
        return null;
      }
      if (first != null && !first.equals(rendered)) {
        problems.add(
            namedAt,
            "template",
            "comes out differently for " + hosts.getFirst() + " and " + host,
            "write a resource for each");
        return null;
      }
      first = rendered;
    }
    return first;
  }

  /** The machine that flocker runs on. */
  Controller controller() {
    return controller;
  }

  /** Takes a tree as it is: what another format holds is no template. */
  void literal(Tree tree) {
    names.forEach(name -> renderer(name, true).literal(tree));
    names.forEach(name -> renderer(name, false).literal(tree));
  }

  /** What was decrypted so far, with the place of each. */
  Map<String, Place> secrets() {
    Map<String, Place> found = new LinkedHashMap<>(withFacts.secrets());
    withoutFacts.secrets().forEach(found::putIfAbsent);
    return found;
  }

  boolean usedFacts() {
    return withFacts.usedFacts();
  }

  private Renderer renderer(String host, boolean facts) {
    return (facts ? withFacts : withoutFacts).of(host);
  }

  private static Place difference(Tree a, Tree b) {
    if (a instanceof Tree.Mapping m
        && b instanceof Tree.Mapping n
        && m.entries().size() == n.entries().size()) {
      for (int i = 0; i < m.entries().size(); i++) {
        if (!m.entries().get(i).equals(n.entries().get(i))) {
          return difference(m.entries().get(i).value(), n.entries().get(i).value());
        }
      }
    }
    if (a instanceof Tree.Sequence m
        && b instanceof Tree.Sequence n
        && m.items().size() == n.items().size()) {
      for (int i = 0; i < m.items().size(); i++) {
        if (!m.items().get(i).equals(n.items().get(i))) {
          return difference(m.items().get(i), n.items().get(i));
        }
      }
    }
    return a.place();
  }
}
