package dev.flocker.cli.run;

import dev.flocker.api.node.Recallable;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command by which a person goes back to what was replaced, where flocker does not do so by
 * itself: what replaced it may have written to its data.
 */
record WayBack(Group group, Types types, String project) {

  /** The same trouble, with the command if there is one. */
  NodeTrouble shown(NodeTrouble why) {
    List<String> commands = commands();
    if (commands.isEmpty() || !(why instanceof NodeTrouble.StepFailed)) {
      return why;
    }
    String back =
        "what ran before comes back, with its data of just then, by: "
            + String.join("; ", commands);
    String remedy = why.remedy().isEmpty() ? back : why.remedy() + "; " + back;
    NodeTrouble shown = new NodeTrouble.StepFailed(why.node(), why.why(), remedy);
    Stream.of(why.getSuppressed()).forEach(shown::addSuppressed);
    return shown;
  }

  private List<String> commands() {
    List<String> names =
        group.parts().stream()
            .filter(p -> !p.dataOfReplaced().isEmpty())
            .flatMap(p -> p.stop().stream())
            .filter(c -> types.can(c.ref(), c.provider(), Recallable.class) && !isOutside(c))
            .map(c -> project + "/" + c.ref().name())
            .toList();
    List<String> first = group.movers().stream().flatMap(m -> m.takenBackBy().stream()).toList();
    List<String> commands = new ArrayList<>();
    if (!first.isEmpty() && !names.isEmpty()) {
      names.forEach(name -> commands.add("flocker stop " + name));
      commands.addAll(first);
    }
    names.forEach(name -> commands.add("flocker rollback " + name + " --with-data"));
    return commands;
  }

  /** It has data of its own, and is put back. */
  private boolean isOutside(Change change) {
    return change.have().flatMap(s -> types.type(s.ref().type()).outside(s.state())).isPresent();
  }
}
