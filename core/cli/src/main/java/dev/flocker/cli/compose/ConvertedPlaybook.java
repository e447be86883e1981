package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Literal;
import dev.flocker.cli.yaml.Trees;
import java.util.List;

/** A playbook of resources that hold no templates. */
public final class ConvertedPlaybook {

  private ConvertedPlaybook() {}

  public static Tree of(String project, List<Tree> resources) {
    // Braces in a Compose file begin nothing, and are to begin nothing in the playbook.
    List<Tree> literal = resources.stream().map(Literal::of).toList();
    Tree.Mapping play =
        new Trees(Place.NOWHERE)
            .with("project", project)
            .with("hosts", "all")
            .with("resources", new Tree.Sequence(Place.NOWHERE, literal))
            .mapping();
    return new Tree.Sequence(Place.NOWHERE, List.of(play));
  }
}
