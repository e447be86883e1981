package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.value.Port;
import dev.flocker.cli.model.Project;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a run is to make so. Its nodes have a say in some of it.
 *
 * @param projects in the order in which they are run
 * @param reached what others reach on ports that no file names, and by whom; by the name of its
 *     project
 * @param told the projects, complete with these ports by project and resource; one of which they
 *     are not known is missing there. Gives none if the projects cannot be as they are declared
 */
public record Declarations(
    List<Project> projects,
    Map<String, Map<Ref, Set<Ref>>> reached,
    Function<Map<String, Map<Ref, Set<Port>>>, List<Project>> told) {}
