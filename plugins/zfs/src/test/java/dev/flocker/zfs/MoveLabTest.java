package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every primitive on a real node. */
@Tag("lab")
class MoveLabTest extends TwoProjects {

  @Test
  void movesByFullAndIncrementalStreams() {
    Version first = node.snapshot(FROM, DB, "1", host);
    node.expect(TO, DB, host);
    transfer(Optional.empty(), first);
    assertThat(node.copy(TO, DB, host)).as("nothing without a record").isEmpty();
    Copy owner = copy(FROM);
    node.record(TO, DB, Optional.empty(), as(owner, Role.REPLICA, 1), host);
    assertThat(copy(TO).versions()).containsExactly(first);

    host.write(FILE, "two\n", 0600);
    node.fence(FROM, DB, host);
    Version second = node.snapshot(FROM, DB, "2", host);
    transfer(Optional.of(first), second);
    assertThat(copy(TO).newest()).contains(second);
    assertThat(copy(TO).open()).isFalse();
    assertThatThrownBy(() -> node.open(TO, DB, host)).hasMessageContaining("REPLICA");

    node.record(TO, DB, Optional.of(copy(TO)), as(owner, Role.OWNER, 2), host);
    node.open(TO, DB, host);
    node.record(FROM, DB, Optional.of(copy(FROM)), as(owner, Role.REPLICA, 2), host);
    assertThat(host.read(Path.of("/flocker/lab-to/db/data/file"))).contains("two\n");
    assertThat(copy(TO).open()).isTrue();
    assertThat(copy(FROM).open()).isFalse();
    node.fence(TO, DB, host);
  }

  @Test
  void whatIsInUseIsNotFenced() {
    host.run(
        Command.of(
            "sh", "-c", "cd /flocker/lab-from/db && { sleep 3 >/dev/null 2>&1 </dev/null & }"));

    assertThatThrownBy(() -> node.fence(FROM, DB, host))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("sleep (");
    assertThat(copy(FROM).open()).isTrue();
    host.pause(java.time.Duration.ofSeconds(4));
    node.fence(FROM, DB, host);
  }

  @Test
  void anotherMountNamespaceStillWritesSoItIsNotFenced() {
    host.run(
        Command.of(
            "sh",
            "-c",
            "unshare -m --propagation private sleep 4 >/dev/null 2>&1 </dev/null & sleep 0.5"));

    assertThatThrownBy(() -> node.fence(FROM, DB, host))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("sleep (");
    assertThat(copy(FROM).open()).isTrue();
    host.pause(java.time.Duration.ofSeconds(5));
    node.fence(FROM, DB, host);
  }

  @Test
  void aRecordIsOnlyReplacedByWhoKnowsIt() {
    Copy owner = copy(FROM);

    assertThatThrownBy(
            () ->
                node.record(
                    FROM,
                    DB,
                    Optional.of(as(owner, Role.OWNER, 5)),
                    as(owner, Role.OWNER, 6),
                    host))
        .hasMessageContaining("not what this run saw");
    assertThatThrownBy(
            () -> node.record(FROM, DB, Optional.of(owner), as(owner, Role.REPLICA, 1), host))
        .hasMessageContaining("still mounted for writing");
    assertThat(copy(FROM)).isEqualTo(owner);
  }

  @Test
  void prunesWhatIsNeitherHeldNorKept() {
    Version first = node.snapshot(FROM, DB, "1", host);
    node.snapshot(FROM, DB, "2", host);
    node.snapshot(FROM, DB, "3", host);
    Version last = node.snapshot(FROM, DB, "4", host);

    node.retain(FROM, DB, Set.of(first.guid()), 1, host);
    assertThat(copy(FROM).versions()).containsExactly(first, last);
  }

  @Test
  void goesBackByGoingForward() {
    Version first = node.snapshot(FROM, DB, "1", host);
    host.write(FILE, "two\n", 0600);
    host.write(Path.of("/flocker/lab-from/db/data/new"), "new\n", 0600);

    node.rollback(FROM, Map.of(DB, first), host);

    assertThat(host.read(FILE)).contains("one\n");
    assertThat(host.list(FILE.getParent())).containsExactly("file");
    assertThat(host.list(FILE.getParent().getParent())).containsExactly("data");
    assertThat(copy(FROM).versions()).hasSize(2).startsWith(first);
  }

  @Test
  void anEmptyFolderInItsPlaceIsInNobodysWay() {
    Path data = FILE.getParent();
    node.fence(FROM, DB, host);
    assertThat(host.list(data)).isEmpty();
    host.run(Command.of("mkdir", data.toString()));
    node.open(FROM, DB, host);
    assertThat(host.read(FILE)).contains("one\n");

    clear();
    host.run(Command.of("mkdir", "-p", data.toString()));
    node.apply(new Change.Create<>(DB, FROM, state(FROM)), host, Progress.NONE);
    assertThat(copy(FROM).open()).isTrue();
    assertThat(host.list(data.getParent())).isEmpty();
  }

  @Test
  void whatIsSetAsideKeepsItsDataAndIsShown() {
    node.fence(FROM, DB, host);
    node.setAside(FROM, DB, "aside", host);

    assertThat(node.copy(FROM, DB, host)).isEmpty();
    assertThat(node.copy(FROM, new Ref("volume", "db:aside"), host)).isPresent();
  }
}
