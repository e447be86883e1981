package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Scope;
import dev.flocker.testkit.FakeHost;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolsTest {

  private final FakeHost host = new FakeHost();

  private FakeHost openZfs(String pools) {
    host.file("/sys/module/zfs/version", "2.1.11-1\n");
    host.on(ZfsCommands.pools()).prints(pools);
    return host;
  }

  @Test
  void theOnlyPoolIsTaken() {
    assertThat(Pools.require(openZfs("tank\n"))).isEqualTo("tank");
    assertThat(host.ran()).containsOnly(ZfsCommands.pools());
  }

  @Test
  void amongSeveralTheInventoryDecides() {
    assertThatThrownBy(() -> Pools.require(openZfs("fast\ntank\n")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("fast, tank")
        .hasMessageContaining("flocker_pool=");
    assertThat(Pools.require(host.variable("flocker_pool", "tank"))).isEqualTo("tank");
    assertThatThrownBy(() -> Pools.require(host.variable("flocker_pool", "slow")))
        .hasMessageContaining("pool slow");
  }

  @Test
  void aNodeWithoutZfsHoldsNothingAndNothingIsRunThere() {
    host.on(ZfsCommands.tools()).prints("");

    assertThat(new ZfsNode().observe(Scope.EVERYTHING, host)).isEmpty();
    assertThatThrownBy(() -> Pools.require(host)).hasMessageContaining("modprobe zfs");
    assertThat(host.ran()).containsOnly(ZfsCommands.tools());
  }

  @Test
  void toolsThatWouldLoadTheModuleAreNotRun() {
    host.on(ZfsCommands.tools()).prints("/usr/sbin/zfs\n");

    assertThat(Pools.look(host)).isEmpty();
  }

  @Test
  void zfsFuseNeedsNoModule() {
    host.on(ZfsCommands.tools()).prints("/usr/sbin/zfs\n/usr/sbin/zfs-fuse\n");
    host.on(ZfsCommands.pools()).prints("tank\n");

    assertThat(Pools.look(host)).contains("tank");
  }

  @Test
  void aPoolThatHeldVolumesAndIsGoneIsAFailureNotAnAbsence() {
    Pools.remember("tank", host);

    assertThatThrownBy(() -> Pools.look(openZfs("")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("zpool import tank");
    assertThatThrownBy(() -> Pools.look(openZfs("other\n"))).hasMessageContaining("tank");
  }

  /** An earlier version wrote it down below flocker_home. */
  @Test
  void aPoolThatWasWrittenDownElsewhereIsNotForgotten() {
    host.file("/srv/flocker/zfs-pool", "tank\n").variable("flocker_home", "/srv/flocker");

    assertThatThrownBy(() -> Pools.look(openZfs(""))).hasMessageContaining("zpool import tank");
    new ZfsNode().sweep(host);
    assertThat(host.read(Path.of("/var/lib/flocker/zfs-pool"))).contains("tank\n");
  }

  @Test
  void aPoolThatGoesAfterTheFirstLookIsNoAbsenceEither() {
    Ref db = new Ref("volume", "db");
    Pools.remember("tank", host);
    host.on(ZfsCommands.look("tank/flocker/shop/db")).fails(1, "'tank': dataset does not exist");

    assertThat(new ZfsNode().copy("shop", db, openZfs("tank\n"))).isEmpty();
    FakeHost without = new FakeHost();
    Pools.remember("tank", without);
    without.on(ZfsCommands.look("tank/flocker/shop/db")).fails(1, "'tank': dataset does not exist");
    without.on(ZfsCommands.tools()).prints("");
    assertThatThrownBy(() -> new ZfsNode().copy("shop", db, without))
        .hasMessageContaining("zpool import tank");
  }

  @Test
  void aCommandThatFailsIsNoAbsence() {
    openZfs("tank\n");
    List<String> look = ZfsCommands.look("tank/flocker");
    host.on(look)
        .fails(1, "cannot open 'tank/flocker': dataset does not exist\n")
        .fails(1, "cannot open 'tank/flocker': dataset does not exist\n")
        .fails(1, "cannot open 'tank/flocker': I/O error\n");

    assertThat(new ZfsNode().observe(Scope.EVERYTHING, host)).isEmpty();
    assertThatThrownBy(() -> new ZfsNode().observe(Scope.EVERYTHING, host))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("I/O error");
  }

  /** zfs-fuse shows a dataset before it is readonly. */
  @Test
  void noVolumeLooksAtTheRootWhileAnotherMakesIt() throws InterruptedException {
    openZfs("tank\n");
    host.on(ZfsCommands.look("tank/flocker")).fails(1, "'tank/flocker': dataset does not exist");
    host.on(ZfsCommands.createRoot("tank")).prints("");
    host.on(ZfsCommands.createProject("tank/flocker/shop")).prints("");
    Thread other = new Thread(() -> new Zfs(host).makeParents(new Dataset("tank", "shop", "web")));
    List<List<String>> meanwhile = new ArrayList<>();
    Host makesRoot =
        doing(
            ZfsCommands.createRoot("tank"),
            () -> {
              int before = host.ran().size();
              other.start();
              while (other.isAlive() && other.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              meanwhile.addAll(host.ran().subList(before, host.ran().size()));
            });

    new Zfs(makesRoot).makeParents(new Dataset("tank", "shop", "db"));
    other.join();

    assertThat(meanwhile).isEmpty();
  }

  /** The host, on which something happens before a command is run. */
  private Host doing(List<String> argv, Runnable meanwhile) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (arguments != null && arguments[0] instanceof Command c && c.argv().equals(argv)) {
            meanwhile.run();
          }
          return method.invoke(host, arguments);
        };
    Class<?>[] hosts = {Host.class};
    return (Host) Proxy.newProxyInstance(getClass().getClassLoader(), hosts, handler);
  }

  @Test
  void whatAnotherVolumeMadeMeanwhileWillDo() {
    Dataset db = new Dataset("tank", "shop", "db");
    openZfs("tank\n");
    host.on(ZfsCommands.look("tank/flocker")).fails(1, "'tank/flocker': dataset does not exist");
    host.on(ZfsCommands.createRoot("tank"))
        .fails(1, "cannot create 'tank/flocker': dataset already exists");
    host.on(ZfsCommands.createProject("tank/flocker/shop"))
        .fails(1, "cannot create 'tank/flocker/shop': dataset already exists")
        .fails(1, "cannot create 'tank/flocker/shop': out of space");

    new Zfs(host).makeParents(db);
    assertThatThrownBy(() -> new Zfs(host).makeParents(db)).hasMessageContaining("out of space");
  }
}
