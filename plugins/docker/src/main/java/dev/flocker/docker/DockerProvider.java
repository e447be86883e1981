package dev.flocker.docker;

import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Provider;
import org.pf4j.Extension;

/** Docker provides containers. */
@Extension
public final class DockerProvider implements Provider<Container, ContainerState> {

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
}
