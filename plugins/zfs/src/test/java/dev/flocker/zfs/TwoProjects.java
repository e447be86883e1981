package dev.flocker.zfs;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
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

/** A volume on a real node; a second project of the same pool stands for the other node. */
@Tag("lab")
abstract class TwoProjects {

  static final Ref DB = new Ref("volume", "db");
  static final String FROM = "lab-from";
  static final String TO = "lab-to";
  static final Path FILE = Path.of("/flocker/lab-from/db/data/file");

  final ZfsNode node = new ZfsNode();
  final SshHost host = SshHost.ofLab(Map.of());

  @BeforeEach
  void create() {
    clear();
    node.apply(new Change.Create<>(DB, FROM, state(FROM)), host, Progress.NONE);
    host.write(FILE, "one\n", 0600);
  }

  @AfterEach
  void clear() {
    for (String project : List.of(FROM, TO)) {
      for (Ref ref : List.of(DB, new Ref("volume", "db:aside"))) {
        node.apply(
            new Change.Remove<>(ref, project, state(project), "", true), host, Progress.NONE);
      }
    }
  }

  Copy copy(String project) {
    return node.copy(project, DB, host).orElseThrow();
  }

  static Copy as(Copy copy, Role role, long generation) {
    return new Copy(
        copy.volume(),
        generation,
        copy.promotion(),
        role,
        Optional.empty(),
        List.of("n2"),
        List.of(),
        false);
  }

  void transfer(Optional<Version> base, Version to) {
    Set<String> features = node.features(host);
    String send = String.join(" ", node.send(FROM, DB, base, to, features, host));
    String receive = String.join(" ", node.receive(TO, DB, features, host));
    host.run(Command.of("bash", "-o", "pipefail", "-c", send + " | " + receive));
  }

  static VolumeState state(String project) {
    return new VolumeState(Optional.empty(), AbsolutePath.parse(Dataset.mountpoint(project, "db")));
  }
}
