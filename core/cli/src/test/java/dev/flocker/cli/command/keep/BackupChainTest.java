package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a backup builds upon. */
class BackupChainTest extends BackupFixture {

  @Test
  void beginsAnewWhereTheBaseIsGoneOnEitherEndOrIfThatIsWanted() throws IOException {
    backup();
    backup("--full");
    assertThat(files()).filteredOn(f -> f.toString().endsWith(".full")).hasSize(2);
    for (Path file : files()) {
      if (file.toString().endsWith(".full")) {
        Files.delete(file);
      }
    }
    backups();
    assertThat(printed.out()).contains("not all there any more");
    assertThat(restore("--as", "shop/old")).isEqualTo(3);
    backup();
    assertThat(files()).filteredOn(f -> f.toString().endsWith(".full")).hasSize(1);
    assertThat(backups("--verify")).as("a person removed the others").isZero();
    assertThat(printed.out()).contains("  removed\n");

    cluster.owner("n1", PG); // has none of the snapshots
    backup();
    assertThat(files()).filteredOn(f -> f.toString().endsWith(".full")).hasSize(2);
  }

  @Test
  void forgetsNothingThatIsNotThereJustNow() throws IOException {
    backup();
    Path file = file(".full");
    Path away = Files.move(file, folder.resolve("away"));
    backup();
    Files.move(away, file);

    assertThat(backups("--verify")).isZero();
    assertThat(printed.out()).contains("  good\n").doesNotContain("removed");
    assertThat(Files.readString(file("manifest.json")).split("\"id\"")).hasSize(3);
  }

  @Test
  void buildsUponNothingBeforeTheNewestFullOneNorWhatOthersCanRead() throws IOException {
    backup();
    Path first = file(".full");
    backup("--full");
    for (Path file : files()) {
      if (file.toString().endsWith(".full") && !file.equals(first)) {
        Files.delete(file);
      }
    }
    backup();
    assertThat(files()).noneMatch(f -> f.toString().endsWith(".increment"));
    backup();
    assertThat(backups()).isZero();
    assertThat(printed.out()).containsPattern("increment .* of n1, upon 2[0-9T]*-");

    Path manifest = file("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"seal\":", "\"recipients\":\"x\",\"seal\":"));
    backup();
    assertThat(files()).filteredOn(f -> f.toString().endsWith(".increment")).hasSize(1);
  }

  @Test
  void oneThatIsCutShortLeavesNothing() throws IOException {
    backup();
    exit = 1;
    assertThat(backup()).isEqualTo(1);
    assertThat(printed.err()).contains("n1: send 2 3: ").contains("I/O error");
    assertThat(files()).hasSize(2);
    exit = 0;
    assertThat(backup()).isZero();
    assertThat(file(".increment")).as("upon what is whole").hasContent("send 2 4");
  }
}
