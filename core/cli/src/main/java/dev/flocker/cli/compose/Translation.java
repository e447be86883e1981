package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import java.util.List;

/**
 * What every part of the mapping knows.
 *
 * @param running the services that run, in the order of the file
 * @param exposed what their images listen on
 */
record Translation(
    Application application,
    List<String> running,
    ContainerNames names,
    Vocabulary vocabulary,
    LocalPaths paths,
    Exposed exposed,
    Remarks remarks) {

  Tree.Mapping service(String name) {
    return application.service(name);
  }
}
