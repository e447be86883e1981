package com.example.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Scope;
import dev.flocker.testkit.FakeHost;
import dev.flocker.testkit.ResourceTypeContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Inherits the contract's tests. Its node is one in memory; FileNode runs no commands. */
class FileTest extends ResourceTypeContract<FileSpec, FileState> {

  private final FakeHost host = new FakeHost();

  @Override
  protected ResourceType<FileSpec, FileState> type() {
    return new FileType();
  }

  @Override
  protected List<String> examples() {
    return List.of("{path: '/etc/motd', content: Welcome}", "{path: '/srv/none', content: ''}");
  }

  @Override
  protected Optional<Lab<FileState>> lab() {
    return Optional.of(new Lab<>(new FileNode(), host, List.of()));
  }

  @Override
  protected Optional<Consumer<Host>> changeByHand() {
    return Optional.of(node -> node.write(Path.of("/etc/motd"), "Hello", 0644));
  }

  @Test
  void someoneElsesFileIsSeenAsSuch() {
    host.file("/etc/motd", "Debian");
    Scope scope = new Scope("", Set.of(new Ref("file", "/etc/motd")));
    assertThat(new FileNode().observe(scope, host))
        .singleElement()
        .extracting(Observed::project)
        .isEqualTo(Optional.empty());
  }
}
