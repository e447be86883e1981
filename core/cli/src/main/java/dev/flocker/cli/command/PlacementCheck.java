package dev.flocker.cli.command;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problems;
import dev.flocker.cli.inventory.Inventory;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.PlacementRequest;
import dev.flocker.cli.model.Project;
import java.util.List;

/** Whether what a command wants can be meant: said before a node is contacted. */
final class PlacementCheck {

  private final Inventory inventory;
  private final List<Project> projects;
  private final Problems problems;

  /** Something that a playbook declares. */
  private record Found(String project, Item item) {

    String name() {
      return project + "/" + item.declared().ref().name();
    }

    boolean chooses() {
      return !item.candidates().isEmpty();
    }
  }

  private PlacementCheck(Inventory inventory, List<Project> projects, Problems problems) {
    this.inventory = inventory;
    this.projects = projects;
    this.problems = problems;
  }

  /** Reports what is wrong with it. */
  static void check(
      PlacementRequest placement, Inventory inventory, List<Project> projects, Problems problems) {
    PlacementCheck wishing = new PlacementCheck(inventory, projects, problems);
    placement.drain().ifPresent(wishing::node);
    placement.move().ifPresent(wishing::move);
  }

  private void node(String name) {
    if (inventory.host(name).isEmpty()) {
      problem(
          name,
          "the inventory has no such node",
          Nearest.remedy(name, inventory.hosts().stream().map(Inventory.Host::name).toList()));
    }
  }

  private void move(PlacementRequest.Move move) {
    List<Found> all =
        projects.stream()
            .flatMap(p -> p.items().stream().map(item -> new Found(p.name(), item)))
            .filter(f -> !f.item().absent())
            .toList();
    List<Found> named =
        all.stream().filter(f -> move.isOf(f.project(), f.item().declared().ref())).toList();
    List<Found> choosing = named.stream().filter(Found::chooses).toList();
    if (named.isEmpty()) {
      List<String> names = all.stream().filter(Found::chooses).map(Found::name).toList();
      problem(move.name(), "the playbook has none of that name", remedy(move, names));
    } else if (choosing.isEmpty()) {
      fixed(named.getFirst().item(), move);
    } else if (choosing.size() > 1) {
      problem(
          move.name(),
          "is in several projects",
          "say which: " + String.join(", ", choosing.stream().map(Found::name).toList()));
    } else {
      to(choosing.getFirst().item(), move);
    }
  }

  private static String remedy(PlacementRequest.Move move, List<String> names) {
    return names.isEmpty()
        ? "nothing in it names candidates, as in on: {one_of: [n1, n2]}"
        : Nearest.remedy(move.name(), names);
  }

  private void fixed(Item item, PlacementRequest.Move move) {
    problems.add(
        item.declared().place(),
        item.declared().ref().toString(),
        "names no candidates, so its playbook alone says where it is",
        "write on: {one_of: [n1, n2]} with " + move.to() + " among them, or change its \"on\"");
  }

  private void to(Item item, PlacementRequest.Move move) {
    if (!item.candidates().contains(move.to())) {
      problems.add(
          item.declared().place(),
          item.declared().ref().toString(),
          "may be on " + String.join(", ", item.candidates()) + ", and not on " + move.to(),
          "add " + move.to() + " to its one_of, or name one of these");
    }
  }

  private void problem(String what, String why, String remedy) {
    problems.add(Place.NOWHERE, what, why, remedy);
  }
}
