package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Partial;
import dev.flocker.testkit.FakeHost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tells a person how to throw away what arrived names the dataset that it arrived in. */
class TransferTest {

  private static final Dataset DB = new Dataset("tank", "shop", "db");
  private static final String TOKEN = "1-ab-cd-ef";

  private final FakeHost host = new FakeHost();

  @BeforeEach
  void aPool() {
    host.on(ZfsCommands.pools()).prints("tank\n");
    host.file("/sys/module/zfs/version", "2.1.11-1\n");
  }

  @Test
  void aFirstStreamArrivesBesideTheVolume() {
    Dataset first = DB.incoming();
    host.on(ZfsCommands.look(DB.path())).fails(1, "cannot open: dataset does not exist");
    host.on(ZfsCommands.look(first.path())).prints(shown(first));

    assertThat(partial(first, TOKEN).discard())
        .isEqualTo("zfs receive -A tank/flocker/shop/db:incoming");
  }

  @Test
  void aLaterOneArrivesInIt() {
    shows();

    assertThat(partial(DB, TOKEN).discard()).isEqualTo("zfs receive -A tank/flocker/shop/db");
  }

  @Test
  void whereNothingOfAStreamArrivedThereIsNothingToThrowAway() {
    shows();

    assertThat(partial(DB, "-").discard()).isEmpty();
  }

  private Partial partial(Dataset into, String token) {
    host.on(ZfsCommands.value("receive_resume_token", into.path())).prints(token + "\n");
    return new ZfsNode().partial("shop", new Ref(VolumeType.NAME, "db"), host);
  }

  private void shows() {
    host.on(ZfsCommands.look(DB.incoming().path())).fails(1, "cannot open: dataset does not exist");
    host.on(ZfsCommands.look(DB.path())).prints(shown(DB));
  }

  private static String shown(Dataset dataset) {
    return Samples.read("openzfs.txt").replace("tank/flocker/shop/db", dataset.path());
  }
}
