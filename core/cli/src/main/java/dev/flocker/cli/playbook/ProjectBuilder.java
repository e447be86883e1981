package dev.flocker.cli.playbook;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problems;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.template.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges the plays of one project. */
final class ProjectBuilder {

  private final String name;
  private final String title;
  private final Place place;
  private final Map<String, Place> secrets;
  private final Set<String> nodes = new LinkedHashSet<>();
  private final Map<Ref, Item> items = new LinkedHashMap<>();
  private final Map<Ref, Set<Ref>> reached = new LinkedHashMap<>();

  /**
   * @param secrets collects every secret text, with the place where it was first met
   */
  ProjectBuilder(Play first, Map<String, Place> secrets) {
    this.name = first.project();
    this.title = first.title();
    this.place = first.place();
    this.secrets = secrets;
  }

  void nodes(List<String> names) {
    nodes.addAll(names);
  }

  void add(Item item, Problems problems) {
    Ref ref = item.declared().ref();
    Item before = items.putIfAbsent(ref, item);
    if (before != null) {
      problems.add(
          item.declared().place(),
          ref.toString(),
          "is declared a second time in the project " + name,
          "the first is at " + before.declared().place() + ": remove one");
    }
    Variables.secrets(item.written()).forEach(this::noteSecret);
  }

  void noteSecret(String text, Place place) {
    secrets.putIfAbsent(text, place);
  }

  /** A container that others reach on ports that only a node can tell. */
  void reached(String container, Set<String> by) {
    reached
        .computeIfAbsent(container(container), c -> new LinkedHashSet<>())
        .addAll(by.stream().map(ProjectBuilder::container).toList());
  }

  Map<Ref, Set<Ref>> reached() {
    return reached;
  }

  private static Ref container(String name) {
    return new Ref("container", name);
  }

  Project build(List<NodeInfo> inventory) {
    List<NodeInfo> mine = inventory.stream().filter(n -> nodes.contains(n.name())).toList();
    return new Project(name, title, mine, new ArrayList<>(items.values()), place);
  }
}
