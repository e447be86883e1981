package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.testkit.SshHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A stream between two real nodes, by a plain pipe. {@code LAB_PEER} names the second one. */
@Tag("lab")
@EnabledIfEnvironmentVariable(named = "LAB_PEER", matches = ".+")
class TwoNodesLabTest {

  private static final Ref DB = new Ref("volume", "db");
  private static final String PROJECT = "lab-two";
  private static final Path FILE = Path.of("/flocker/lab-two/db/data/file");
  private static final VolumeState STATE =
      new VolumeState(Optional.empty(), AbsolutePath.parse(Dataset.mountpoint(PROJECT, "db")));

  private final ZfsNode node = new ZfsNode();
  private final Path config = Path.of(System.getenv("LAB_CONFIG"));
  private final SshHost first = new SshHost(config, System.getenv("LAB_NODE"), Map.of());
  private final SshHost second = new SshHost(config, System.getenv("LAB_PEER"), Map.of());

  @BeforeEach
  @AfterEach
  void clear() {
    for (Host host : List.of(first, second)) {
      node.apply(new Change.Remove<>(DB, PROJECT, STATE, "", true), host, Progress.NONE);
    }
  }

  @Test
  void theSecondNodeHasWhatTheFirstHadAndTheSameVersions() throws Exception {
    node.apply(new Change.Create<>(DB, PROJECT, STATE), first, Progress.NONE);
    first.write(FILE, "one\n", 0600);
    Version one = node.snapshot(PROJECT, DB, "1", first);
    node.expect(PROJECT, DB, second);
    pipe(Optional.empty(), one);
    Copy owner = node.copy(PROJECT, DB, first).orElseThrow();
    node.record(PROJECT, DB, Optional.empty(), as(owner, Role.REPLICA), second);

    first.write(FILE, "two\n", 0600);
    node.fence(PROJECT, DB, first);
    Version two = node.snapshot(PROJECT, DB, "2", first);
    pipe(Optional.of(one), two);
    Copy replica = node.copy(PROJECT, DB, second).orElseThrow();
    assertThat(replica.versions()).containsExactly(one, two);

    node.record(PROJECT, DB, Optional.of(owner), as(owner, Role.REPLICA), first);
    node.record(PROJECT, DB, Optional.of(replica), as(owner, Role.OWNER), second);
    node.open(PROJECT, DB, second);
    assertThat(second.read(FILE)).contains("two\n");
    assertThat(first.read(FILE)).isEmpty();
  }

  private void pipe(Optional<Version> base, Version to) throws Exception {
    List<Process> processes =
        ProcessBuilder.startPipeline(
            List.of(
                ssh("LAB_NODE", node.send(PROJECT, DB, base, to, Set.of(), first)),
                ssh("LAB_PEER", node.receive(PROJECT, DB, Set.of(), second))));
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
  }

  private ProcessBuilder ssh(String nodeVariable, List<String> argv) {
    return new ProcessBuilder(
            "ssh", "-F", config.toString(), System.getenv(nodeVariable), String.join(" ", argv))
        .redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private static Copy as(Copy copy, Role role) {
    return new Copy(copy.volume(), 2, "p", role, Optional.empty(), List.of(), List.of(), false);
  }
}
