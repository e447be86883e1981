package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Enterable;
import dev.flocker.api.node.Loggable;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Provider;
import java.util.List;
import org.pf4j.Extension;

/** Docker provides containers. */
@Extension
public final class DockerProvider
    implements Provider<Container, ContainerState>, Loggable, Enterable {

  /** What Docker takes of a line at once. */
  private static final int PIECE = 16 * 1024;

  @Override
  public String type() {
    return ContainerType.NAME;
  }

  @Override
  public String name() {
    return "docker";
  }

  @Override
  public boolean accepts(Container spec) {
    return true;
  }

  @Override
  public NodeHalf<ContainerState> node() {
    return new DockerContainers();
  }

  @Override
  public List<String> log(Ref ref, Excerpt excerpt) {
    return DockerCommands.log(ref.name(), excerpt);
  }

  @Override
  public int piece() {
    return PIECE;
  }

  @Override
  public List<String> enter(Ref ref, Visit visit) {
    return DockerCommands.enter(ref.name(), visit);
  }
}
