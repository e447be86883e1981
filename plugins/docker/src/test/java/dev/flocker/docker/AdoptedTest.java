package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Scope;
import dev.flocker.docker.option.RestartPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was adopted: as what it is seen, how it gives way and comes back, and what of it goes. */
class AdoptedTest extends AdoptedContainer {

  @Test
  void isSeenByItsIdUntilItGaveWay() {
    host.on(DockerCommands.list())
        .prints(ID + "\tshop-db-1\t\t\t\tmariadb:10.11\n")
        .prints(ID + "\tshop-db-1.adopted\t\t\t\tmariadb:10.11\n");
    host.on(DockerCommands.limits()).prints("true true\n");
    Scope scope = new Scope("", Set.of(DB), Map.of(DB, ID.substring(0, 12)));

    List<Observed<ContainerState>> seen = new Observation(host).of(scope);
    assertThat(seen).singleElement().matches(o -> o.ref().equals(DB) && o.project().isEmpty());
    assertThat(seen.getFirst().state().outside()).contains(ID);
    assertThat(new Observation(host).of(scope)).isEmpty();
  }

  @Test
  void whatThePlaybookNamesNowIsWhatCounts() {
    host.file(MARK.toString(), taken());
    String other = "77".repeat(32);
    host.on(DockerCommands.list())
        .prints(other + "\tnew\t\t\t\tmariadb:10.11\n" + ID + "\tshop-db-1\t\t\t\tmariadb:10.11\n");
    host.on(DockerCommands.inspect(List.of(other))).prints(inspected("new", 78).replace(ID, other));
    host.on(DockerCommands.limits()).prints("true true\n");

    Scope scope = new Scope("", Set.of(DB), Map.of(DB, other.substring(0, 12)));
    assertThat(new Observation(host).of(scope))
        .singleElement()
        .matches(o -> o.state().outside().equals(Optional.of(other)));
  }

  @Test
  void oneThatWasStartedSinceDoesNotGiveWay() {
    adopt();
    assertThatThrownBy(() -> new Adoption(DB, host).giveWay(ID))
        .hasMessageContaining("was started again");
  }

  @Test
  void startsAgainAsItWasMade() {
    host.file(MARK.toString(), taken());
    host.file("/flocker/shop/data/data/ibdata1", "a copy");
    host.on("mv", "--no-target-directory", DATA, DATA + ".incoming").prints("");
    host.on(DockerCommands.start(ID)).prints("");
    host.on(DockerCommands.restartPolicy(ID, RestartPolicy.parse("always"))).prints("");

    new Adoption(DB, host).resume(ID);

    assertThat(host.ran())
        .containsSubsequence(
            List.of("mv", "--no-target-directory", DATA, DATA + ".incoming"),
            DockerCommands.start(ID),
            DockerCommands.restartPolicy(ID, RestartPolicy.parse("always")));
    assertThat(mark()).doesNotContain("taken");
  }

  /** As when the controller is lost between the two. */
  @Test
  void comesBackFromGivingWayUnlessItsSuccessorRan() {
    host.file(MARK.toString(), taken());
    shows("shop-db-1.adopted", 0);
    host.run(Command.of(DockerCommands.inspect(List.of(ID)))); // when it still ran
    String successor = "99".repeat(32);
    host.on(DockerCommands.listOf(DB))
        .prints(successor + "\tdb\tshop\tcontainer db\t\tmariadb:10.11\n");
    String never =
        inspected("db", 0).replace(ID, successor).replace(STARTED, "0001-01-01T00:00:00Z");
    host.on(DockerCommands.inspect(List.of(successor)))
        .prints(inspected("db", 0).replace(ID, successor))
        .prints(never);

    new Adoption(DB, host).resume(ID);
    assertThat(host.ran()).doesNotContain(DockerCommands.start(ID));

    host.on(DockerCommands.remove(successor)).prints("");
    host.on(DockerCommands.rename(ID, "shop-db-1")).prints("");
    host.on(DockerCommands.start(ID)).prints("");
    host.on(DockerCommands.restartPolicy(ID, RestartPolicy.parse("always"))).prints("");
    new Adoption(DB, host).resume(ID);
    assertThat(host.ran())
        .containsSubsequence(
            DockerCommands.remove(successor),
            DockerCommands.rename(ID, "shop-db-1"),
            DockerCommands.start(ID));
  }

  @Test
  void ofItsVolumesOnlyThoseGoThatWereCopied() {
    host.file(MARK.toString(), taken() + "left yes\n");
    String kept =
        """
        {"Type": "volume", "Name": "media", "Source": "/var/lib/docker/volumes/media/_data",
         "Destination": "/media", "RW": true}, {"Type": "volume", "Name": "shop_db"\
        """
            .strip();
    host.on(DockerCommands.inspect(List.of(ID)))
        .prints(
            inspected("shop-db-1.adopted", 0)
                .replace("{\"Type\": \"volume\", \"Name\": \"shop_db\"", kept));
    host.run(Command.of(DockerCommands.inspect(List.of(ID)))); // when it still ran
    host.on(DockerCommands.remove(ID)).prints("");
    host.on(DockerCommands.removeVolume("shop_db")).prints("");

    assertThat(new Leftovers(host).lines())
        .containsExactly("container shop-db-1.adopted with Docker's volumes shop_db");
    new Leftovers(host).discard();
    assertThat(host.ran())
        .contains(DockerCommands.removeVolume("shop_db"))
        .doesNotContain(DockerCommands.removeVolume("media"));
    assertThat(mark()).isEmpty();
  }
}
