package dev.flocker.cli.plan;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.Project;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is there of a project and is to go: what no play names any more, and what is declared
 * absent. Data goes only where that is said twice.
 */
final class Removals {

  private final Project project;
  private final Types types;
  private final Sights sights;
  private final Options options;
  private final Consumer<String> notes;

  Removals(Project project, Types types, Sights sights, Options options, Consumer<String> notes) {
    this.project = project;
    this.types = types;
    this.sights = sights;
    this.options = options;
    this.notes = notes;
  }

  /** Removal of one thing where it was seen. */
  static Change of(Sight sight, boolean destroyData) {
    return new Change(
        sight.ref(),
        sight.node(),
        sight.provider(),
        Optional.empty(),
        Optional.of(sight),
        Diff.NONE,
        destroyData);
  }

  /**
   * @param declared what is to be there
   */
  List<Change> allBut(Set<Ref> declared) {
    return sights.refs(project.name()).stream()
        .filter(ref -> !declared.contains(ref))
        .flatMap(ref -> of(ref).stream())
        .toList();
  }

  private List<Change> of(Ref ref) {
    Optional<Item> absent =
        project.items().stream()
            .filter(i -> i.absent() && i.declared().ref().equals(ref))
            .findFirst();
    List<Sight> there = sights.of(ref, project.name());
    if (!mayGo(absent)) {
      return List.of();
    }
    boolean data = types.type(ref.type()).movable();
    boolean destroy = data && absent.isPresent() && options.allowDestroy();
    if (data && !destroy) {
      notes.accept(kept(ref, there, absent.isPresent()));
      return List.of();
    }
    return there.stream().map(s -> of(s, destroy)).toList();
  }

  private boolean mayGo(Optional<Item> absent) {
    boolean selected = absent.map(Item::selected).orElse(true);
    return selected && options.selection().takes(absent.map(Item::tags).orElse(Set.of()));
  }

  private static String kept(Ref ref, List<Sight> there, boolean absent) {
    String where = String.join(", ", there.stream().map(Sight::node).toList());
    return absent
        ? ref + " on " + where + " is kept: its data is destroyed only with --allow-destroy"
        : ref + " on " + where + " is kept, though nothing names it any more";
  }
}
