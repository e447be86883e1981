package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Progress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is not copied, and why. */
class AdoptionRefusedTest extends AdoptedContainer {

  @Test
  void dataThatIsThereAlreadyIsNotWrittenOver() {
    host.file("/flocker/shop/data/data/ibdata1", "newer");

    assertThatThrownBy(this::adopt).hasMessageContaining("holds data already");
    assertThat(host.ran()).doesNotContain(mirror());
  }

  @Test
  void whoeverWentBackToItKeepsWhatWasWrittenSince() {
    shows("shop-db-1", 77);
    shows("shop-db-1.adopted", 0);
    shows("shop-db-1", 77);
    adopt();
    new Adoption(DB, host).leave();
    host.file(DATA + "/ibdata1", "newer");
    int before = host.ran().size();

    assertThatThrownBy(this::adopt).hasMessageContaining("holds data already");
    assertThat(host.ran().subList(before, host.ran().size())).doesNotContain(mirror());
  }

  @Test
  void whatDoesNotFitIsNotBegun() {
    room = "9";

    assertThatThrownBy(this::adopt).hasMessageContaining("more than its copy");
    assertThat(host.ran()).doesNotContain(mirror());
  }

  @Test
  void whatItMountsAndThePlaybookDoesNotNameWouldBeLeftBehind() {
    ContainerState nothing = DockerCommandsTest.PLAIN;
    assertThatThrownBy(() -> new Adoption(DB, host).adopt(nothing, ID, Progress.NONE))
        .hasMessageContaining("Docker's volume shop_db")
        .hasMessageContaining("left behind");
  }

  private void isFleeting() {
    List<String> look = DockerCommands.inspect(List.of(ID));
    String shown = inspected("shop-db-1", 77);
    host.on(look).prints(shown.replace("\"Mounts\": [],", "\"AutoRemove\": true,"));
    host.run(Command.of(look)); // before it was made so
  }

  /** Docker would remove its volumes while what it wrote last is copied out of them. */
  @Test
  void oneThatGoesAsItStopsIsNotStopped() {
    isFleeting();

    assertThatThrownBy(this::adopt)
        .hasMessageContaining("made with --rm")
        .hasMessageContaining("docker create --volumes-from shop-db-1 --name shop-db-1-2");
    assertThat(host.ran()).containsOnly(DockerCommands.inspect(List.of(ID)));
    assertThat(mark()).isEmpty();
  }

  @Test
  void oneThatGoesAsItStopsIsForeseenWhereverItIsToRun() {
    isFleeting();
    Map<String, Object> outside = Map.of("outside", ID);
    ContainerState have = DockerCommandsTest.state(outside);
    List<Change<ContainerState>> changes =
        List.of(
            new Change.Replace<>(DB, "shop", want(), have, ""),
            new Change.Remove<>(DB, "shop", have, "", false));

    for (Change<ContainerState> change : changes) {
      assertThatThrownBy(() -> new DockerContainers().foresee(change, host))
          .hasMessageContaining("made with --rm");
    }
  }

  @Test
  void aVolumeThatDockerMountsFromElsewhereIsRefused() {
    volume = "local device=:/nfs o=addr=n type=nfs /x";
    assertThatThrownBy(this::adopt).hasMessageContaining("not a plain folder");
  }

  @Test
  void whoElseWritesToItsDataIsStoppedFirst() {
    String other = "77".repeat(32);
    running = ID + "\n" + other;
    host.on(DockerCommands.inspect(List.of(ID, other)))
        .prints(
            inspected("shop-db-1", 77).strip().replaceFirst("]$", ",")
                + inspected("backup", 78).strip().substring(1).replace(ID, other));
    assertThatThrownBy(this::adopt).hasMessageContaining("container backup writes to the same");
  }

  @Test
  void aVolumeInItsPlaceIsFromWhatItHasThere() {
    Map<String, Object> empty = Map.of("directory", DATA, "mountpoint", "/var/lib/mysql");
    ContainerState want = DockerCommandsTest.state(Map.of("volumes", List.of(empty)));

    assertThatThrownBy(() -> new Adoption(DB, host).adopt(want, ID, Progress.NONE))
        .hasMessageContaining("the volume there is not from that");
  }
}
